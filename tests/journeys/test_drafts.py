"""Nothing typed is lost: drafts, and the end of a session, a seat or a post while one writes."""

from tests import factories
from tests.factories import Region
from tests.journeys.browser import Visitor, both_ways, every_way
from tests.journeys.conftest import Come
from throughcare.cases.actions import posts, seats
from throughcare.notes.models import Draft

WORDS = "He found a room near the workshop. We look at it on Friday."


def writing(visitor: Visitor, world: Region) -> Visitor:
    """Somebody in the middle of a note."""
    visitor.visit(f"/cases/{world.case.pk}/write/note/")
    return visitor.fill(text=WORDS)


def test_a_draft_is_kept_while_one_writes_and_comes_back(world: Region, come: Come) -> None:
    ann = come(world.ann).visit(f"/cases/{world.case.pk}/write/note/")

    ann.type_into("text", WORDS)
    ann.page.locator(".tc-draft", has_text="Draft kept at").wait_for()

    ann.visit("/")
    ann.follow("Note, Idris Vale")
    assert ann.reads(WORDS)
    ann.follow("Go on writing")
    assert ann.value("text") == WORDS
    ann.press("Save")
    assert ann.reads(WORDS)
    assert not Draft.objects.exists()


@every_way
def test_when_the_session_ends_the_text_is_found_again(world: Region, come: Come) -> None:
    ann = writing(come(world.ann), world)
    ann.forget_session()

    ann.press("Save")

    assert ann.title == "Sign in"
    assert ann.news == "Your session had ended. What you typed is kept as a draft."
    ann.become(world.ann).visit(f"/cases/{world.case.pk}/write/note/")
    assert ann.value("text") == WORDS


@every_way
def test_when_the_seat_ends_the_text_is_found_again(world: Region, come: Come) -> None:
    bob = writing(come(world.bob), world)
    seats.end(factories.actor(world.ann), world.seat(world.bob), reason="The programme is over")
    bob.loses_access(404)

    bob.press("Save", expect=404)

    assert bob.title == "There is nothing here for you"
    bob.visit("/drafts/")
    assert bob.reads("The case no longer shows to you.")
    bob.follow("Note")
    assert bob.reads(WORDS)
    assert not bob.reads("Idris Vale")
    bob.press("Throw away")
    assert bob.reads("No drafts")


@every_way
def test_when_the_post_ends_the_duty_post_finds_the_text(world: Region, come: Come) -> None:
    ann, dee = writing(come(world.ann), world), come(world.dee)
    posts.end(factories.root(), world.ann)
    ann.loses_access(401)

    ann.press("Save")

    assert ann.title == "You hold no post now"
    dee.visit("/drafts/")
    assert dee.reads("Left behind by a post that has ended.")
    dee.follow("Note")
    assert dee.reads(WORDS)
    dee.visit(f"/cases/{world.case.pk}/")
    assert dee.page.locator(".tc-identity").get_by_text("Dee Marsh").is_visible()


@both_ways
def test_a_draft_is_thrown_away(world: Region, come: Come) -> None:
    ann = writing(come(world.ann), world)
    ann.forget_session()
    ann.press("Save")
    ann.become(world.ann).visit("/drafts/")
    ann.follow("Note")

    ann.press("Throw away")

    assert ann.news == "Thrown away."
    assert ann.reads("No drafts")


@both_ways
def test_nobody_else_reads_a_draft(world: Region, come: Come) -> None:
    ann = writing(come(world.ann), world)
    ann.forget_session()
    ann.press("Save")

    dee = come(world.dee).visit("/drafts/")

    assert dee.reads("No drafts")
    dee.visit(f"/drafts/{Draft.objects.get().pk}/", expect=404)
