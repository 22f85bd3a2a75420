"""Accepting that a part of the audit trail is lost: two sign at the terminal, then it is sealed."""

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.db import transaction

from throughcare.agencies.acting import act_as
from throughcare.agencies.models import Post
from throughcare.audit.sealing import actions as sealing
from throughcare.audit.sealing.checkpoints import Signed
from throughcare.audit.sealing.losses import Found
from throughcare.kernel.actor import Actor
from throughcare.powers import policy, registry
from throughcare.powers.actions import proposals
from throughcare.powers.models import Proposal


@transaction.atomic
def sign(actor: Actor, second: Post, found: Found, *, reason: str) -> Proposal:
    """Propose what was found, and confirm exactly that as the second person, who is there too."""
    power, terms = registry.power(policy.LOSS), policy.terms_of(found)
    is_entitled = policy.entitled(actor, power).filter(pk=second.pk).exists()
    named = None if is_entitled else second.human
    proposal = proposals.propose(actor, power, terms=terms, reason=reason, second=named)
    return proposals.confirm(act_as(second), proposal)


@transaction.atomic
def accept(actor: Actor, proposal: Proposal, key: Ed25519PrivateKey, found: Found) -> Signed:
    """Seal the loss that two persons confirmed, when it is the one that is found now."""
    policy.may_accept(actor, proposal, found).require()
    humans = proposals.redeem(actor, proposal)
    return sealing.accept_loss(actor, key, humans=humans, reason=proposal.reason, found=found)
