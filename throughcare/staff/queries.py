"""An agency's posts, as its page shows them."""

from collections.abc import Sequence
from dataclasses import dataclass

from throughcare.agencies.models import Agency, Post
from throughcare.kernel.actor import Actor
from throughcare.staff import policy

MOST = 500


@dataclass(frozen=True)
class Staff:
    """The posts that are held now, that are to come, and that have ended."""

    agency: Agency
    held: Sequence[Post]
    coming: Sequence[Post]
    ended: Sequence[Post]

    @property
    def all(self) -> list[Post]:
        """Every post on the page."""
        return [*self.held, *self.coming, *self.ended]


def agency(actor: Actor) -> Agency:
    """The agency of the acting post."""
    return Agency.objects.get(pk=actor.agency)


def staff(actor: Actor) -> Staff:
    """Who holds which post in the actor's agency, by name."""
    found = policy.visible_to(actor).select_related("human", "agency")
    posts = list(found.order_by("human__name", "-from_at")[:MOST])
    return Staff(
        agency=agency(actor),
        held=[one for one in posts if one.is_in_force(actor.at)],
        coming=[one for one in posts if one.from_at > actor.at and one.until_at > one.from_at],
        ended=[one for one in posts if one.until_at <= actor.at],
    )
