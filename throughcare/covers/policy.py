"""Who lets whom hold a seat for some time."""

from datetime import datetime

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from throughcare.agencies.models import Post
from throughcare.agencies.sectors import CONFIRMED_SECTORS
from throughcare.cases.models import Seat
from throughcare.kernel.actor import Actor
from throughcare.kernel.decision import Decision, refuse, when


def visible_to(actor: Actor) -> QuerySet[Seat]:
    """Seats that can be covered: one's own, and with the duty those of the agency's posts.

    Police, prosecution and security seats each need a ground and a second human: they are proposed.
    What an emergency opens is nobody else's.
    """
    if not actor.has_post:
        return Seat.objects.none()
    duty = Q(post__agency=actor.agency_id, post__agency__duty_post=actor.post_id)
    held = Seat.objects.filter(Q(post=actor.post_id) | duty, case__closed_at=None)
    held = held.filter(from_at__lte=actor.at, until_at__gt=actor.at, key__is_alone=False)
    return held.exclude(post__agency__sector__in=CONFIRMED_SECTORS)


def colleagues(actor: Actor) -> QuerySet[Post]:
    """The posts of the agency that are held now."""
    return Post.objects.in_force(actor.at).filter(agency=actor.agency_id)


def may_cover(actor: Actor, seat: Seat, colleague: Post, from_at: datetime) -> Decision:
    """Another human of the same agency and role, who has no seat there and takes it in time."""
    if not visible_to(actor).filter(pk=seat.pk).exists():
        return refuse(_("Only the person on the seat, or the agency’s duty post, does this."))
    if colleague.agency_id != seat.post.agency_id or colleague.human_id == seat.post.human_id:
        return refuse(_("Choose somebody else of the same agency."))
    if colleague.role != seat.role:
        return refuse(
            _("%(name)s is no %(role)s, and would see other things.")
            % {"name": colleague.human.name, "role": seat.get_role_display()}
        )
    if Seat.objects.filter(case=seat.case_id, post=colleague, until_at__gt=actor.at).exists():
        return refuse(
            _("%(name)s has a seat on case %(case)s already.")
            % {"name": colleague.human.name, "case": seat.case.reference}
        )
    return _holds(seat, colleague, from_at)


def _holds(seat: Seat, colleague: Post, from_at: datetime) -> Decision:
    """The seat and the colleague's post are there when it begins, and the agreement is open."""
    if not (seat.is_in_force(from_at) and colleague.is_in_force(from_at)):
        return refuse(
            _("On that day the seat on case %(case)s, or the colleague’s post, has ended.")
            % {"case": seat.case.reference}
        )
    version = seat.case.agreement.version_at(from_at) if seat.case.agreement else None
    return when(
        version is None or not version.is_winding_down(from_at),
        _("The agreement on case %(case)s has ended by then: no seat opens.")
        % {"case": seat.case.reference},
    )
