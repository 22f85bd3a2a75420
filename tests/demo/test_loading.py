"""A large region in bulk: whole rows, generated events, gone on from where it stopped."""

from collections.abc import Iterator

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.models import Count
from tqdm import tqdm

from throughcare.agencies.acting import act_as
from throughcare.agencies.models import Post
from throughcare.audit.models import Event
from throughcare.audit.verification import verify
from throughcare.cases.models import Case, Responsibility, Seat
from throughcare.demo import policy
from throughcare.demo.bulk import loading
from throughcare.demo.bulk.cases import reference
from throughcare.demo.queries import areas
from throughcare.entries import policy as entries
from throughcare.entries.models import Entry
from throughcare.people.models import NameKey, Person

CASES = 60
pytestmark = pytest.mark.django_db


@pytest.fixture
def small_batches(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(loading, "BATCH", 20)
    return iter(())


def test_a_large_region_is_loaded_whole() -> None:
    assert loading.load(CASES, seed=7) == CASES

    connection.check_constraints()
    assert policy.is_demo()
    assert Case.objects.count() == Person.objects.count() == CASES
    assert Responsibility.objects.count() == CASES
    teams = Case.objects.annotate(seated=Count("seats")).values_list("seated", flat=True)
    assert min(teams) >= 3
    assert max(teams) <= 8
    assert CASES * 4 < Entry.objects.count() < CASES * 12
    assert not Person.objects.exclude(pk__in=NameKey.objects.values("person")).exists()


def test_every_generated_entry_has_its_kinds_own_row() -> None:
    loading.load(CASES, seed=7)

    for entry in Entry.objects.exclude(kind__in=["note", "gender", "need"]):
        assert type(entry.detail) is not Entry


def test_generated_events_are_marked_and_chained() -> None:
    loading.load(CASES, seed=7)

    assert verify().is_intact
    generated = Event.objects.filter(generated=True)
    assert generated.filter(verb="entry.written").count() == Entry.objects.count()
    assert generated.filter(verb="seat.accepted").count() == Seat.objects.count()
    assert (
        not Event.objects.filter(generated=False)
        .exclude(verb__startswith="demo.")
        .filter(case_id__isnull=False)
    )


def test_the_rule_shows_generated_cases() -> None:
    loading.load(CASES, seed=7)

    manager = Post.objects.filter(role="team_manager", seats__isnull=False).first()
    assert manager is not None
    shown = entries.visible_to(act_as(manager))
    assert 0 < shown.count() < Entry.objects.count()


def test_a_load_goes_on_where_it_stopped(small_batches: None) -> None:
    loading.load(20, seed=7)

    assert loading.load(CASES, seed=7) == CASES - 20
    assert loading.load(CASES, seed=7) == 0
    assert areas.loaded() == CASES
    assert verify().is_intact


def test_an_interruption_says_what_is_there(
    small_batches: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(bar: tqdm, more: int) -> None:  # type: ignore[type-arg]
        bar.n += more
        if bar.n == CASES:
            raise KeyboardInterrupt

    monkeypatch.setattr(tqdm, "update", interrupted)

    with pytest.raises(CommandError, match=r"60 cases are loaded"):
        call_command("demo", cases=200, seed=7, verbosity=0)


def test_references_never_come_twice() -> None:
    made = {reference(number, 7) for number in range(50_000)}

    assert len(made) == 50_000


def test_the_command_makes_the_small_region_or_says_why_not() -> None:
    call_command("demo", people=1, verbosity=0)

    assert Case.objects.get().reference == "4K7P-22"
    with pytest.raises(CommandError, match="agencies already"):
        call_command("demo", people=1, verbosity=0)
