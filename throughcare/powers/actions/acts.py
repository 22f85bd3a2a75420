"""What the powers of this app do, once two persons have agreed; never without their proposal."""

from datetime import timedelta

from django.db import transaction

from throughcare.agencies.models import Post
from throughcare.audit.actions import record
from throughcare.audit.models import Detail
from throughcare.audit.verbs import Verb as Audit
from throughcare.kernel import clock
from throughcare.kernel.actor import Actor
from throughcare.notices.models import Notice
from throughcare.powers import policy
from throughcare.powers.models import Administrator, Proposal
from throughcare.powers.verbs import Verb


@transaction.atomic
def make_administrator(actor: Actor, proposal: Proposal) -> Administrator:
    """Make somebody an administrator for the agreed time."""
    policy.may_carry_out(actor, proposal, policy.ADMINISTRATOR).require()
    human = policy.human_named(proposal.terms)
    assert human is not None  # the policy has asked
    now = clock.now()
    made = Administrator.objects.create(
        human=human,
        from_at=now,
        until_at=now + timedelta(days=proposal.terms["days"]),
        proposal=proposal,
    )
    record(actor, Verb.MADE_ADMINISTRATOR, made, ids=[human.pk, proposal.pk])
    return made


@transaction.atomic
def end_administrator(actor: Actor, proposal: Proposal, *, reason: str) -> Administrator:
    """End the role that a proposal gave before its time; whoever had it is told."""
    policy.may_end(actor, proposal).require()
    role = Administrator.objects.get(proposal=proposal)
    role.end()
    ids = [role.human_id, proposal.pk]
    event = record(actor, Verb.ENDED_ADMINISTRATOR, role, ids=ids, reason=reason)
    held = Post.objects.in_force(actor.at).filter(human=role.human_id)
    Notice.objects.tell(event, held.values_list("pk", flat=True))
    return role


@transaction.atomic
def erase_detail(actor: Actor, proposal: Proposal) -> None:
    """Erase the words of an event; the event stays, and names this decision."""
    policy.may_carry_out(actor, proposal, "erase-detail").require()
    event = int(proposal.terms["event"])
    decision = record(actor, Audit.ERASED, ids=[event], proposal=proposal.pk)
    Detail.objects.erase(event, decision)
