"""Who sees an agency's posts; who gives and ends them say `sharing.policy` and `cases.policy`."""

from django.db.models import QuerySet

from throughcare.agencies.models import Post
from throughcare.kernel.actor import Actor


def visible_to(actor: Actor) -> QuerySet[Post]:
    """The posts of the actor's agency, also ended ones."""
    posts = Post.objects.filter(agency=actor.agency_id)
    return posts if actor.has_post else posts.none()
