"""Correcting an entry: the earlier version is kept, and a stale edit loses nobody's text."""

from tests.factories import Region
from tests.journeys.browser import both_ways, every_way
from tests.journeys.conftest import Come
from throughcare.entries.models import Entry
from throughcare.sharing.categories import Category

TEXT = "The check is on Thursday."
RIGHT = "The check is on Friday."


def written(world: Region) -> Entry:
    """A note of Ann's."""
    return world.write(world.ann, Category.DAILY_LIFE, headline="The weekly check", text=TEXT)


@every_way
def test_a_correction_keeps_the_earlier_version_in_sight(world: Region, come: Come) -> None:
    entry = written(world)
    ann, bob = come(world.ann), come(world.bob)

    ann.visit(f"/entries/{entry.pk}/")
    ann.follow("Correct")
    ann.fill(text=RIGHT)
    ann.press("Save")
    assert "Write why you correct it." in ann.errors
    assert ann.value("text") == RIGHT
    ann.fill(correction="I had noted the wrong day")
    ann.press("Save")

    assert ann.news == "Corrected. The earlier version is kept."
    bob.visit(f"/entries/{entry.pk}/")
    assert bob.reads(RIGHT)
    bob.open("Version 1, replaced by Ann Ode")
    assert bob.reads(TEXT)
    assert bob.reads("I had noted the wrong day")


@both_ways
def test_a_stale_edit_shows_both_texts(world: Region, come: Come) -> None:
    entry = written(world)
    ann, dee = come(world.ann), come(world.dee)
    for worker in (ann, dee):
        worker.visit(f"/entries/{entry.pk}/correct/")
    dee.fill(text=RIGHT, correction="She rang me")
    dee.press("Save")

    ann.fill(text="The check is on Saturday.", correction="He told me")
    ann.press("Save")

    assert ann.reads("Somebody else saved this entry while you wrote.")
    assert ann.reads(RIGHT)
    assert ann.value("text") == "The check is on Saturday."
    ann.fill(text="The check is on Friday, as Dee says.")
    ann.press("Save")
    assert ann.reads("The check is on Friday, as Dee says.")
    assert ann.page.locator("summary", has_text="replaced by").count() == 2


@both_ways
def test_a_stale_edit_never_shows_what_one_may_no_longer_see(world: Region, come: Come) -> None:
    entry = world.write(world.dee, Category.DAILY_LIFE, headline="The weekly check", text=TEXT)
    ann, dee = come(world.ann), come(world.dee)
    ann.visit(f"/entries/{entry.pk}/correct/")
    dee.visit(f"/entries/{entry.pk}/relabel/")
    dee.fill(handling=4, reason="A matter of my own supervision")
    dee.press("See who will read it")
    dee.press("Save")

    ann.fill(text="The check is on Saturday.", correction="He told me")
    ann.press("Save", expect=404)

    assert not ann.reads(TEXT)
    ann.visit("/drafts/")
    assert ann.reads("The entry no longer shows to you.")
    ann.follow("Correction")
    assert ann.reads("What you typed is kept, and shows again when the entry does.")
    assert not ann.reads("The check is on Saturday.")  # it holds words of the entry
    assert not ann.reads("Go on writing")
