"""Seats: proposed, confirmed, accepted, ended; what they open is said before."""

from tests.factories import Region
from tests.journeys.browser import Visitor, both_ways, every_way
from tests.journeys.conftest import Come
from throughcare.agencies.models import Post
from throughcare.cases.models import Seat
from throughcare.sharing.categories import Category, Handling

GROUND = "Police Act, section 5"


def propose(visitor: Visitor, world: Region, post: Post, **terms: str) -> None:
    """Fill in the form of a proposal, and ask what it opens."""
    visitor.visit(f"/cases/{world.case.pk}/team/")
    visitor.follow("Add to the team")
    visitor.fill(post=post.pk, **terms)
    visitor.press("See what this opens")


@every_way
def test_a_seat_is_proposed_with_what_it_opens_and_accepted(world: Region, come: Come) -> None:
    entry = world.write(world.ann, Category.CONTACT, headline="Rang from the station")
    world.write(world.ann, Category.CONTACT, headline="Left the channel", handling=Handling.AGENCY)
    ann, fay = come(world.ann), come(world.fay)

    propose(ann, world, world.fay, purpose="exit", tasks="Stands in for Bob")
    assert ann.reads("Of the entries that you see, this opens 1.")
    assert ann.reads("About: Contact.")
    assert not Seat.objects.filter(post=world.fay).exists()
    ann.press("Propose")
    assert ann.news == "Proposed. Their agency accepts or declines."

    fay.visit("/")
    fay.follow(f"Join the team of case {world.case.reference}")
    assert fay.reads("Stands in for Bob")
    assert not fay.reads("Idris Vale")
    fay.press("Accept")

    assert fay.path == f"/cases/{world.case.pk}/"
    assert fay.reads(entry.headline)
    assert not fay.reads("Left the channel")
    ann.visit("/")
    assert ann.reads("accepted a seat") or ann.reads("joined the team")


@every_way
def test_a_police_seat_needs_a_ground_and_a_second_human(world: Region, come: Come) -> None:
    ann, dee, gil = come(world.ann), come(world.dee), come(world.gil)

    propose(ann, world, world.gil, purpose="safety")
    assert "Write the ground" in ann.errors
    ann.fill(ground=GROUND)
    ann.press("See what this opens")
    ann.press("Propose")

    gil.visit("/")
    assert not gil.reads("Join the team")
    dee.visit("/")
    dee.follow(f"Confirm a seat on case {world.case.reference}")
    assert dee.reads(GROUND)
    dee.press("Confirm")
    gil.visit("/")
    gil.follow(f"Join the team of case {world.case.reference}")
    gil.press("Accept")

    assert gil.path == f"/cases/{world.case.pk}/"


@both_ways
def test_a_declined_seat_opens_nothing_and_says_why(world: Region, come: Come) -> None:
    ann, fay = come(world.ann), come(world.fay)
    propose(ann, world, world.fay, purpose="exit")
    ann.press("Propose")

    fay.visit("/")
    fay.follow("Join the team")
    fay.fill(reason="No capacity before March")
    fay.press("Decline")

    assert fay.path == "/"
    assert not Seat.objects.filter(post=world.fay).exists()


@both_ways
def test_ending_a_seat_closes_the_case_to_its_holder(world: Region, come: Come) -> None:
    ann, bob = come(world.ann), come(world.bob)
    bob.visit(f"/cases/{world.case.pk}/")

    ann.visit(f"/cases/{world.case.pk}/team/")
    ann.go(ann.page.locator("li:has-text('Bob Fen') >> text=End this seat").click)
    ann.press("End this seat")
    assert "Write why." in ann.errors
    ann.fill(reason="The programme is over")
    ann.press("End this seat")

    assert ann.path == f"/cases/{world.case.pk}/team/"
    bob.visit(f"/cases/{world.case.pk}/", expect=404)
    bob.visit("/")
    assert not bob.reads("Idris Vale")


@both_ways
def test_who_sees_what_is_said_for_everybody_on_the_team(world: Region, come: Come) -> None:
    bob = come(world.bob).visit(f"/cases/{world.case.pk}/team/")

    for name in ("Ann Ode", "Bob Fen", "Dee Marsh", "Eve Stone"):
        assert bob.reads(name)
    bob.page.locator(".tc-why").first.click()
    assert bob.page.locator(":popover-open").inner_text()


@both_ways
def test_responsibility_is_offered_and_accepted(world: Region, come: Come) -> None:
    ann, bob = come(world.ann), come(world.bob)

    ann.visit(f"/cases/{world.case.pk}/team/")
    ann.follow("Hand over")
    ann.press("Offer")
    assert "Choose somebody on the team." in ann.errors
    ann.fill(post=world.bob.pk, note="The sentence ends in March")
    ann.press("Offer")
    assert ann.reads("Responsibility is offered to Bob Fen.")

    bob.visit("/")
    bob.follow("Take responsibility for Idris Vale")
    bob.press("Accept")

    assert bob.page.locator(".tc-identity").get_by_text("Bob Fen").is_visible()
    ann.visit(f"/cases/{world.case.pk}/close/", expect=403)


@both_ways
def test_a_declined_hand_over_leaves_it_where_it_was(world: Region, come: Come) -> None:
    ann, dee = come(world.ann), come(world.dee)
    ann.visit(f"/cases/{world.case.pk}/team/hand-over/")
    ann.fill(post=world.dee.pk)
    ann.press("Offer")

    dee.visit(f"/cases/{world.case.pk}/team/")
    dee.press("Decline")

    assert dee.page.locator(".tc-identity").get_by_text("Ann Ode").is_visible()
