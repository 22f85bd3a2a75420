"""Looking for a case in an emergency, opening it, ending that, and reviewing it."""

from datetime import date, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from throughcare.audit.actions import record
from throughcare.cases.models import Responsibility, Seat
from throughcare.emergencies import finding, policy
from throughcare.emergencies.models import Access, LookUp, Settled
from throughcare.emergencies.verbs import Verb
from throughcare.kernel import clock
from throughcare.kernel.actor import Actor
from throughcare.notices.models import Notice


@transaction.atomic
def look_up(
    actor: Actor,
    *,
    purpose: str,
    reason: str,
    reference: str = "",
    name: str = "",
    born: date | None = None,
) -> LookUp:
    """Look for one case, by its reference or by name and date of birth; hit and miss are kept."""
    policy.may_look_up(actor).require()
    found = finding.find(actor, reference, name, born)
    made = LookUp.objects.create(
        post_id=actor.post,
        purpose=purpose,
        reason=reason,
        at=clock.now(),
        case_id=found and found.case_id,
        reference=found.reference if found else "",
    )
    words = f"{reference} {name} {born or ''}".strip()
    record(actor, Verb.LOOKED_UP, made, purpose=purpose, reason=reason, words=words)
    return made


@transaction.atomic
def open_case(actor: Actor, look_up: LookUp, *, hours: int) -> Access:
    """Open the case that was found for some hours; those concerned are told at once."""
    policy.may_open(actor, look_up).require()
    case, now = look_up.case, clock.now()
    if case is None or hasattr(look_up, "access"):
        raise Settled(_("This look-up has been used already."))
    until = now + timedelta(hours=hours)
    seat = Seat.objects.open_in_emergency(
        case=case, post=look_up.post, purpose=look_up.purpose, until_at=until
    )
    made = Access.objects.begin(look_up, case, seat, now, until)
    event = record(actor, Verb.OPENED, made, ids=[seat.pk], reason=look_up.reason)
    Notice.objects.tell(event, _told(made))
    return made


def _told(access: Access) -> list[UUID | None]:
    """The responsible worker, and those who review."""
    now = clock.now()
    held = Responsibility.objects.filter(case=access.case_id, from_at__lte=now, until_at__gt=now)
    reviewers = policy.reviewers(access.lead_agency_id, access.agency_id)
    return [*held.values_list("post", flat=True), *reviewers.values_list("pk", flat=True)]


@transaction.atomic
def end(actor: Actor, access: Access) -> Access:
    """End emergency access before its time; the review is still due."""
    access.hold()
    policy.may_end(actor, access).require()
    access.until_at = clock.now()
    access.save(update_fields=["until_at"])
    if access.seat.key_id == access.key_id:
        access.seat.end_emergency(access.until_at)
    event = record(actor, Verb.ENDED, access)
    Notice.objects.tell(event, [access.post_id])
    return access


@transaction.atomic
def review(actor: Actor, access: Access, *, finding: str, follows: str) -> Access:
    """Say whether it was justified, and what follows."""
    access.hold()
    policy.may_review(actor, access).require()
    access.finding, access.follows = finding, follows
    access.reviewed_by_id, access.reviewed_at = actor.post, clock.now()
    access.save(update_fields=["finding", "follows", "reviewed_by", "reviewed_at"])
    event = record(actor, Verb.REVIEWED, access, finding=finding, follows=follows)
    Notice.objects.tell(event, [*_told(access), access.post_id])
    return access
