"""Who may set up agencies, posts and agreements."""

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from throughcare.agencies.models import Agency, Post
from throughcare.kernel.actor import Actor
from throughcare.kernel.clock import FOREVER
from throughcare.kernel.decision import Decision, when
from throughcare.powers.policy import is_administrator
from throughcare.sharing.models import Agreement


def visible_to(actor: Actor) -> QuerySet[Agreement]:
    """Agreements that the actor's agency is a party of."""
    if not actor.has_post:
        return Agreement.objects.none()
    return Agreement.objects.filter(
        versions__in_force_since__isnull=False, versions__parties__agency=actor.agency_id
    ).distinct()


def may_admit(actor: Actor) -> Decision:
    """Agencies are admitted from the command line."""
    return when(actor.is_system, _("Agencies are set up on the command line of this machine."))


def may_enrol(actor: Actor) -> Decision:
    """Humans are enrolled from the command line, or by an administrator."""
    return when(
        actor.is_system or is_administrator(actor),
        _("People are enrolled by an administrator, or on the command line of this machine."),
    )


def may_appoint(actor: Actor, agency: Agency) -> Decision:
    """Posts are given from the command line, or by the agency's duty post."""
    return when(
        actor.is_system or (actor.has_post and agency.duty_post_id == actor.post_id),
        _("Only %(agency)s's duty post gives its posts.") % {"agency": agency},
    )


def may_name_duty_post(actor: Actor, agency: Agency, post: Post) -> Decision:
    """The duty post is one of the agency's own, held now and with no end."""
    if not (appoint := may_appoint(actor, agency)):
        return appoint
    return when(
        post.agency_id == agency.pk and post.from_at <= actor.at and post.until_at == FOREVER,
        _("Choose a post of %(agency)s that is held now and has no end.") % {"agency": agency},
    )


def may_bring_into_force(actor: Actor) -> Decision:
    """Agreements come into force from the command line, with everybody's acceptance on paper."""
    return when(actor.is_system, _("Agreements are set up on the command line of this machine."))
