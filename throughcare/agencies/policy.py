"""Who may end sessions, which posts can answer for something, and who tells them of it."""

from uuid import UUID

from django.utils.translation import gettext as _

from throughcare.agencies.models import Agency, Post
from throughcare.kernel.actor import ASKED_FOR_ADVICE, Actor
from throughcare.kernel.clock import FOREVER
from throughcare.kernel.decision import Decision, refuse, when


def may_end_sessions(actor: Actor, human: UUID) -> Decision:
    """One's own; and anybody's from the command line."""
    return when(actor.is_system or actor.human_id == human, _("Everybody ends their own sessions."))


def has_duty(actor: Actor) -> bool:
    """Whether the actor acts as the duty post of an agency."""
    return actor.has_post and Agency.objects.filter(duty_post=actor.post_id).exists()


def may_answer_for(post: Post) -> Decision:
    """Who answers for a case needs somebody behind them: a post without end, or a duty post."""
    return when(
        post.until_at == FOREVER or post.agency.duty_post_id is not None,
        _("This post has an end, and %(agency)s names no duty post that takes over then.")
        % {"agency": post.agency},
    )


def may_tell(actor: Actor, receiver: Post) -> Decision:
    """Whoever acts in a post may tell an agency of somebody, and whoever writes to its line.

    The agency must be able to answer.
    """
    if not actor.has_post and actor.purpose != ASKED_FOR_ADVICE:
        return refuse(_("Choose the post you act in first."))
    return may_answer_for(receiver)
