"""A better wording is offered beside the text; the writer decides."""

from tests.factories import Region
from tests.journeys.browser import every_way
from tests.journeys.conftest import Come
from throughcare.entries.models import Entry

TEXT = "The offender came at noon. He said: “I am no offender.”"


@every_way
def test_words_are_pointed_out_and_the_note_is_saved(world: Region, come: Come) -> None:
    ann = come(world.ann).visit(f"/cases/{world.case.pk}/write/note/")
    ann.fill(text=TEXT)
    if ann.way.scripts:
        ann.page.locator("[name=text]").blur()
        ann.page.locator("#wording li", has_text="the person on probation").wait_for()
    ann.press("Save")

    [note] = Entry.objects.all()
    assert note.text == TEXT
    assert ann.reads("Some words are worth a second thought.")
    ann.visit(f"/entries/{note.pk}/correct/")
    assert ann.page.locator("#wording li").count() == 1


@every_way
def test_help_leads_to_the_words_of_the_deployment(world: Region, come: Come) -> None:
    ann = come(world.ann).visit("/help/")
    ann.follow("The words we use")
    assert ann.title == "The words we use"
    assert ann.reads("There is exactly one at every moment.")
