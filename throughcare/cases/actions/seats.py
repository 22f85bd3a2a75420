"""Who joins a team, and who leaves it."""

from datetime import datetime

from django.db import transaction

from throughcare.agencies.models import Post
from throughcare.agencies.sectors import CONFIRMED_SECTORS
from throughcare.audit.actions import record
from throughcare.cases import policy
from throughcare.cases.models import Case, OfferState, Seat, SeatOffer
from throughcare.cases.verbs import Verb
from throughcare.kernel import clock
from throughcare.kernel.actor import Actor
from throughcare.kernel.clock import BEGINNING, FOREVER
from throughcare.notices.models import Notice


@transaction.atomic
def offer(
    actor: Actor,
    case: Case,
    *,
    post: Post,
    role: str,
    purpose: str,
    ground: str = "",
    tasks: str = "",
    until_at: datetime = FOREVER,
    sees_from: datetime = BEGINNING,
    is_discreet: bool = False,
) -> SeatOffer:
    """Propose somebody for the team; their agency accepts."""
    policy.may_offer_seat(actor, case, post, role=role, ground=ground).require()
    confirmed = post.agency.sector not in CONFIRMED_SECTORS
    proposal = SeatOffer.objects.create(
        case=case,
        post=post,
        role=role,
        purpose=purpose,
        ground=ground,
        tasks=tasks,
        until_at=until_at,
        sees_from=sees_from,
        is_discreet=is_discreet,
        state=OfferState.OPEN if confirmed else OfferState.UNCONFIRMED,
        offered_by_id=actor.post,
        offered_at=clock.now(),
    )
    event = record(actor, Verb.SEAT_OFFERED, proposal, ids=[post.pk], ground=ground)
    Notice.objects.tell(event, [post.pk] if confirmed else [])
    return proposal


@transaction.atomic
def confirm(actor: Actor, proposal: SeatOffer) -> SeatOffer:
    """Confirm, as a second human of the lead agency, a police, prosecution or security seat."""
    policy.may_confirm_seat(actor, proposal).require()
    proposal.confirm(actor.post_id)
    event = record(actor, Verb.SEAT_CONFIRMED, proposal, ids=[proposal.post_id])
    Notice.objects.tell(event, [proposal.post_id])
    return proposal


@transaction.atomic
def accept(actor: Actor, proposal: SeatOffer) -> Seat:
    """Take the proposed seat; from this moment the case shows."""
    policy.may_accept_seat(actor, proposal).require()
    proposal.settle(OfferState.ACCEPTED, actor.post_id)
    seat = Seat.objects.give(
        case=proposal.case,
        post=proposal.post,
        role=proposal.role,
        purpose=proposal.purpose,
        ground=proposal.ground,
        tasks=proposal.tasks,
        from_at=clock.now(),
        until_at=proposal.until_at,
        sees_from=proposal.sees_from,
        is_discreet=proposal.is_discreet,
    )
    event = record(actor, Verb.SEAT_ACCEPTED, seat, ids=[proposal.pk, proposal.post_id])
    Notice.objects.tell(event, [proposal.offered_by_id])
    return seat


@transaction.atomic
def decline(actor: Actor, proposal: SeatOffer, *, reason: str = "") -> SeatOffer:
    """Say no to a proposed seat."""
    policy.may_settle_seat(actor, proposal).require()
    proposal.settle(OfferState.DECLINED, actor.post_id, reason)
    event = record(actor, Verb.SEAT_DECLINED, proposal, reason=reason)
    Notice.objects.tell(event, [proposal.offered_by_id])
    return proposal


@transaction.atomic
def withdraw(actor: Actor, proposal: SeatOffer) -> SeatOffer:
    """Take an open proposal back."""
    policy.may_withdraw_seat(actor, proposal).require()
    proposal.settle(OfferState.WITHDRAWN, actor.post_id)
    record(actor, Verb.SEAT_WITHDRAWN, proposal)
    return proposal


@transaction.atomic
def end(actor: Actor, seat: Seat, *, reason: str, at: datetime | None = None) -> Seat:
    """End a seat now, or at a later moment; what ends, ends at that moment."""
    policy.may_end_seat(actor, seat).require()
    seat.end(max(at or clock.now(), clock.now()))
    event = record(actor, Verb.SEAT_ENDED, seat, ids=[seat.post_id], reason=reason)
    Notice.objects.tell(event, [seat.post_id])
    return seat
