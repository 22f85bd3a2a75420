"""The only writers of checkpoints: seal, change the key, accept a loss.

A checkpoint is the record of itself: an event for each would leave something unsealed for ever.
"""

from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from throughcare.audit import chain
from throughcare.audit.actions import record
from throughcare.audit.models import Checkpoint
from throughcare.audit.sealing import keys, leaves, standing
from throughcare.audit.sealing.checkpoints import FIRST, Body, Loss, Signed
from throughcare.audit.sealing.losses import Changed, Found
from throughcare.audit.sealing.merkle import LENGTH, Tree
from throughcare.audit.verbs import Verb
from throughcare.kernel import clock
from throughcare.kernel.actor import Actor
from throughcare.kernel.decision import when


class BadPeaks(Exception):
    """The peaks kept with the last checkpoint are not those of its root."""


def seal(key: Ed25519PrivateKey) -> Signed | None:
    """Seal what was committed since the last checkpoint; None when there is nothing to seal.

    What is read is committed and never changes: no lock is held, and writers go on. Of two who seal
    at once the second has nothing left to do.
    """
    last = standing.latest()
    if not leaves.between(last.signed.body.lanes if last else (), leaves.heads()):
        return None
    try:
        return _write(key, last, Checkpoint.Kind.SEALED)
    except IntegrityError:
        return None


@transaction.atomic
def rotate(actor: Actor, key: Ed25519PrivateKey, next_key: Ed25519PrivateKey) -> Signed:
    """Let the old key sign a checkpoint that names the next one."""
    record(actor, Verb.KEY_ROTATED, key=keys.public(key), next_key=keys.public(next_key))
    last = standing.latest()
    return _write(key, last, Checkpoint.Kind.ROTATED, next_key=keys.public(next_key))


@transaction.atomic
def accept_loss(
    actor: Actor,
    key: Ed25519PrivateKey,
    *,
    humans: tuple[UUID, UUID],
    reason: str,
    found: Found,
) -> Signed:
    """Seal, with two humans' names, exactly the loss that was found and shown to them.

    Who may is asked by the power of two persons that this belongs to; that the two are two is
    asked here.
    """
    when(humans[0] != humans[1], _("A loss is accepted by two humans.")).require()
    last = standing.latest()
    if found.after != (last.number if last else 0):
        raise Changed(_("The trail was sealed in the meantime."))
    event = record(actor, Verb.LOSS_ACCEPTED, ids=humans, reason=reason)
    lost = Loss(
        after=found.after,
        until=found.until,
        until_hash=found.until_hash,
        lanes=found.lanes,
        humans=(str(humans[0]), str(humans[1])),
        event=event.pk,
        key=found.key,
    )
    return _write(key, last, Checkpoint.Kind.LOSS, lost=lost)


def _write(
    key: Ed25519PrivateKey,
    last: Checkpoint | None,
    kind: Checkpoint.Kind,
    *,
    next_key: str = "",
    lost: Loss | None = None,
) -> Signed:
    before = last.signed if last else None
    _require_key(key, before, lost)
    heads = leaves.heads()
    tree = _tree(last, before)
    tree.extend(leaves.entries(before.body.lanes if before else (), heads))
    body = Body(
        number=max(before.body.number if before else 0, lost.until if lost else 0) + 1,
        at=chain.moment(clock.now()),
        size=tree.size,
        root=tree.root().hex(),
        lanes=heads,
        previous=before.hash if before else FIRST,
        key=keys.public(key),
        next_key=next_key,
        lost=lost,
    )
    signed = keys.sign(key, body)
    with transaction.atomic():
        Checkpoint.objects.create(
            number=body.number,
            kind=kind,
            payload=signed.payload,
            signature=signed.signature,
            peaks=b"".join(tree.peaks),
        )
    return signed


def _require_key(key: Ed25519PrivateKey, before: Signed | None, lost: Loss | None) -> None:
    """Only the named key signs, unless two humans said that it is lost."""
    is_named = before is None or keys.public(key) == before.body.key_after
    if not is_named and not (lost and lost.key):
        raise keys.NoKey("This is not the key that the last checkpoint names.")


def _tree(last: Checkpoint | None, before: Signed | None) -> Tree:
    """The tree that the last checkpoint ends with."""
    if last is None or before is None:
        return Tree()
    peaks = bytes(last.peaks)
    tree = Tree(before.body.size, [peaks[at : at + LENGTH] for at in range(0, len(peaks), LENGTH)])
    if tree.root().hex() != before.body.root:
        raise BadPeaks("The tree kept with the last checkpoint is not the one that was signed.")
    return tree
