"""Finding: the caseload's filters and pages, names in any script, the chronology's filters."""

from datetime import timedelta

import pytest

from tests import factories
from tests.factories import START, Region
from tests.journeys.browser import both_ways, every_way
from tests.journeys.conftest import Come
from throughcare.cases.actions import cases
from throughcare.entries.models import Kind
from throughcare.notes.actions import writing
from throughcare.notes.models import Name
from throughcare.sharing.categories import Category, Handling, Statement


@both_ways
def test_the_caseload_comes_in_pages(world: Region, come: Come) -> None:
    for number in range(30):
        factories.open_case(world.ann, world.agreement, display_name=f"Person {number:02}")
    ann = come(world.ann).visit("/cases/")

    assert ann.reads("Idris Vale")
    assert not ann.reads("Person 29")
    ann.follow("More cases")
    assert ann.reads("Person 29")
    assert not ann.reads("Person 01")


@both_ways
def test_the_caseload_is_filtered(world: Region, come: Come) -> None:
    closed = factories.open_case(world.ann, display_name="Mara Quill", kind="intake")
    cases.close(factories.actor(world.ann), closed, reason="Moved away")
    ann = come(world.ann).visit("/cases/")
    assert not ann.reads("Mara Quill")

    ann.fill(state="closed")
    ann.press("Apply filter")

    assert ann.reads("Mara Quill")
    assert not ann.reads("Idris Vale")
    assert ann.value("state") == "closed"


def name(world: Region, name: str, **label: object) -> None:
    """A further name, as Ann writes it."""
    entry = Name(
        case=world.case,
        kind=Kind.NAME,
        headline=name,
        name=name,
        use=Name.Use.SPELLING,
        occurred_at=START,
        categories=Category.IDENTITY.bit,
        handling=Handling.TEAM,
    )
    for field, value in label.items():
        setattr(entry, field, value)
    writing.add(factories.actor(world.ann), entry)


@both_ways
@pytest.mark.parametrize("words", ["yusuf", "Joussef", "يوسف", "Юсуф"])
def test_a_name_is_found_in_any_script_and_spelling(world: Region, come: Come, words: str) -> None:
    name(world, "يوسف")
    ann = come(world.ann).visit("/search/")

    ann.fill(words=words)
    ann.press("Search")

    assert ann.reads("Idris Vale")


@every_way
def test_search_finds_only_what_one_may_see(world: Region, come: Come) -> None:
    name(world, "Old Heron", handling=Handling.AGENCY)
    world.write(world.ann, Category.DAILY_LIFE, headline="Heron Street, room 4")
    ann, eve = come(world.ann), come(world.eve)
    for worker in (ann, eve):
        worker.visit("/search/")
        worker.fill(words="heron")
        worker.press("Search")

    assert ann.reads("Idris Vale")
    assert ann.reads("Heron Street, room 4")
    assert eve.reads("Nothing found")
    assert not eve.reads("Heron Street, room 4")


@both_ways
def test_a_case_number_is_found(world: Region, come: Come) -> None:
    ann = come(world.ann).visit("/search/")
    ann.press("Search")
    assert "Write a name, a case number or a word." in ann.errors

    ann.fill(words=world.case.reference.lower())
    ann.press("Search")

    assert ann.reads("Idris Vale")


CHIPS = {
    "Family",
    "The person's own account",
    "New Shore",
    "Until 15 December 2029",
    "From 1 January 2030",
    "Document",
}


@both_ways
def test_the_chronology_is_filtered(world: Region, come: Come) -> None:
    early = START - timedelta(days=40)
    world.write(world.ann, Category.WORK, headline="First shift", occurred_at=early)
    world.write(world.bob, Category.FAMILY, headline="Met his sister", statement=Statement.OWN)
    world.write(world.ann, Category.SAFETY, headline="Left the channel", occurred_at=START)
    ann = come(world.ann).visit(f"/cases/{world.case.pk}/chronology/")
    assert len(ann.headlines) == 3

    for chosen, found in (
        ({"category": "family"}, ["Met his sister"]),
        ({"category": "", "statement": ["own"]}, ["Met his sister"]),
        ({"statement": [], "agency": world.exit.pk}, ["Met his sister"]),
        ({"agency": "", "until": "2029-12-15"}, ["First shift"]),
        ({"until": "", "since": "2030-01-01"}, ["Met his sister", "Left the channel"]),
        ({"since": "", "kind": ["document"]}, []),
    ):
        ann.open_filter().fill(**chosen)
        ann.press("Apply filter")
        assert ann.headlines == found
        [chip] = ann.page.locator(".tc-chip").all_inner_texts()
        assert chip.removeprefix("Remove: ").strip() in CHIPS
    assert ann.reads("Nothing answers to this filter")
    ann.follow("Remove: Document")
    assert len(ann.headlines) == 3


@both_ways
def test_a_filter_with_an_impossible_day_says_so(world: Region, come: Come) -> None:
    address = f"/cases/{world.case.pk}/chronology/?since=2030-02-31&category=nonsense"

    ann = come(world.ann).visit(address)

    assert ann.reads("This is not a day of the calendar.")
    assert ann.value("since") == "2030-02-31"


@both_ways
def test_the_chronology_comes_in_pages(world: Region, come: Come) -> None:
    for number in range(27):
        world.write(
            world.ann,
            Category.CONTACT,
            headline=f"Call {number:02}",
            occurred_at=START - timedelta(days=number),
        )
    ann = come(world.ann).visit(f"/cases/{world.case.pk}/chronology/")
    assert len(ann.headlines) == 25

    ann.follow("Earlier entries")

    assert ann.headlines == ["Call 25", "Call 26"]
