"""Who sends referrals, who sees them, and who decides."""

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from throughcare.agencies.models import Agency
from throughcare.agencies.queries import receiver
from throughcare.cases import policy as cases
from throughcare.kernel.actor import Actor
from throughcare.kernel.decision import ALLOWED, Decision, refuse, when
from throughcare.referrals.models import Referral, State


def visible_to(actor: Actor) -> QuerySet[Referral]:
    """Those one has sent, those of one's cases, and with the duty all that the agency received.

    Whoever sent it sees what was written and what was answered, and nothing of the case.
    """
    if not actor.has_post:
        return Referral.objects.none()
    seated = Q(case__in=cases.seats_of(actor).values("case"))
    received = Q(to_agency=actor.agency_id, to_agency__duty_post=actor.post_id)
    return Referral.objects.filter(Q(sent_by=actor.post_id) | seated | received)


def may_send(actor: Actor, to: Agency) -> Decision:
    """Whoever acts in a post; the agency that is told answers through its duty post, or oneself."""
    if not actor.has_post:
        return refuse(_("Choose the post you act in first."))
    if to.pk == actor.agency_id:
        return cases.may_open(actor)
    words = _("%(agency)s names no duty post that would answer. Turn to it in another way.")
    return when(receiver(to, actor.at) is not None, words % {"agency": to})


def may_settle(actor: Actor, referral: Referral) -> Decision:
    """Whoever answers for the case decides, by name and with a reason."""
    if not cases.is_responsible(actor, referral.case_id):
        return refuse(_("Only the responsible worker decides this."))
    return when(referral.is_open, _("This referral has been decided."))


def may_look_again(actor: Actor, referral: Referral) -> Decision:
    """Whoever answers for the case takes a decided referral up again."""
    if not cases.is_responsible(actor, referral.case_id):
        return refuse(_("Only the responsible worker takes it up again."))
    if referral.state == State.WITHDRAWN:
        return refuse(_("This referral was withdrawn."))
    return refuse(_("This referral waits for a decision.")) if referral.is_open else ALLOWED
