"""The seats that a colleague could hold, as a page shows them."""

from uuid import UUID

from throughcare.agencies.models import Post
from throughcare.cases import policy as cases
from throughcare.cases.models import Seat
from throughcare.covers import policy
from throughcare.kernel.actor import Actor

MOST = 300


def seats(actor: Actor) -> list[Seat]:
    """One's own first, then those of the agency's others, by name and case."""
    related = ("case__agreement", "post__human", "post__agency")
    held = policy.visible_to(actor).select_related(*related)
    found = list(held.order_by("post__human__name", "case__reference")[:MOST])
    return sorted(found, key=lambda seat: seat.post_id != actor.post_id)


def names(actor: Actor) -> dict[UUID, str]:
    """The people whom one's own cases are about, by case."""
    shown = cases.visible_to(actor).values_list("pk", "person__display_name")
    return dict(shown[:MOST])


def colleagues(actor: Actor) -> list[Post]:
    """Whom one could ask, by name."""
    held = policy.colleagues(actor).select_related("human", "agency")
    return list(held.order_by("human__name", "pk")[:MOST])
