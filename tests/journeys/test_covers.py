"""Somebody goes on leave; a colleague holds the seats until they are back."""

from datetime import timedelta

from tests.factories import Region, post
from tests.journeys.browser import desk_and_phone
from tests.journeys.conftest import Come, Ticking
from throughcare.agencies.roles import Role
from throughcare.kernel import clock
from throughcare.sharing.categories import Category


@desk_and_phone
def test_a_colleague_covers_for_a_week(world: Region, come: Come, ticking: Ticking) -> None:
    entry = world.write(world.ann, Category.CONTACT, headline="A talk at the harbour")
    una = post("Una Falk", world.exit, Role.EXIT_WORKER)
    post("Tom Rask", world.exit, Role.MENTOR)
    bob = come(world.bob).visit("/cases/")
    bob.follow("Cover")
    bob.fill(seats=[])
    bob.press("Arrange it")
    assert "Choose at least one seat." in bob.errors
    assert "Choose a colleague." in bob.errors
    first = clock.local(clock.now()).date() + timedelta(days=1)
    last = first + timedelta(days=6)
    bob.fill(seats=[str(world.seat(world.bob).pk)], from_on=first.isoformat())
    bob.fill(until_on=last.isoformat(), note="While Bob is on leave")
    bob.page.locator("main [name=colleague]").select_option(label="Tom Rask, Mentor")
    bob.press("Arrange it")
    assert "Tom Rask is no Exit worker" in bob.errors
    bob.page.locator("main [name=colleague]").select_option(label="Una Falk, Exit worker")
    bob.press("Arrange it")
    assert bob.news.startswith("Arranged.")
    there = come(una).visit(f"/entries/{entry.pk}/", expect=404)
    ticking.move(days=2)
    there.visit(f"/entries/{entry.pk}/")
    ann = come(world.ann).visit(f"/cases/{world.case.pk}/team/")
    assert ann.reads("While Bob is on leave")
    ticking.move(days=7)
    there.visit(f"/entries/{entry.pk}/", expect=404)
