"""The compiled outlet: rows, counts and last dates, like the query's, in a statement each."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db.models import Max

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
KEPT = {"joins": (Joined("contact", Contact, "contact.entry_ptr_id = entry.id"),)}
KEPT |= {"where": "contact.outcome = 'kept'"}  # type: ignore[dict-item]


def contact(region: Region, days: int, outcome: str = "kept", case: Case | None = None) -> Contact:
    made = Contact(
        case=case or region.case,
        kind=Kind.CONTACT,
        categories=Category.CONTACT.bit,
        handling=Handling.TEAM,
        headline="Phone",
        how="phone",
        outcome=outcome,
        occurred_at=START + days * DAY,
    )
    texts.write(make.actor(region.ann), made)
    return made


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
    contact(region, -1, "missed")
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


def test_the_last_contact_is_the_last_that_is_seen_and_was_kept(region: Region) -> None:
    second = make.open_case(region.ann, region.agreement)
    for days, outcome in ((-9, "kept"), (-5, "kept"), (-2, "missed"), (3, "kept")):
        contact(region, days, outcome)
    contact(region, -7, case=second)
    ann, bob = make.actor(region.ann), make.actor(region.bob)
    expected = {region.case.pk: START - 5 * DAY, second.pk: START - 7 * DAY}
    assert compiled.latest(ann, Kind.CONTACT, **KEPT) == expected
    assert compiled.latest(ann, Kind.CONTACT)[region.case.pk] == START - 2 * DAY
    assert compiled.latest(bob, Kind.CONTACT, **KEPT) == {region.case.pk: START - 5 * DAY}
    assert compiled.latest(ann, Kind.CONTACT, cases=[second.pk, uuid4()], **KEPT) == {
        second.pk: START - 7 * DAY
    }
    assert compiled.latest(make.actor(region.cy), Kind.CONTACT) == {}


def test_the_last_contact_of_no_cases_asks_nothing(
    region: Region, django_assert_num_queries: object
) -> None:
    actor = make.actor(region.ann)
    with django_assert_num_queries(0):  # type: ignore[operator]
        assert compiled.latest(actor, Kind.CONTACT, cases=[]) == {}
    with django_assert_num_queries(1):  # type: ignore[operator]
        compiled.latest(actor, Kind.CONTACT, cases=[region.case.pk])


def test_the_query_says_the_same_of_the_last_entry(region: Region) -> None:
    for days in (-3, -2, -8):
        contact(region, days)
    for who in region.team.values():
        actor = make.actor(who)
        shown = policy.visible_to(actor).filter(kind=Kind.CONTACT)
        expected = dict(shown.values_list("case").annotate(last=Max("occurred_at")))
        assert compiled.latest(actor, Kind.CONTACT) == expected


@pytest.mark.django_db
def test_nothing_is_compiled_twice(region: Region) -> None:
    actor = make.actor(region.ann)
    compiled.rows(actor, CHRONOLOGY, case=region.case.pk)
    before = compiled._from.cache_info().misses
    compiled.rows(actor, CHRONOLOGY, case=region.case.pk)
    assert compiled._from.cache_info().misses == before
    assert Entry.objects.count() == 0
