"""Two persons: one proposes, another reads exactly that and confirms, without the case."""

from tests import factories
from tests.factories import Region, actor
from tests.journeys.browser import Visitor, every_way
from tests.journeys.conftest import Come, Ticking
from tests.journeys.test_sign_in import PASSWORD, give_password
from throughcare.agencies.models import Post
from throughcare.agencies.roles import Role
from throughcare.audit.models import Detail, Event
from throughcare.cases.actions import cases


def comes_in(come: Come, post: Post) -> Visitor:
    """Signed in with a password, a moment ago."""
    give_password(post.human)
    visitor = come().visit("/account/login/")
    visitor.fill(login=post.human.email, password=PASSWORD).press("Sign in")
    return visitor


def officer(world: Region) -> Post:
    return factories.post("Oda Rill", world.probation, Role.DATA_PROTECTION_OFFICER)


def mistake(world: Region) -> Event:
    cases.rename(actor(world.ann), world.case, display_name="Other Vale", reason="A slip")
    return Event.objects.filter(verb="person.renamed").latest("pk")


@every_way
def test_words_are_erased_by_two(world: Region, come: Come) -> None:
    event = mistake(world)
    oda, dee = comes_in(come, officer(world)), comes_in(come, world.dee)

    oda.menu("Acts that take two persons")
    oda.follow("Erase the words of an event")
    oda.fill(event="999999", reason="A name").press("Propose")
    assert "no event with this number" in oda.errors
    oda.fill(event=str(event.pk)).press("Propose")
    assert oda.news == "Proposed. The second person is told."
    assert not oda.reads("Refuse")

    dee.visit("/")
    dee.follow("Erase the words of an event")
    assert dee.reads("changed the display name")
    assert not dee.reads("Vale")
    dee.follow("Confirm")
    dee.press("Confirm")
    assert dee.reads("confirmed and carried out")
    assert Detail.objects.get(pk=event.pk).text is None
    oda.visit("/")
    assert oda.reads("confirmed an act as the second person")


@every_way
def test_a_named_outsider_refuses(world: Region, come: Come) -> None:
    event = mistake(world)
    oda, cy = comes_in(come, officer(world)), comes_in(come, world.cy)

    oda.visit("/powers/propose/erase-detail/")
    oda.fill(event=str(event.pk), reason="A name", second="nobody@example.org").press("Propose")
    assert "Nobody with this address" in oda.errors
    oda.fill(second=world.cy.human.email).press("Propose")

    cy.menu("Acts that take two persons")
    cy.follow("Erase the words of an event")
    cy.fill(answer="It is needed").press("Refuse")
    assert cy.reads("It is needed")
    assert Detail.objects.get(pk=event.pk).text


@every_way
def test_after_a_while_one_is_asked_again(world: Region, come: Come, ticking: Ticking) -> None:
    oda = comes_in(come, officer(world))
    ticking.move(minutes=16)

    oda.visit("/powers/propose/erase-detail/")
    assert oda.title == "Is it still you?"
    oda.fill(password="not it").press("Go on")
    assert oda.title == "Is it still you?"
    oda.fill(password=PASSWORD).press("Go on")
    assert oda.title == "Erase the words of an event"


@every_way
def test_a_proposal_is_withdrawn(world: Region, come: Come) -> None:
    event = mistake(world)
    oda = comes_in(come, officer(world))
    oda.visit("/powers/propose/erase-detail/")
    oda.fill(event=str(event.pk), reason="A name").press("Propose")
    oda.press("Withdraw")
    assert oda.reads("withdrawn")
