"""Being refused: with the reason in words, or with the one page that says nothing."""

import uuid

from tests.factories import Region
from tests.journeys.browser import every_way
from tests.journeys.conftest import Come
from throughcare.sharing.categories import Category


@every_way
def test_what_one_sees_but_may_not_change_is_refused_with_the_reason(
    world: Region, come: Come
) -> None:
    entry = world.write(world.ann, Category.SAFETY, headline="Keeps away from the quay")
    eve = come(world.eve)

    eve.visit(f"/entries/{entry.pk}/correct/", expect=403)

    assert eve.title == "This is not open to you"
    assert eve.reads("This entry belongs to Probation North. You can ask them.")
    eve.follow("Go to my desk")
    assert eve.path == "/"


@every_way
def test_what_one_may_not_see_looks_like_what_is_not_there(world: Region, come: Come) -> None:
    entry = world.write(world.ann, Category.DAILY_LIFE, headline="Workshop visit")
    eve, cy = come(world.eve), come(world.cy)

    hidden = eve.visit(f"/entries/{entry.pk}/", expect=404).text
    invented = eve.visit(f"/entries/{uuid.uuid4()}/", expect=404).text
    case = cy.visit(f"/cases/{world.case.pk}/", expect=404).text
    nowhere = cy.visit("/nothing/is/here/", expect=404).text

    assert hidden == invented == case == nowhere
    assert "There is nothing here for you" in hidden


@every_way
def test_only_the_responsible_worker_asks_others_in(world: Region, come: Come) -> None:
    bob = come(world.bob).visit(f"/cases/{world.case.pk}/team/")

    assert not bob.reads("Add to the team")
    bob.visit(f"/cases/{world.case.pk}/team/propose/", expect=403)
    assert bob.reads("Only the responsible worker may do this. You can ask them.")


@every_way
def test_a_wish_typed_when_the_session_ended_is_given_back(world: Region, come: Come) -> None:
    entry = world.write(world.ann, Category.SAFETY, headline="Keeps away from the quay")
    eve = come(world.eve).visit(f"/entries/{entry.pk}/ask/")
    eve.fill(wish="Could the patrol of the quay know this too?")
    eve.forget_session()

    eve.press("Ask", expect=401)

    assert eve.title == "Show again who you are"
    assert eve.value("given-back") == "Could the patrol of the quay know this too?"
