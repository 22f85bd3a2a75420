"""To-dos, appointments, and the state of a case."""

from tests.factories import Region
from tests.journeys.browser import both_ways, every_way
from tests.journeys.conftest import Come, Ticking


@both_ways
def test_a_todo_stands_on_the_desk_until_it_is_ticked_off(
    world: Region, come: Come, ticking: Ticking
) -> None:
    ann, bob = come(world.ann), come(world.bob)
    ann.visit(f"/cases/{world.case.pk}/")
    ann.follow("To-do")
    ann.fill(for_post=world.bob.pk, due_on="2030-01-08", headline="Ask about the room")
    ann.press("Save")
    ticking.move(days=3)

    bob.visit("/")
    assert bob.title == "1 thing today, Bob"
    assert bob.reads("Late")
    bob.follow("Ask about the room")
    bob.press("Tick off")

    assert bob.news == "Done: ticked off."
    bob.visit("/")
    assert bob.title == "Nothing waits today, Bob"


@both_ways
def test_an_appointment_is_planned_and_settled(world: Region, come: Come, ticking: Ticking) -> None:
    ann = come(world.ann).visit(f"/cases/{world.case.pk}/")
    ann.follow("Plan an appointment")
    ann.fill(day="2030-01-09", clock="13:00", place="Large room", headline="Case conference")
    ann.press("Save")
    ticking.move(days=2)

    ann.visit("/")
    assert ann.reads("13:00")
    ann.follow("Case conference")
    ann.press("It took place")

    assert ann.news == "Noted."
    assert ann.reads("Kept")


@both_ways
def test_a_case_is_closed_with_a_reason_and_reopened(world: Region, come: Come) -> None:
    ann, bob = come(world.ann), come(world.bob)
    ann.visit(f"/cases/{world.case.pk}/")
    ann.follow("Close this case")
    ann.press("Close this case")
    assert "Write why." in ann.errors
    ann.fill(reason="The order has ended")
    ann.press("Close this case")

    assert ann.reads("This case is closed.")
    bob.visit(f"/cases/{world.case.pk}/write/note/", expect=403)
    assert bob.reads("This case is closed. Reopen it to go on writing.")
    ann.follow("Reopen this case")
    ann.fill(reason="He came back to us")
    ann.press("Reopen this case")
    bob.visit(f"/cases/{world.case.pk}/write/note/")


@every_way
def test_a_case_is_opened_and_belongs_to_its_opener(world: Region, come: Come) -> None:
    ann = come(world.ann).visit("/")
    ann.follow("Open a case")
    ann.press("Open the case")
    assert "Write a name, or what the person is called for now." in ann.errors

    ann.fill(display_name="Mara Quill", kind="consultation", agreement=world.agreement.pk)
    ann.press("Open the case")

    assert ann.news == "The case is open. You are responsible for it."
    assert ann.page.locator(".tc-identity").get_by_text("Mara Quill").is_visible()
    assert ann.reads("Nothing yet")


@both_ways
def test_an_impossible_day_is_said_at_its_field(world: Region, come: Come) -> None:
    ann = come(world.ann).visit(f"/cases/{world.case.pk}/write/todo/")

    ann.page.locator("[name=due_on]").evaluate("it => { it.type = 'text' }")
    ann.fill(due_on="31 February 2030", headline="Ask about the room")
    ann.press("Save")

    assert "This is not a day of the calendar." in ann.errors
    assert ann.value("headline") == "Ask about the room"
    assert ann.value("due_on") == "31 February 2030"
