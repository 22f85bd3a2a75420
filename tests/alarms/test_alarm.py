"""The alarm: what trips it, who is told of it, and that it stands in nobody's way."""

import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from tests import factories
from tests.factories import START, Region, actor
from tests.pages import Page, opened, signed_in
from throughcare.agencies.models import Post
from throughcare.agencies.roles import Role
from throughcare.alarms import policy
from throughcare.alarms.actions import alarm
from throughcare.alarms.verbs import Verb
from throughcare.audit.models import Event
from throughcare.cases.models import Case
from throughcare.kernel import clock, ids
from throughcare.kernel.actor import system
from throughcare.kernel.decision import Refused
from throughcare.notices.models import Notice


@pytest.fixture
def oda(region: Region, settings: Any) -> Post:
    """The officer; four cases in an hour are many."""
    settings.ALARM_CASES = 3
    return factories.post("Oda Rill", region.probation, Role.DATA_PROTECTION_OFFICER)


@pytest.fixture
def several(region: Region) -> list[Case]:
    return [
        factories.open_case(region.ann, display_name=f"Person {n} Extra", reference="")
        for n in range(6)
    ]


def look(client: Client, cases: list[Case]) -> None:
    for case in cases:
        assert client.get(reverse("case", args=[case.pk])).status_code == 200


def told() -> list[tuple[str, str]]:
    """The first names of those who were told, with what."""
    notices = Notice.objects.filter(verb__startswith="alarm.").select_related("post__human")
    return [(one.post.human.name.split()[0], one.verb) for one in notices.order_by("pk")]


def test_unusually_many_cases_are_told_in_the_same_request(
    region: Region, oda: Post, several: list[Case]
) -> None:
    client = signed_in(region.ann)
    look(client, several[:3] * 2)
    assert told() == []
    look(client, several[3:4])
    assert told() == [("Oda", "alarm.many-cases")]


def test_the_notice_holds_no_name_and_no_content(
    region: Region, oda: Post, several: list[Case]
) -> None:
    look(signed_in(region.ann), several)
    [notice] = Notice.objects.filter(verb=Verb.MANY_CASES)
    assert notice.case_id is None
    desk = opened(signed_in(oda), reverse("desk"))
    assert "Somebody opened unusually many cases" in desk.text
    assert "Ann" not in desk.text


def test_the_officer_reads_who_it_was_and_nobody_else_does(
    region: Region, oda: Post, several: list[Case]
) -> None:
    look(signed_in(region.ann), several)
    page = opened(signed_in(oda), reverse("alarms"))
    assert "Ann Ode, Probation officer: opened unusually many cases" in page.text
    for who in (region.ann, region.dee, region.bob):
        assert "No alarm" in opened(signed_in(who), reverse("alarms")).text


def test_it_is_told_once_and_not_again_for_twelve_hours(
    region: Region, oda: Post, several: list[Case]
) -> None:
    client = signed_in(region.ann)
    look(client, several)
    look(client, several)
    assert len(told()) == 1
    assert not policy.may_raise(actor(region.ann), Verb.MANY_CASES)
    with pytest.raises(Refused, match="a short while ago"):
        alarm(actor(region.ann), Verb.MANY_CASES, count=5)
    with clock.at(START + timedelta(hours=13)):
        look(signed_in(region.ann), several)
    assert len(told()) == 2


def test_one_humans_alarm_silences_nobody_elses_and_its_own_for_twelve_hours(
    region: Region, oda: Post
) -> None:
    alarm(actor(region.ann), Verb.MANY_CASES, count=5)
    assert policy.may_raise(actor(region.dee), Verb.MANY_CASES)
    with clock.at(START + policy.QUIET - timedelta(microseconds=1)):
        assert not policy.may_raise(actor(region.ann), Verb.MANY_CASES)
    with clock.at(START + policy.QUIET):
        assert policy.may_raise(actor(region.ann), Verb.MANY_CASES)


def test_an_officer_is_not_told_of_themselves(region: Region, oda: Post) -> None:
    ugo = factories.post("Ugo Teal", region.probation, Role.DATA_PROTECTION_OFFICER)
    assert list(policy.officers(actor(oda))) == [ugo]


def test_what_is_usual_for_somebody_is_no_alarm(
    region: Region, oda: Post, several: list[Case]
) -> None:
    for case in several:
        moment = START + timedelta(hours=2 * several.index(case))
        with clock.at(moment):
            look(signed_in(region.ann), [case])
    assert told() == []
    with clock.at(START + timedelta(days=2)):
        look(signed_in(region.ann), several)
        assert told() == []
    with clock.at(START + timedelta(days=40)):
        look(signed_in(region.ann), several)
        assert len(told()) == 1


def test_opening_the_same_cases_over_the_day_is_no_alarm(
    region: Region, oda: Post, several: list[Case]
) -> None:
    for hour, case in enumerate(several):
        with clock.at(START + timedelta(hours=hour)):
            look(signed_in(region.ann), [case])
    assert told() == []


def test_another_agencys_officer_and_no_line_manager_is_told(
    region: Region, oda: Post, several: list[Case]
) -> None:
    factories.post("Ulf Sand", region.exit, Role.DATA_PROTECTION_OFFICER)
    gone = {"until_at": START - timedelta(days=1)}
    factories.post("Old Rill", region.probation, Role.DATA_PROTECTION_OFFICER, **gone)
    look(signed_in(region.ann), several)
    assert [name for name, _ in told()] == ["Oda"]


def test_without_an_officer_it_stands_in_the_trail(region: Region, settings: Any) -> None:
    settings.ALARM_CASES = 0
    look(signed_in(region.ann), [region.case])
    assert told() == []
    assert Event.objects.filter(verb=Verb.MANY_CASES, human_id=region.ann.human_id).exists()


def guess(client: Client, count: int) -> None:
    for _ in range(count):
        assert client.get(reverse("case", args=[uuid.uuid4()])).status_code == 404


def test_ids_that_are_linked_nowhere_are_told(region: Region, oda: Post) -> None:
    client = signed_in(region.ann)
    guess(client, 4)
    assert told() == []
    guess(client, 1)
    assert told() == [("Oda", "alarm.unlinked")]


def test_a_leaked_id_counts_as_an_invented_one(
    region: Region, oda: Post, several: list[Case]
) -> None:
    sam = factories.post("Sam Brook", region.probation, Role.PROBATION_OFFICER)
    client = signed_in(sam)
    for case in several[:5]:
        assert client.get(reverse("case", args=[case.pk])).status_code == 404
    assert told() == [("Oda", "alarm.unlinked")]


def test_the_same_dead_link_again_and_slow_ones_are_no_alarm(region: Region, oda: Post) -> None:
    client, dead = signed_in(region.ann), reverse("case", args=[uuid.uuid4()])
    for _ in range(8):
        client.get(dead)
    for step in range(8):
        with clock.at(START + timedelta(minutes=20 + 3 * step)):
            guess(client, 1)
    assert told() == []


def test_what_is_refused_is_no_guess(region: Region, oda: Post) -> None:
    client = signed_in(region.bob)
    for _ in range(6):
        assert client.get(reverse("case-close", args=[region.case.pk])).status_code == 403
    assert told() == []


def test_references_that_are_nobodys_are_told(region: Region, oda: Post) -> None:
    client = signed_in(region.ann)
    for words in ("Nobody Known", "Another Name", "K7", "4K7P", "2030", region.case.reference):
        client.post(reverse("search"), {"words": words})
    for _ in range(5):
        assert told() == []
        client.post(reverse("search"), {"words": ids.reference()})
    assert told() == [("Oda", "alarm.unlinked")]


def test_the_answer_is_the_same_with_and_without_an_alarm(region: Region, oda: Post) -> None:
    client = signed_in(region.ann)
    answers = [Page(client.get(reverse("case", args=[uuid.uuid4()]))) for _ in range(6)]
    assert len({(answer.status, answer.soup.get_text()) for answer in answers}) == 1


def test_an_alarm_that_fails_stops_nobody(
    region: Region, oda: Post, several: list[Case], caplog: pytest.LogCaptureFixture
) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("A failed statement ends PostgreSQL's transaction, which this test holds open.")
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TRIGGER no_notice BEFORE INSERT ON notices_notice"
            " BEGIN SELECT RAISE(ABORT, 'disk full'); END"
        )
    look(signed_in(region.ann), several)
    with connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER no_notice")
    assert told() == []
    assert "could not be worked out" in caplog.text
    assert "Extra" not in caplog.text


def test_nobody_raises_an_alarm_about_nobody() -> None:
    assert not policy.may_raise(system(START), Verb.UNLINKED)


@pytest.mark.parametrize("name", ["help", "data-use"])
@pytest.mark.django_db
def test_staff_are_told_that_it_exists(client: Client, name: str) -> None:
    text = Page(client.get(reverse(name))).text
    assert "opens unusually many cases" in text
    assert "data-protection officer" in text
