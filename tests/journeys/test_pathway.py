"""The way of a case: set the pathway, tick off what it asks for, and what others see of it."""

from tests.factories import Region
from tests.journeys.browser import every_way
from tests.journeys.conftest import Come
from throughcare.notes.models import Pathway, Step
from throughcare.sharing.categories import Handling


@every_way
def test_the_pathway_brings_actions_that_are_deferred_and_done(world: Region, come: Come) -> None:
    ann = come(world.ann).visit(f"/cases/{world.case.pk}/pathway/")
    assert ann.reads("The actions follow from the legal pathway.")
    ann.follow("Set the legal pathway")
    ann.press("Save")
    assert "Choose the pathway." in ann.errors
    ann.fill(which="last_part", ends_on="2031-01-07")
    ann.press("Save")
    assert Pathway.objects.get().which == "last_part"

    ann.visit(f"/cases/{world.case.pk}/pathway/")
    assert ann.reads("by 7 July 2030")
    ann.follow("Write – Probation and community services are involved in time")
    ann.fill(state="done", text="She came to the wing for the first talk.")
    ann.press("Save")

    ann.visit(f"/cases/{world.case.pk}/pathway/")
    assert Step.objects.get().action == "early"
    assert not ann.reads("by 7 July 2030")


@every_way
def test_whoever_may_not_read_the_sentence_sees_no_pathway(world: Region, come: Come) -> None:
    ann = come(world.ann).visit(f"/cases/{world.case.pk}/write/pathway/")
    ann.fill(which="community", handling="3")
    ann.press("Save")
    if not Pathway.objects.exists():
        ann.press("Save")  # the readers are others than the page has shown: a step more
    assert Pathway.objects.get().handling == Handling.AGENCY
    eve = come(world.eve).visit(f"/cases/{world.case.pk}/pathway/")
    assert eve.reads("Nobody has said under which legal process the person is.")
