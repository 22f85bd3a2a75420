"""The main job: a contact note is written, and read by exactly those it was meant for."""

from tests.factories import Region
from tests.journeys.browser import DESK, both_ways, every_way
from tests.journeys.conftest import Come
from throughcare.entries.models import Entry, Kind
from throughcare.sharing.categories import Category

WORDS = "He came ten minutes early. The instructor confirms nine early shifts."


def notes() -> list[Entry]:
    """What was said, as stored."""
    return list(Entry.objects.filter(kind=Kind.NOTE))


@every_way
def test_a_contact_note_takes_its_text_and_one_click(world: Region, come: Come) -> None:
    ann = come(world.ann).visit(f"/cases/{world.case.pk}/")
    ann.follow("Log a contact")

    ann.fill(text=WORDS)
    ann.press("Save")

    assert ann.path == f"/cases/{world.case.pk}/chronology/"
    assert ann.reads(WORDS)
    [note] = notes()
    assert note.headline == "He came ten minutes early"
    assert note.follows.kind == Kind.CONTACT


@every_way
def test_who_will_read_it_is_said_before_saving(world: Region, come: Come) -> None:
    ann = come(world.ann).visit(f"/cases/{world.case.pk}/write/contact/")
    assert ann.readers.startswith("3 people in 2 agencies. And whoever later joins")

    ann.fill(text=WORDS, categories=["counselling"])
    if ann.way.scripts:
        ann.page.locator(".tc-readers__head", has_text="Not: Police contact").wait_for()
    else:
        ann.press("Save")  # the readers are others than the page has shown: a step more
        assert notes() == []
        assert ann.reads("See beside the text who will be able to read this, then save.")
    assert "Not: Police contact officer (wall)." in ann.readers
    ann.press("Save")

    [note] = notes()
    assert note.categories == Category.COUNSELLING.bit


@both_ways
def test_where_how_and_who_was_there_stand_in_the_entry(world: Region, come: Come) -> None:
    ann = come(world.ann).visit(f"/cases/{world.case.pk}/write/contact/")

    ann.fill(day="2030-01-04", clock="14:30", minutes=35, place="Workshop, Quay Road")
    ann.fill(how="with_others", headline="Workshop visit", text=WORDS)
    ann.fill(present="His instructor", interpreter="Dari, by telephone")
    ann.press("Save")
    ann.follow("Workshop visit")

    assert ann.reads(WORDS)
    ann.follow("With others")
    assert ann.title == "With others"
    for words in ("Workshop, Quay Road", "35", "His instructor", "Dari, by telephone"):
        assert ann.reads(words)


@both_ways
def test_a_missed_contact_needs_no_text(world: Region, come: Come) -> None:
    ann = come(world.ann).visit(f"/cases/{world.case.pk}/write/contact/")

    ann.fill(how="home_visit", outcome="missed")
    ann.press("Save")

    assert ann.reads("Home visit: did not take place")
    assert notes() == []


@both_ways
def test_a_mistake_is_said_at_its_field_and_nothing_is_lost(world: Region, come: Come) -> None:
    ann = come(world.ann).visit(f"/cases/{world.case.pk}/write/contact/")

    ann.fill(minutes=4000, text=WORDS, place="Workshop")
    ann.press("Save")

    assert "A contact lasts at most a day" in ann.errors
    assert ann.value("text") == WORDS
    assert ann.value("place") == "Workshop"
    assert ann.page.locator(".govuk-error-summary").evaluate(
        "it => !document.body.classList.contains('js-enabled') || it === document.activeElement"
    )
    ann.fill(minutes=40)
    ann.press("Save")
    assert ann.reads(WORDS)


@every_way
def test_another_agency_reads_it_and_the_police_do_not(world: Region, come: Come) -> None:
    world.write(world.ann, Category.DAILY_LIFE, headline="Workshop visit", text=WORDS)
    for_police = world.write(
        world.ann, Category.SAFETY, headline="Asked to keep away from the quay"
    )
    page = f"/cases/{world.case.pk}/chronology/"

    bob = come(world.bob).visit(page)
    assert bob.reads(WORDS)

    eve = come(world.eve).visit("/")
    eve.follow("Idris Vale")
    eve.follow("Chronology", within=".tc-tabs")
    assert eve.headlines == [for_police.headline]
    eve.follow(for_police.headline)
    assert eve.title == for_police.headline
    assert "Police North" in eve.readers_box


@both_ways
def test_going_back_and_saving_again_makes_no_second_record(world: Region, come: Come) -> None:
    ann = come(world.ann).visit(f"/cases/{world.case.pk}/write/note/")
    ann.fill(text=WORDS, clock="")
    key = ann.value("key")
    ann.press("Save")

    ann.visit(f"/cases/{world.case.pk}/write/note/")
    ann.page.locator("[name=key]").evaluate("(it, key) => { it.value = key }", key)
    ann.fill(text=WORDS, clock="")
    ann.press("Save")

    assert len(notes()) == 1


def test_the_keyboard_alone_is_enough(world: Region, come: Come) -> None:
    ann = come(world.ann, by=DESK).visit(f"/cases/{world.case.pk}/")

    ann.tab_to(ann.page.get_by_role("link", name="Log a contact").first)
    ann.go(lambda: ann.page.keyboard.press("Enter"))
    ann.tab_to(ann.page.locator("[name=how][value=in_person]"))
    ann.page.keyboard.press("ArrowRight")
    ann.tab_to(ann.page.locator("[name=text]"))
    ann.page.keyboard.type(WORDS)
    ann.tab_to(ann.page.get_by_role("button", name="Save"))
    ann.go(lambda: ann.page.keyboard.press("Enter"))

    assert ann.reads(WORDS)
    assert ann.reads("Home visit")
