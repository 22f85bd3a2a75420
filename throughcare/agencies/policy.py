"""Who may end sessions."""

from uuid import UUID

from django.utils.translation import gettext as _

from throughcare.kernel.actor import Actor
from throughcare.kernel.decision import Decision, when


def may_end_sessions(actor: Actor, human: UUID) -> Decision:
    """One's own; and anybody's from the command line."""
    return when(actor.is_system or actor.human_id == human, _("Everybody ends their own sessions."))
