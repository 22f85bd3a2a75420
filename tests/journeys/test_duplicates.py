"""Two agencies have a case about one person; a steward asks both, and can take it back."""

from tests.duplicates.making import born, called, case_of, found, steward
from tests.factories import Region
from tests.journeys.browser import every_way
from tests.journeys.conftest import Come
from throughcare.duplicates.models import Pair


@every_way
def test_a_steward_asks_both_agencies_merges_and_takes_it_back(world: Region, come: Come) -> None:
    who = steward(world)
    case = case_of(world.ann, world, "Γιάννης Κορβέλης")
    born(world.ann, case, 1994, 3)
    called(world.ann, case, "Янис Корвелис")
    case_of(world.bob, world, "Giannis Korvelis")
    [pair] = found()

    sol = come(who).visit("/")
    sol.follow("Two like names: the same person?")
    assert sol.reads("1994-03")
    sol.press("Decide")
    assert "Choose what you decide." in sol.errors
    sol.fill(outcome="ask", reason="The same name in two scripts.")
    sol.press("Decide")
    assert sol.reads("Has not answered yet")

    for worker, other in ((world.ann, "New Shore"), (world.bob, "Probation North")):
        asked = come(worker).visit("/")
        asked.follow("May another agency know of this case?")
        assert not asked.reads(other)
        asked.press("Answer")
        assert "Choose yes or no." in asked.errors
        asked.fill(may_know="yes", reason="We should not both call his mother.")
        asked.press("Answer")

    sol.visit("/")
    sol.follow("Two like names: the same person?")
    sol.fill(outcome="merge", reason="Both agree.")
    sol.press("Decide")
    ann = come(world.ann).visit(f"/cases/{case.pk}/")
    assert ann.reads("The person has another case")
    assert ann.reads("New Shore")
    bob = come(world.bob)
    bob.visit(f"/cases/{case.pk}/", expect=404)
    bob.visit(f"/duplicates/{pair.pk}/", expect=404)

    sol.fill(reason="His brother has the same name.")
    sol.press("Take it back")
    ann.visit(f"/cases/{case.pk}/")
    assert not ann.reads("The person has another case")
    sol.fill(outcome="keep_apart", reason="They are brothers.")
    sol.press("Decide")
    assert Pair.objects.get().told == {}
