"""Who answers for a case: offered by one, accepted by the other, never nobody."""

from django.db import transaction

from throughcare.agencies.models import Post
from throughcare.audit.actions import record
from throughcare.cases import policy
from throughcare.cases.models import (
    Case,
    OfferState,
    Responsibility,
    ResponsibilityOffer,
    Seat,
)
from throughcare.cases.verbs import Verb
from throughcare.kernel import clock
from throughcare.kernel.actor import Actor
from throughcare.notices.models import Notice


@transaction.atomic
def offer(actor: Actor, case: Case, *, post: Post, note: str = "") -> ResponsibilityOffer:
    """Offer the responsibility to somebody on the team."""
    policy.may_offer_responsibility(actor, case, post).require()
    ResponsibilityOffer.objects.filter(case=case, state=OfferState.OPEN).update(
        state=OfferState.WITHDRAWN, settled_at=clock.now()
    )
    proposal = ResponsibilityOffer.objects.create(
        case=case, post=post, note=note, offered_by_id=actor.post, offered_at=clock.now()
    )
    event = record(actor, Verb.RESPONSIBILITY_OFFERED, proposal, ids=[post.pk], note=note)
    Notice.objects.tell(event, [post.pk])
    return proposal


@transaction.atomic
def accept(actor: Actor, proposal: ResponsibilityOffer) -> Case:
    """Take the responsibility; the lead passes to the agency of the one who takes it."""
    policy.may_accept_responsibility(actor, proposal).require()
    proposal.settle(OfferState.ACCEPTED)
    case = proposal.case
    purpose = Seat.objects.get(case=case, post=proposal.post).purpose
    Responsibility.objects.pass_on(case, proposal.post, clock.now(), purpose=purpose)
    case.pass_lead(proposal.post.agency)
    event = record(actor, Verb.RESPONSIBILITY_ACCEPTED, proposal, ids=[proposal.post_id])
    Notice.objects.tell(event, [proposal.offered_by_id])
    return case


@transaction.atomic
def decline(
    actor: Actor, proposal: ResponsibilityOffer, *, reason: str = ""
) -> ResponsibilityOffer:
    """Say no; who offered stays responsible."""
    policy.may_settle_responsibility(actor, proposal).require()
    proposal.settle(OfferState.DECLINED, reason)
    event = record(actor, Verb.RESPONSIBILITY_DECLINED, proposal, reason=reason)
    Notice.objects.tell(event, [proposal.offered_by_id])
    return proposal
