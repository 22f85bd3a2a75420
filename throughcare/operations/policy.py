"""Who copies the whole installation: somebody at the machine, and nobody through a page."""

from django.utils.translation import gettext as _

from throughcare.kernel.actor import Actor
from throughcare.kernel.decision import Decision, when


def may_back_up(actor: Actor) -> Decision:
    """A backup holds everything, past every rule: it is made on the command line alone."""
    return when(actor.is_system, _("A backup is made on the command line of this machine."))


def may_restore(actor: Actor) -> Decision:
    """What a backup holds takes the place of everything, on the command line alone."""
    return when(actor.is_system, _("A backup is restored on the command line of this machine."))
