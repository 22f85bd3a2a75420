"""Who may open a case in an emergency, who ends it, and who reviews it."""

from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from throughcare.agencies.models import Agency, Post
from throughcare.agencies.policy import has_duty
from throughcare.agencies.roles import Role
from throughcare.cases.models import Responsibility
from throughcare.emergencies.models import A_DAY, Access, LookUp
from throughcare.kernel import clock
from throughcare.kernel.actor import Actor
from throughcare.kernel.decision import ALLOWED, Decision, refuse, when


def visible_to(actor: Actor) -> QuerySet[Access]:
    """One's own, those on cases that one answers for, and those that one may review."""
    if not actor.has_post:
        return Access.objects.none()
    held = Responsibility.objects.filter(post=actor.post_id)
    held = held.filter(from_at__lte=actor.at, until_at__gt=actor.at)
    return Access.objects.filter(
        Q(post=actor.post_id) | Q(case__in=held.values("case")) | _reviewed_by(actor)
    )


def look_ups_visible_to(actor: Actor) -> QuerySet[LookUp]:
    """One's own."""
    return LookUp.objects.filter(post=actor.post_id) if actor.has_post else LookUp.objects.none()


def to_review(actor: Actor) -> QuerySet[Access]:
    """What waits for the actor's review, the most urgent first."""
    if not actor.has_post:
        return Access.objects.none()
    waiting = Access.objects.filter(_reviewed_by(actor), reviewed_at=None)
    return waiting.exclude(post__human=actor.human_id).order_by("review_by")


def _reviewed_by(actor: Actor) -> Q:
    """By the officers of the agency that led the case and of the one that opened it, and by the
    duty post of the first."""
    officer = Post.objects.filter(pk__in=[actor.post_id], role=Role.DATA_PROTECTION_OFFICER)
    theirs = officer.values("agency")
    duty = Q(lead_agency=actor.agency_id, lead_agency__duty_post=actor.post_id)
    return duty | Q(lead_agency__in=theirs) | Q(agency__in=theirs)


def reviewers(*agencies: UUID) -> QuerySet[Post]:
    """The posts of these agencies that would review: officers, and the duty post of the first."""
    officers = Q(agency__in=agencies, role=Role.DATA_PROTECTION_OFFICER)
    duty = Q(pk__in=Agency.objects.filter(pk=agencies[0]).values("duty_post"))
    return Post.objects.in_force(clock.now()).filter(officers | duty)


def may_look_up(actor: Actor) -> Decision:
    """Duty posts, three times a day, and not before the last access was reviewed."""
    if not has_duty(actor):
        return refuse(_("Only your agency’s duty post may open a case in an emergency."))
    if Access.objects.filter(post=actor.post_id, reviewed_at=None).exists():
        return refuse(_("Your last emergency access has not been reviewed yet."))
    today = clock.midnight(clock.local(actor.at).date())
    asked = LookUp.objects.filter(post=actor.post_id, at__gte=today).count()
    return when(
        asked < A_DAY, _("You have looked three times today. Ask the responsible agency by phone.")
    )


def may_open(actor: Actor, look_up: LookUp) -> Decision:
    """Whoever looked it up, within the hour, once, while the agreement is in force."""
    if look_up.post_id != actor.post_id or not has_duty(actor):
        return refuse(_("Only the duty post that looked for the case may open it."))
    if not look_up.is_good(actor.at) or look_up.case is None:
        return refuse(_("This look-up has found nothing, or is more than an hour old."))
    unreviewed = Access.objects.filter(post=actor.post_id, reviewed_at=None)
    if unreviewed.exists():
        return refuse(_("Your last emergency access has not been reviewed yet."))
    agreement = look_up.case.agreement
    version = agreement.version_at(actor.at) if agreement else None
    return when(
        version is not None and version.is_open(actor.at) and version.has_party(actor.agency_id),
        _("The agreement on this case is not in force between your agencies."),
    )


def may_end(actor: Actor, access: Access) -> Decision:
    """The post itself, the responsible worker, and those who review."""
    if not access.lasts(actor.at):
        return refuse(_("This emergency access is over."))
    return when(
        visible_to(actor).filter(pk=access.pk).exists(),
        _("Only the post itself, the responsible worker and the reviewers end it."),
    )


def may_review(actor: Actor, access: Access) -> Decision:
    """Another human: an officer of one of the two agencies, or the leading one's duty post."""
    if access.is_reviewed:
        return refuse(_("This was reviewed already."))
    if actor.human_id == access.post.human_id:
        return refuse(_("Somebody else than the one who opened the case reviews it."))
    if not to_review(actor).filter(pk=access.pk).exists():
        return refuse(_("A data-protection officer, or the leading agency’s duty post, reviews."))
    return ALLOWED
