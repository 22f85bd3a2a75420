"""Who may set up agencies, posts and agreements."""

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from throughcare.agencies.models import Agency
from throughcare.kernel.actor import Actor
from throughcare.kernel.decision import Decision, when
from throughcare.sharing.models import Agreement


def visible_to(actor: Actor) -> QuerySet[Agreement]:
    """Agreements that the actor's agency is a party of."""
    return Agreement.objects.filter(versions__parties__agency=actor.agency_id).distinct()


def may_admit(actor: Actor) -> Decision:
    """Agencies are admitted from the command line."""
    return when(actor.is_system, _("Agencies are set up on the command line of this machine."))


def may_appoint(actor: Actor, agency: Agency) -> Decision:
    """Posts are given from the command line, or by the agency's duty post."""
    return when(
        actor.is_system or (actor.has_post and agency.duty_post_id == actor.post_id),
        _("Only %(agency)s's duty post gives its posts.") % {"agency": agency},
    )


def may_bring_into_force(actor: Actor) -> Decision:
    """Agreements come into force from the command line, with everybody's acceptance on paper."""
    return when(actor.is_system, _("Agreements are set up on the command line of this machine."))
