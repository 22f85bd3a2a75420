"""Classified text never enters: it leads to a pointer; a quoted word is released with a reason."""

from tests.factories import Region
from tests.journeys.browser import both_ways
from tests.journeys.conftest import Come
from throughcare.entries.models import Entry, Kind
from throughcare.notes.models import Draft

MARKED = "NATO SECRET\n\nHe met two men at the quay on 3 May."
QUOTED = "He says the other one had a paper with “NATO SECRET” on it, out of a film."


@both_ways
def test_marked_text_is_stopped_and_leads_to_a_pointer(world: Region, come: Come) -> None:
    ann = come(world.ann).visit(f"/cases/{world.case.pk}/write/note/")

    ann.fill(text=MARKED)
    ann.press("Save")

    assert "This bears a classification marking." in ann.errors
    assert not Entry.objects.exists()
    assert not Draft.objects.exists()
    ann.follow("Write a pointer instead", within=".tc-note")
    ann.fill(holder=world.police.pk, ask="The duty desk", lapses_on="2030-06-30")
    ann.fill(headline="Police North holds something", opaque_reference="Q-117")
    ann.press("Save")

    ann.visit(f"/cases/{world.case.pk}/chronology/")
    ann.follow("Police North holds something")
    assert ann.reads("Q-117")
    assert "NAMED" in ann.text


@both_ways
def test_a_quoted_word_is_released_with_a_reason(world: Region, come: Come) -> None:
    ann = come(world.ann).visit(f"/cases/{world.case.pk}/write/note/")
    ann.fill(text=QUOTED)
    ann.press("Save")
    assert ann.value("text") == QUOTED

    ann.fill(released=True)
    ann.press("Save")
    assert not Entry.objects.exists()
    ann.fill(release_reason="He quotes a prop from a film")
    ann.press("Save")

    assert Entry.objects.get(kind=Kind.NOTE).text == QUOTED


def test_a_draft_of_marked_text_is_not_kept(world: Region, come: Come) -> None:
    ann = come(world.ann).visit(f"/cases/{world.case.pk}/write/note/")

    ann.type_into("text", MARKED)
    ann.page.get_by_text("Not kept: this bears a classification marking.").wait_for()

    assert not Draft.objects.exists()
