"""Reads of entries: the chronology's filters, what belongs together, wishes, who sees and why."""

from datetime import timedelta
from typing import Any

import pytest

from tests import factories as make
from tests.factories import START, Region
from throughcare.entries.actions import labels
from throughcare.entries.facts import label_of, places
from throughcare.entries.models import Entry, Kind
from throughcare.entries.queries import Filters, around, chronology, explained, linked, wishes
from throughcare.kernel import clock
from throughcare.sharing.categories import Category, Handling, Statement

DAY = timedelta(days=1)


@pytest.fixture
def written(region: Region) -> dict[str, Entry]:
    """Entries that differ in what the chronology can be filtered by."""
    return {
        "talk": region.write(region.ann, Category.COUNSELLING, occurred_at=START - 3 * DAY),
        "life": region.write(
            region.bob, Category.FAMILY, kind=Kind.LIFE_EVENT, occurred_at=START - 2 * DAY
        ),
        "heard": region.write(
            region.ann,
            *(Category.SAFETY, Category.CONTACT),
            statement=Statement.REPORTED,
            occurred_at=START - DAY,
        ),
    }


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, ["heard", "life", "talk"]),
        ({"kinds": [Kind.LIFE_EVENT]}, ["life"]),
        ({"kinds": [Kind.LIFE_EVENT, Kind.NOTE]}, ["heard", "life", "talk"]),
        ({"statements": [Statement.REPORTED]}, ["heard"]),
        ({"category": Category.CONTACT.bit | Category.FAMILY.bit}, ["heard", "life"]),
        ({"since": START - 2 * DAY}, ["heard", "life"]),
        ({"until": START - 2 * DAY}, ["talk"]),
        ({"since": START - 2 * DAY, "until": START - DAY}, ["life"]),
    ],
)
def test_the_chronology_is_filtered(
    region: Region, written: dict[str, Entry], asked: dict[str, Any], found: list[str]
) -> None:
    shown = list(chronology(make.actor(region.ann), region.case.pk, Filters(**asked)))
    assert shown == [written[name] for name in found]
    ours = chronology(
        make.actor(region.ann), region.case.pk, Filters(agency=region.exit.pk, **asked)
    )
    assert list(ours) == [entry for entry in shown if entry == written["life"]]


def test_a_filter_never_shows_what_the_reader_does_not_see(
    region: Region, written: dict[str, Entry]
) -> None:
    for category in Category:
        shown = chronology(make.actor(region.eve), region.case.pk, Filters(category=category.bit))
        assert written["talk"] not in shown


def test_a_chronology_is_that_of_one_case(region: Region, written: dict[str, Entry]) -> None:
    other = make.open_case(region.ann)
    entry = make.write(region.ann, other)
    assert list(chronology(make.actor(region.ann), other.pk, Filters())) == [entry]


def test_what_belongs_together_shows_where_both_ends_do(region: Region) -> None:
    first = region.write(region.ann)
    given = {"kept": "", "headline": "x", "text": "y", "handling": Handling.TEAM, "reason": "z"}
    ann = make.actor(region.ann)
    parts = [
        labels.split(ann, first, version=number, categories=category.bit, **given)
        for number, category in enumerate((Category.SAFETY, Category.COUNSELLING), start=1)
    ]
    assert set(linked(ann, first)) == set(parts)
    assert set(linked(ann, parts[0])) == {first, parts[1]}
    assert linked(make.actor(region.eve), first) == [parts[0]]
    assert linked(make.actor(region.eve), parts[0]) == [first]
    assert linked(ann, region.write(region.ann)) == []


def test_the_owner_reads_all_wishes_and_others_their_own(region: Region) -> None:
    entry = region.write(region.ann)
    with clock.at(START + DAY):
        by_bob = labels.ask(make.actor(region.bob), entry, wish="x")
    with clock.at(START + 2 * DAY):
        by_eve = labels.ask(make.actor(region.eve), entry, wish="y")
    assert wishes(make.actor(region.ann), entry, is_owner=True) == [by_bob, by_eve]
    assert wishes(make.actor(region.bob), entry, is_owner=False) == [by_bob]
    assert wishes(make.actor(region.dee), entry, is_owner=False) == []


def test_the_page_of_an_entry_names_all_it_shows(region: Region) -> None:
    entry = region.write(region.ann, text="One")
    part = labels.split(
        make.actor(region.ann),
        entry,
        version=1,
        kept="",
        headline="x",
        text="y",
        categories=Category.SAFETY.bit,
        handling=Handling.TEAM,
        reason="z",
    )
    wish = labels.ask(make.actor(region.bob), entry, wish="x")
    team = places(region.case, START)
    found = around(make.actor(region.bob), Entry.objects.get(pk=entry.pk), team, is_owner=False)
    assert found.ids == [entry.versions.get().pk, part.pk, wish.pk]


def test_everybody_on_the_team_is_explained(region: Region) -> None:
    entry = region.write(region.ann, Category.VICTIM)
    rows = explained(places(region.case, START), label_of(entry), region.ann.pk)
    said = {row.who.name: (row.sees, row.answers[-1].step.name) for row in rows}
    assert said == {
        "Ann Ode": (True, "handling"),
        "Bob Fen": (False, "handling"),
        "Dee Marsh": (False, "handling"),
        "Eve Stone": (False, "wall"),
    }
    assert [row.who.note for row in rows if row.who.name == "Ann Ode"] == ["you"]
