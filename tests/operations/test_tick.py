"""Due work is done once, however often and however many at once look at the clock."""

import threading
from contextvars import copy_context
from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from tests import factories as make
from tests.factories import START, Region
from throughcare.agencies.models import Session
from throughcare.agencies.roles import Role
from throughcare.agencies.sessions import SessionStore
from throughcare.audit.models import Event
from throughcare.cases import policy
from throughcare.cases.actions import posts, responsibility
from throughcare.cases.models import Responsibility
from throughcare.kernel import clock
from throughcare.kernel.decision import Refused
from throughcare.notes.models import Draft
from throughcare.notices.models import Notice, Occasion
from throughcare.operations import due
from throughcare.web.models import Submission

DAY = timedelta(days=1)
PASSED = "responsibility.passed"


@pytest.fixture(autouse=True)
def _own_data(settings, tmp_path: Path) -> None:
    settings.DATA_DIR = tmp_path


@pytest.fixture
def running_out(region: Region) -> Region:
    """Ivo, whose post ends by its own date, answers for the case; then it is Dee's."""
    ivo = make.post("Ivo Kern", region.probation, Role.PROBATION_OFFICER, until_at=START + 20 * DAY)
    make.join(region.case, ivo)
    offered = responsibility.offer(make.actor(region.ann), region.case, post=ivo)
    responsibility.accept(make.actor(ivo), offered)
    return region


def tick() -> str:
    said = StringIO()
    call_command("tick", stdout=said)
    return said.getvalue()


def told() -> int:
    return Event.objects.filter(verb=PASSED).count()


def test_the_duty_post_is_told_once_when_a_post_has_run_out(running_out: Region) -> None:
    with clock.at(START + 20 * DAY - timedelta(seconds=1)):
        assert tick() == ""
    with clock.at(START + 20 * DAY):
        assert "1 duty posts told" in tick()
        assert tick() == ""
    notice = Notice.objects.get(verb=PASSED)
    assert (notice.post, notice.case_id) == (running_out.dee, running_out.case.pk)
    assert told() == 1


def test_what_passed_long_ago_is_no_news_and_is_not_told_again(running_out: Region) -> None:
    with clock.at(START + 21 * DAY):
        tick()
    with clock.at(START + 20 * DAY + due.NEWS + DAY):
        assert tick() == ""
    with clock.at(START + 21 * DAY + 2 * due.NEWS + DAY):
        assert "occasions forgotten" in tick()
        assert not Occasion.objects.exists()
        assert tick() == ""
    assert told() == 1


def test_a_post_that_was_ended_by_somebody_is_told_of_then_and_not_again(region: Region) -> None:
    posts.end(make.root(), region.ann, at=START + 5 * DAY)
    assert told() == 1
    with clock.at(START + 6 * DAY):
        assert tick() == ""
    assert told() == 1


def test_a_handover_is_not_told_as_a_passing(region: Region) -> None:
    offered = responsibility.offer(make.actor(region.ann), region.case, post=region.dee)
    responsibility.accept(make.actor(region.dee), offered)
    with clock.at(START + DAY):
        assert tick() == ""


def test_only_the_program_tells_it(region: Region) -> None:
    taken = Responsibility.objects.get()
    assert policy.may_tell_of_passing(make.root())
    with pytest.raises(Refused):
        posts.tell_of_passing(make.actor(region.ann), taken)


@pytest.mark.django_db(transaction=True)
def test_two_at_once_tell_once(running_out: Region) -> None:
    begin, counts = threading.Barrier(2), []

    def look() -> None:
        with clock.at(START + 20 * DAY):
            begin.wait(10)
            counts.append(due.tell_of_passings())
        connection.close()

    both = [threading.Thread(target=copy_context().run, args=[look]) for _ in range(2)]
    for one in both:
        one.start()
    for one in both:
        one.join(60)
    assert sorted(counts) == [0, 1]
    assert told() == 1
    assert Notice.objects.filter(verb=PASSED).count() == 1


def test_old_form_keys_go_and_young_ones_stay(region: Region) -> None:
    for days in (1, 6, 8, 30):
        row = Submission.objects.create(post_id=region.ann.pk, key=f"k{days}")
        Submission.objects.filter(pk=row.pk).update(at=START - days * DAY)
    assert "2 keys of old forms" in tick()
    assert set(Submission.objects.values_list("key", flat=True)) == {"k1", "k6"}


def test_sessions_that_are_over_go_and_drafts_stay(region: Region) -> None:
    case = region.case.pk
    Draft.objects.create(
        post=region.ann, form="note", case_id=case, about=case, fields={"text": ["So far"]}
    )
    for days in (-1, 1):
        session = SessionStore()
        session.set_expiry(days * 86400)
        session.create()
    tick()
    assert Session.objects.count() == 1
    assert Draft.objects.count() == 1


def test_uploads_without_a_row_and_remains_of_backups_go(
    region: Region, settings, tmp_path: Path
) -> None:
    (settings.FILES_DIR / "ab").mkdir(parents=True)
    (settings.FILES_DIR / "ab" / ("ab" * 16)).write_bytes(b"x")
    (tmp_path / "scratch" / "left").mkdir(parents=True)
    (tmp_path / "scratch" / "left" / "throughcare.sqlite3").write_bytes(b"x")
    with clock.at(timezone.now() + timedelta(minutes=1)):
        assert tick() == ""
    with clock.at(timezone.now() + 2 * DAY):
        said = tick()
    assert "1 uploads without an entry" in said
    assert "1 remains of stopped backups" in said


def test_a_work_that_fails_stops_no_other(region: Region, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> int:
        raise ValueError("Quetzal Ibarra")

    done: list[int] = []
    works = (due.Work("broken work", broken), due.Work("good work", lambda: len(done) or 7))
    monkeypatch.setattr("throughcare.operations.management.commands.tick.WORKS", works)
    said = StringIO()
    with pytest.raises(CommandError, match=r"broken work \(ValueError\)") as told_of:
        call_command("tick", stdout=said)
    assert "7 good work" in said.getvalue()
    assert "Quetzal" not in str(told_of.value)
