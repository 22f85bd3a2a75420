"""The way of a case: set the pathway, tick off what it asks for, and what others see of it."""

from tests.factories import Region
from tests.journeys.browser import every_way
from tests.journeys.conftest import Come
from tests.programmes.making import adopted
from throughcare.notes.models import Admission, Information, Pathway, Phase, Step
from throughcare.programmes.models import Adoption
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


@every_way
def test_somebody_is_taken_into_a_programme_and_goes_on_to_a_phase(
    world: Region, come: Come
) -> None:
    adopted(world.probation, "inclusion")
    page = f"/cases/{world.case.pk}/pathway/"
    ann = come(world.ann).visit(page)
    assert ann.reads("Nobody has taken the person into a programme, as far as you see.")
    ann.follow("Take into a programme")
    ann.press("Save")
    assert "Choose the programme." in ann.errors
    ann.fill(programme=str(Adoption.objects.get().version_id), text="Ordered by the court.")
    ann.press("Save")
    assert Admission.objects.get().headline == "Inclusion"

    ann.visit(page)
    assert ann.reads("Taken in, not yet in a phase.")
    ann.follow("Go on to: Practical matters – Inclusion")
    assert ann.reads("Supervision has begun.")
    ann.press("Save")
    assert "Write who decided it, and why." in ann.errors
    ann.fill(text="The officer, with the judge's order before her.", met=["0"])
    ann.press("Save")
    rules = Phase.objects.get().rules
    assert rules == [("Supervision has begun.", True), ("The plan names what is done.", False)]
    ann.visit(page)
    assert ann.reads("Go on to: Network and significant other")


@every_way
def test_what_the_person_was_told_stands_on_the_pathway(world: Region, come: Come) -> None:
    ann = come(world.ann).visit(f"/cases/{world.case.pk}/pathway/")
    ann.follow("Write – Their rights: to see, to correct, to complain")
    ann.fill(told="both", code="ti")
    ann.press("Save")
    assert Information.objects.get().code == "ti"
    ann.visit(f"/cases/{world.case.pk}/pathway/")
    assert ann.reads("In a talk and in writing, Tigrinya")
