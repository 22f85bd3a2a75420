"""Who may read an entry changes: wider, narrower, in part, or on request."""

from tests.factories import Region
from tests.journeys.browser import both_ways
from tests.journeys.conftest import Come
from throughcare.entries.models import Entry
from throughcare.sharing.categories import Category, Handling

TEXT = "Looks for a room near the workshop."


def written(world: Region, **fields: object) -> Entry:
    """A note of Ann's about daily life."""
    return world.write(
        world.ann, Category.DAILY_LIFE, headline="Looks for a room", text=TEXT, **fields
    )


@both_ways
def test_widening_says_before_who_will_read_it(world: Region, come: Come) -> None:
    entry = written(world, handling=Handling.AGENCY)
    ann, bob = come(world.ann), come(world.bob)
    bob.visit(f"/entries/{entry.pk}/", expect=404)

    ann.visit(f"/entries/{entry.pk}/")
    ann.follow("Change who reads it")
    ann.fill(handling=1, reason="Bob looks for rooms too")
    ann.press("See who will read it")
    assert "Bob Fen" in ann.readers_box
    assert not ann.news
    ann.press("Save")

    assert ann.news == "The label is changed."
    bob.visit(f"/entries/{entry.pk}/")
    assert bob.reads(TEXT)


@both_ways
def test_narrowing_tells_those_who_lose_it(world: Region, come: Come) -> None:
    entry = written(world)
    ann, bob = come(world.ann), come(world.bob)

    ann.visit(f"/entries/{entry.pk}/relabel/")
    ann.fill(handling=3, reason="Not needed outside")
    ann.press("See who will read it")
    ann.press("Save")

    bob.visit(f"/entries/{entry.pk}/", expect=404)
    bob.visit("/")
    assert bob.reads("Somebody let fewer people read the entry")
    assert not bob.reads("Looks for a room")


@both_ways
def test_a_list_of_names_is_read_by_those_on_it_alone(world: Region, come: Come) -> None:
    entry = written(world)
    ann, bob, dee = come(world.ann), come(world.bob), come(world.dee)

    ann.visit(f"/entries/{entry.pk}/relabel/")
    ann.fill(handling=4, named=[str(world.seat(world.bob).pk)], reason="Between the two of us")
    ann.press("See who will read it")
    ann.press("Save")

    assert "NAMED" in ann.text
    bob.visit(f"/entries/{entry.pk}/")
    dee.visit(f"/entries/{entry.pk}/", expect=404)


@both_ways
def test_sensitive_matters_shared_need_a_line_that_says_why(world: Region, come: Come) -> None:
    entry = written(world)
    ann = come(world.ann).visit(f"/entries/{entry.pk}/relabel/")

    ann.fill(categories=["ideology"], handling=1, reason="Belongs there")
    ann.press("See who will read it")
    assert "Write in one line why others need this" in ann.errors
    ann.fill(why_needed="The exit worker talks about it with him")
    ann.press("See who will read it")
    ann.press("Save")

    assert ann.reads("The exit worker talks about it with him")


@both_ways
def test_a_part_is_split_off_and_both_stay_linked(world: Region, come: Come) -> None:
    entry = written(world)
    ann, bob = come(world.ann), come(world.bob)

    ann.visit(f"/entries/{entry.pk}/")
    ann.follow("Split off a part")
    ann.fill(kept="Looks for a room.", headline="Where he looks", text="Near the workshop.")
    ann.fill(handling=3, reason="The place is for us alone")
    ann.press("See who will read it")
    assert ann.readers.startswith("2 people in 1 agency.")
    ann.press("Split off")

    assert ann.news == "Split off. Both parts are linked."
    assert ann.reads("Where he looks")
    bob.visit(f"/entries/{entry.pk}/")
    assert bob.reads("Looks for a room.")
    assert not bob.reads("Where he looks")


@both_ways
def test_another_agency_asks_the_owner_and_is_answered(world: Region, come: Come) -> None:
    entry = written(world)
    ann, bob = come(world.ann), come(world.bob)

    bob.visit(f"/entries/{entry.pk}/")
    bob.follow("Ask for another label")
    bob.fill(wish="May our mentor read this? She helps him with rooms.")
    bob.press("Ask")
    assert bob.news == "Asked. The owner of the entry decides."
    assert bob.reads("Waits for an answer")

    ann.visit("/")
    ann.follow("Answer: another label for “Looks for a room”")
    ann.follow("Answer", within=".tc-wish")
    ann.fill(answer="Yes, from Monday on.")
    ann.press("Answer")
    bob.visit("/")
    assert bob.reads("Somebody answered a request for another label")
    bob.visit(f"/entries/{entry.pk}/")
    assert bob.reads("Yes, from Monday on.")


@both_ways
def test_every_step_of_the_rule_can_be_read(world: Region, come: Come) -> None:
    entry = world.write(world.ann, Category.COUNSELLING, headline="About his father")
    ann = come(world.ann).visit(f"/entries/{entry.pk}/")

    ann.follow("Why, step by step")

    eve = ann.page.locator(".tc-card", has_text="Eve Stone").inner_text()
    assert "Does not see it" in eve
    assert "A wall, or a missing legal basis, stands between: never." in eve
