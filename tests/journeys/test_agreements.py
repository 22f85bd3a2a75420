"""An agreement of three agencies: its next version from the first word to force."""

from datetime import timedelta

from tests import logins
from tests.factories import Region
from tests.journeys.browser import every_way
from tests.journeys.conftest import Come
from throughcare.agreements import reckoning
from throughcare.kernel import clock
from throughcare.sharing.categories import Category


@every_way
def test_a_next_version_is_written_sent_and_accepted(world: Region, come: Come) -> None:
    entry = world.write(world.ann, Category.WORK)
    dee, fay = come(world.dee), come(world.fay)
    dee.visit("/programmes/").follow("Agreements")
    dee.follow("Register of processing")
    assert dee.reads("What guards the data")
    dee.follow("Agreements")
    dee.follow("Supervision and reintegration")
    dee.follow("Write the next version")
    dee.fill(why="", until_on="2020-01-01")
    dee.press("Save")
    assert "Write what should change, and why." in dee.errors
    today = clock.local(clock.now()).date()
    until = today + timedelta(days=200)
    dee.fill(why="The exit workers need less", from_on=today.isoformat())
    dee.fill(until_on=until.isoformat())
    dee.press("Save")
    dee.go(dee.page.locator(".tc-matrix a:visible", has_text="Exit worker").first.click)
    dee.fill(need=["contact"], team=["safety"])
    dee.press("Save")
    assert dee.reads("changed")
    assert dee.reads("This is being worked out")
    with logins.as_owner():
        reckoning.reckon()
    dee.visit(dee.path)
    assert dee.reads("Posts concerned")
    dee.press("Send to the parties")

    eve = come(world.eve).visit(dee.path)
    assert not eve.reads("Answer for your agency")
    fay.visit("/").follow("Answer for your agency: a new version of an agreement")
    fay.follow("Answer for your agency")
    fay.fill(agrees="no")
    fay.press("Save")
    assert "Write what should change." in fay.errors
    fay.fill(agrees="yes")
    fay.press("Save")
    gil = come(world.gil)
    come(world.cy).visit(dee.path, expect=404)
    bob = come(world.bob).visit(f"/entries/{entry.pk}/")
    for who in (dee, gil):
        who.visit(fay.path).follow("Answer for your agency")
        who.fill(agrees="yes")
        who.press("Save")
    assert gil.reads("Accepted by all")
    bob.visit(f"/entries/{entry.pk}/", expect=404)
