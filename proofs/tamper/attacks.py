"""What somebody with full rights over the database can do to a trail, from clumsy to thorough.

Each takes a lane's events and the place of one of them. First what the chain finds, then what takes
checkpoints, then what takes a witness; last the window, which nothing finds.
"""

from collections.abc import Callable, Sequence

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.db.models import F

from proofs.tamper.trail import Trail
from tests.audit.tampering import forge, lane_of, rebuild, rebuild_from, renumber, rows
from throughcare.audit import chain
from throughcare.audit.models import Checkpoint, Detail, Event, Lane
from throughcare.audit.sealing import keys, leaves
from throughcare.audit.sealing.checkpoints import FIRST, Body, Head
from throughcare.audit.sealing.merkle import Tree
from throughcare.kernel import ids

Events = list[Event]
Attack = Callable[[Trail, Events, int], None]


def edit(trail: Trail, lane: Events, at: int) -> None:
    """edit: another human"""
    rows(lane[at]).update(human_id=ids.new())


def edit_and_rehash(trail: Trail, lane: Events, at: int) -> None:
    """edit: column, payload and hash of one event"""
    rebuild(lane[at], purpose="research")


def delete(trail: Trail, lane: Events, at: int) -> None:
    """delete: one event"""
    rows(lane[at]).delete()


def delete_and_renumber(trail: Trail, lane: Events, at: int) -> None:
    """delete: one event, the rest renumbered"""
    rows(lane[at]).delete()
    renumber(lane, at + 1, -1)


def insert(trail: Trail, lane: Events, at: int) -> None:
    """insert: one event, the rest renumbered"""
    renumber(lane, at, 1)
    forge(lane[at], at + 1, bytes(lane[at - 1].hash))


def swap(trail: Trail, lane: Events, at: int) -> None:
    """swap: two neighbours"""
    _place(lane[at], -1)
    _place(lane[at + 1], at + 1)
    _place(lane[at], at + 2)


def reorder(trail: Trail, lane: Events, at: int) -> None:
    """reorder: one event moved to the end"""
    _place(lane[at], -1)
    renumber(lane, at + 1, -1)
    _place(lane[at], len(lane))


def cut_tail(trail: Trail, lane: Events, at: int) -> None:
    """cut tail: the events of a lane"""
    _remove(lane[at:])


def cut_tail_and_head(trail: Trail, lane: Events, at: int) -> None:
    """cut tail: the events, and the lane's head set back"""
    _remove(lane[at:])
    lane_of(lane).update(sequence=at, head=lane[at - 1].hash)


def rebuild_lane(trail: Trail, lane: Events, at: int) -> None:
    """rebuild: a lane from an edited event to its head"""
    rebuild_from(lane, at)


def rebuild_without(trail: Trail, lane: Events, at: int) -> None:
    """rebuild: a lane from a deleted event to its head"""
    _remove([lane[at]])
    _relink(lane[at + 1 :], lane[at - 1])


def rebuild_with(trail: Trail, lane: Events, at: int) -> None:
    """rebuild: a lane from an inserted event to its head, ids included"""
    free = Event.objects.latest("pk").pk + 1
    moved: Events = []
    for event in reversed(lane[at:]):
        rows(event).update(id=free, sequence=F("sequence") + 1)
        Detail.objects.filter(pk=event.pk).update(event=free)
        moved.insert(0, Event.objects.get(pk=free))
        free = event.pk
    forged = Event.objects.get(pk=moved[0].pk)
    forged.pk, forged.commitment, forged.sequence = free, b"", at + 1
    forged.request_id = ids.new()  # or it would be the very event whose place it takes
    forged.save(force_insert=True)
    _relink([forged, *moved], lane[at - 1])


def rebuild_everything(trail: Trail, lane: Events, at: int) -> None:
    """rebuild: the whole chain, every lane and head"""
    for events in trail.lanes.values():
        rebuild_from(events, 0)


def remove_checkpoint(trail: Trail, lane: Events, at: int) -> None:
    """checkpoints: one in the middle removed"""
    Checkpoint.objects.filter(pk=3).delete()


def sign_with_another_key(trail: Trail, lane: Events, at: int) -> None:
    """rebuild: the whole chain, all checkpoints signed by a key of one's own"""
    rebuild_everything(trail, lane, at)
    _sign_anew(Ed25519PrivateKey.generate())


def cut_everything(trail: Trail, lane: Events, at: int) -> None:
    """cut tail: all events, heads and checkpoints after a checkpoint"""
    kept = Checkpoint.objects.get(pk=3).signed.body
    Checkpoint.objects.filter(pk__gt=3).delete()
    for head in kept.lanes:
        _remove(trail.lanes.get(head.lane, [])[head.sequence :])
        Lane.objects.filter(pk=head.lane).update(
            sequence=head.sequence, head=bytes.fromhex(head.hash)
        )


def forget_checkpoints(trail: Trail, lane: Events, at: int) -> None:
    """rebuild: the whole chain, all checkpoints removed"""
    rebuild_everything(trail, lane, at)
    Checkpoint.objects.all().delete()


def sign_with_the_stolen_key(trail: Trail, lane: Events, at: int) -> None:
    """rebuild: the whole chain, all checkpoints signed by the stolen key"""
    rebuild_everything(trail, lane, at)
    _sign_anew(trail.key)


def cut_the_window(trail: Trail, lane: Events, at: int) -> None:
    """the window: events that no checkpoint holds yet, cut off with the head"""
    for number, events in trail.lanes.items():
        if (kept := trail.sealed[number]) < len(events):
            _remove(events[kept:])
            head = events[kept - 1].hash if kept else chain.GENESIS
            Lane.objects.filter(pk=number).update(sequence=kept, head=head)


BY_CHAIN: Sequence[Attack] = (
    edit, edit_and_rehash, delete, delete_and_renumber, insert, swap, reorder, cut_tail,
)  # fmt: skip
BY_CHECKPOINT: Sequence[Attack] = (
    cut_tail_and_head, rebuild_lane, rebuild_without, rebuild_with, rebuild_everything,
    remove_checkpoint, sign_with_another_key,
)  # fmt: skip
BY_WITNESS: Sequence[Attack] = (cut_everything, forget_checkpoints, sign_with_the_stolen_key)
BY_NOTHING: Sequence[Attack] = (cut_the_window,)


def _place(event: Event, sequence: int) -> None:
    rows(event).update(sequence=sequence)


def _remove(events: Sequence[Event]) -> None:
    """With the details, which would give it away."""
    gone = [event.pk for event in events]
    Event.objects.filter(pk__in=gone).delete()
    Detail.objects.filter(pk__in=gone).delete()


def _relink(events: Sequence[Event], before: Event) -> None:
    """Hang events on the one before them, one after the other, and move the lane's head."""
    sequence, previous = before.sequence, bytes(before.hash)
    for event in events:
        sequence += 1
        rebuild(event, previous=previous, sequence=sequence)
        previous = bytes(Event.objects.get(pk=event.pk).hash)
    Lane.objects.filter(pk=before.lane).update(sequence=sequence, head=previous)


def _sign_anew(key: Ed25519PrivateKey) -> None:
    """The same checkpoints over the rebuilt events, in the same numbers."""
    tree, before = Tree(), FIRST
    lanes: tuple[Head, ...] = ()
    for row in list(Checkpoint.objects.order_by("number")):
        held = row.signed.body
        heads = tuple(map(_rebuilt, held.lanes))
        tree.extend(leaves.entries(lanes, heads))
        body = Body(
            held.number, held.at, tree.size, tree.root().hex(), heads, before, keys.public(key)
        )
        signed = keys.sign(key, body)
        before, lanes = signed.hash, heads
        Checkpoint.objects.filter(pk=row.pk).update(
            payload=signed.payload, signature=signed.signature, peaks=b"".join(tree.peaks)
        )


def _rebuilt(head: Head) -> Head:
    if not head.sequence:
        return head
    last = Event.objects.get(lane=head.lane, sequence=head.sequence)
    return head._replace(hash=bytes(last.hash).hex())
