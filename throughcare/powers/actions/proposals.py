"""Proposing, confirming, refusing and withdrawing what takes two persons."""

from datetime import timedelta
from uuid import UUID

from django.db import transaction

from throughcare.agencies.models import Human, Post
from throughcare.audit.actions import record
from throughcare.kernel import clock
from throughcare.kernel.actor import Actor
from throughcare.notices.models import Notice
from throughcare.powers import policy, registry
from throughcare.powers.binding import Terms
from throughcare.powers.models import Proposal, ProposalState
from throughcare.powers.registry import Power
from throughcare.powers.verbs import Verb


@transaction.atomic
def propose(
    actor: Actor, power: Power, *, terms: Terms, reason: str, second: Human | None = None
) -> Proposal:
    """Propose exactly these terms to a second person: whoever is named, or may by their post."""
    policy.may_propose(actor, power, terms, second).require()
    now = clock.now()
    proposal = Proposal.objects.draw_up(
        power=power.name,
        terms=terms,
        reason=reason,
        proposed_by=Post.objects.get(pk=actor.post),
        second=second,
        proposed_at=now,
        expires_at=now + timedelta(days=power.days),
    )
    event = record(actor, Verb.PROPOSED, proposal, ids=[proposal.fingerprint], reason=reason)
    Notice.objects.tell(event, _asked(actor, power, second))
    return proposal


def _asked(actor: Actor, power: Power, second: Human | None) -> list[UUID]:
    """The posts that are told: those of the one named, or those whose standing may confirm."""
    if second is None:
        posts = policy.entitled(actor, power)
    else:
        posts = Post.objects.in_force(actor.at).filter(human=second)
    return list(posts.values_list("pk", flat=True))


@transaction.atomic
def confirm(actor: Actor, proposal: Proposal) -> Proposal:
    """Confirm what was proposed, as another human; the act happens in this transaction, or not."""
    policy.may_confirm(actor, proposal).require()
    power = registry.power(proposal.power)
    state = ProposalState.DONE if power.act else ProposalState.CONFIRMED
    proposal.settle(state, actor.post)
    if power.act:
        power.act(actor, proposal)
    event = record(actor, Verb.CONFIRMED, proposal, ids=[proposal.fingerprint])
    Notice.objects.tell(event, [proposal.proposed_by_id])
    return proposal


@transaction.atomic
def refuse(actor: Actor, proposal: Proposal, *, answer: str = "") -> Proposal:
    """Say no; the same can be proposed anew."""
    policy.may_refuse(actor, proposal).require()
    proposal.settle(ProposalState.REFUSED, actor.post, answer=answer)
    event = record(actor, Verb.REFUSED, proposal, ids=[proposal.fingerprint], reason=answer)
    Notice.objects.tell(event, [proposal.proposed_by_id])
    return proposal


@transaction.atomic
def withdraw(actor: Actor, proposal: Proposal) -> Proposal:
    """Take an open proposal back."""
    policy.may_withdraw(actor, proposal).require()
    proposal.settle(ProposalState.WITHDRAWN, actor.post)
    record(actor, Verb.WITHDRAWN, proposal, ids=[proposal.fingerprint])
    return proposal


@transaction.atomic
def redeem(actor: Actor, proposal: Proposal) -> tuple[UUID, UUID]:
    """Use what two persons confirmed for the command line, once; returns the two humans."""
    policy.may_redeem(actor, proposal).require()
    second = proposal.settled_by
    assert second is not None  # a confirmed proposal was settled by somebody
    proposal.settle(ProposalState.DONE, second.pk, after=ProposalState.CONFIRMED)
    record(actor, Verb.REDEEMED, proposal, ids=[proposal.fingerprint])
    return proposal.proposer, second.human_id
