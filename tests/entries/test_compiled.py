"""The compiled outlet: rows and counts, like the query's, in a statement each."""

from datetime import timedelta
from uuid import uuid4

import pytest

from tests import factories as make
from tests.factories import START, Region
from throughcare.cases.models import Case
from throughcare.entries import compiled, policy
from throughcare.entries.actions import texts
from throughcare.entries.compiled import Joined, Question
from throughcare.entries.models import Entry, Kind
from throughcare.notes.models import Contact
from throughcare.sharing.categories import Category, Handling

DAY = timedelta(days=1)
NEWEST = "entry.occurred_at DESC, entry.id DESC"
CHRONOLOGY = Question(
    ("entry.id", "entry.occurred_at", "entry.headline", "entry.version"),
    where="seat.case_id = %(case)s",
    order=NEWEST,
)


def test_rows_hold_what_the_fields_hold(region: Region) -> None:
    for days in (3, 1, 2):
        region.write(region.ann, occurred_at=START - days * DAY)
    region.write(region.ann, Category.COUNSELLING, occurred_at=START - DAY)
    for who in (region.ann, region.bob, region.eve, region.cy):
        actor = make.actor(who)
        shown = policy.visible_to(actor).filter(case=region.case).order_by("-occurred_at", "-id")
        expected = shown.values_list("pk", "occurred_at", "headline", "version")
        assert compiled.rows(actor, CHRONOLOGY, case=region.case.pk) == list(expected)
        first = compiled.rows(actor, CHRONOLOGY, limit=2, case=region.case.pk)
        assert first == list(expected[:2])


def test_a_page_goes_on_behind_a_key(region: Region) -> None:
    written = [region.write(region.ann, occurred_at=START - days * DAY) for days in range(5)]
    behind = Question(
        ("entry.id",),
        where="(entry.occurred_at, entry.id) < (%(moment)s, %(key)s)",
        order=NEWEST,
    )
    last = written[1]
    given = {"moment": last.occurred_at, "key": last.pk}
    found = compiled.rows(make.actor(region.bob), behind, limit=2, **given)
    assert [row[0] for row in found] == [entry.pk for entry in written[2:4]]


def test_a_further_table_is_read_with_its_own_fields(region: Region) -> None:
    missed = Contact(
        case=region.case,
        kind=Kind.CONTACT,
        categories=Category.CONTACT.bit,
        handling=Handling.TEAM,
        headline="Phone",
        how="phone",
        outcome="missed",
        occurred_at=START - DAY,
    )
    texts.write(make.actor(region.ann), missed)
    question = Question(
        ("cases.opened_at", "contact.outcome", "entry.version"),
        joins=(
            Joined("cases", Case, "cases.id = entry.case_id"),
            Joined("contact", Contact, "contact.entry_ptr_id = entry.id"),
        ),
    )
    assert compiled.rows(make.actor(region.bob), question) == [(START, "missed", 1)]


def test_counts_stop_at_their_cap(region: Region) -> None:
    for _ in range(4):
        region.write(region.ann)
    actor = make.actor(region.bob)
    assert compiled.count(actor) == 4
    assert compiled.count(actor, cap=3) == 3
    assert compiled.count(actor, CHRONOLOGY, case=region.case.pk) == 4
    assert compiled.count(actor, CHRONOLOGY, case=uuid4()) == 0


@pytest.mark.django_db
def test_nothing_is_compiled_twice(region: Region) -> None:
    actor = make.actor(region.ann)
    compiled.rows(actor, CHRONOLOGY, case=region.case.pk)
    before = compiled._from.cache_info().misses
    compiled.rows(actor, CHRONOLOGY, case=region.case.pk)
    assert compiled._from.cache_info().misses == before
    assert Entry.objects.count() == 0
