"""Making the proof of one event, from the trail. Reads the whole sealed trail once."""

from bisect import bisect_left
from collections.abc import Iterator

from throughcare.audit.models import Checkpoint, Event
from throughcare.audit.sealing import leaves, merkle, standing
from throughcare.audit.sealing.checkpoints import Body, Head
from throughcare.audit.sealing.proof import Proof, check


class NotSealed(Exception):
    """There is no such event, or no checkpoint holds it yet."""


def prove(event_id: int) -> Proof:
    """The proof that an event lies under the last checkpoint; it was checked once."""
    event, last = Event.objects.filter(pk=event_id).first(), standing.latest()
    if event is None:
        raise NotSealed(f"There is no event {event_id}.")
    if last is None or _sealed(last.signed.body, event.lane) < event.sequence:
        raise NotSealed(f"Event {event_id} is not sealed yet: throughcare audit seal does it.")
    index, signed = _index(event), last.signed
    hashes = merkle.path(index, signed.body.size, _entries())
    rotations = Checkpoint.objects.filter(kind=Checkpoint.Kind.ROTATED).order_by("number")
    proof = Proof(
        payload=bytes(event.payload).decode(),
        previous=bytes(event.previous).hex(),
        index=index,
        path=tuple(one.hex() for one in hashes),
        checkpoint=signed.held(),
        rotations=tuple(row.signed.held() for row in rotations),
    )
    check(proof.text(), signed.body.key)
    return proof


def _index(event: Event) -> int:
    """The event's place in the tree: after what was sealed before, and the lanes before its own."""
    numbers = list(Checkpoint.objects.order_by("number").values_list("number", flat=True))
    place = bisect_left(
        numbers, True, key=lambda number: _sealed(_body(number), event.lane) >= event.sequence
    )
    before, body = _body(numbers[place - 1]) if place else None, _body(numbers[place])
    new = leaves.between(_lanes(before), body.lanes)
    earlier = sum(piece.size for piece in new if piece.lane < event.lane)
    within = event.sequence - _sealed(before, event.lane)
    return (before.size if before else 0) + earlier + within - 1


def _entries() -> Iterator[bytes]:
    """The whole tree's entries, in order."""
    before: Body | None = None
    for row in Checkpoint.objects.order_by("number").iterator(chunk_size=100):
        body = row.signed.body
        yield from leaves.entries(_lanes(before), body.lanes)
        before = body


def _body(number: int) -> Body:
    return Checkpoint.objects.get(pk=number).signed.body


def _lanes(body: Body | None) -> tuple[Head, ...]:
    return body.lanes if body else ()


def _sealed(body: Body | None, lane: int) -> int:
    """How many events of a lane a checkpoint holds."""
    return next((head.sequence for head in _lanes(body) if head.lane == lane), 0)
