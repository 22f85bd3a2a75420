"""Who has looked: the worker who answers for a case, and the officer who oversees an agency."""

from tests.factories import Region, post
from tests.journeys.browser import every_way
from tests.journeys.conftest import Come
from throughcare.agencies.roles import Role
from throughcare.sharing.categories import Category


@every_way
def test_looks_are_read_by_those_whom_they_concern(world: Region, come: Come) -> None:
    entry = world.write(world.ann, Category.CONTACT, headline="A talk at the harbour")
    bob = come(world.bob).visit(f"/entries/{entry.pk}/")
    ann = come(world.ann).visit(f"/cases/{world.case.pk}/team/")
    ann.follow("Who has looked")
    assert ann.reads("Bob Fen, New Shore")
    bob.visit(f"/cases/{world.case.pk}/looks/", expect=403)
    bob.visit("/").menu("What you have looked at")
    assert bob.reads("read the entry")
    come(world.cy).visit(f"/cases/{world.case.pk}/looks/", expect=404)
    ann.visit(f"/cases/{world.case.pk}/team/")
    ann.follow("What they see now Exit worker")
    assert ann.title == "What Bob Fen sees now"
    assert ann.reads("A talk at the harbour")

    oda = come(post("Oda Rill", world.probation, Role.DATA_PROTECTION_OFFICER))
    oda.visit("/").menu("Oversight")
    assert oda.reads("Exit worker, New Shore")
    assert not oda.reads("Bob Fen")
    assert not oda.reads("A talk at the harbour")
    oda.open_filter().fill(kind="refusal")
    oda.press("Apply filter")
    assert oda.reads("Nothing found")
    oda.open_filter().fill(kind="")
    oda.press("Apply filter")
    oda.go(oda.page.locator("a:visible", has_text=world.case.reference).first.click)
    assert oda.reads("Of one case only.")
    oda.follow("The month, to sign")
    assert oda.reads("Ann Ode, Probation officer")
    bob.visit("/oversight/", expect=403)
