"""The events in the tree's order: checkpoint by checkpoint, in each by lane and number.

A lane's row moves in the transaction of its events and is locked until it ends. So what one
statement reads of all lanes is committed, and whatever is committed later has a higher number in
its lane: a sealed range never gets another event. (Ids have no such order: they are given before
the commit.)
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from django.db import connection

from throughcare.audit.models import Lane
from throughcare.audit.sealing.checkpoints import Head

EVENTS = 20_000
"""How many events one statement reads at most."""


class Range(NamedTuple):
    """The events of a lane with numbers above `after` up to `until`."""

    lane: int
    after: int
    until: int

    @property
    def size(self) -> int:
        """How many events."""
        return self.until - self.after


class Broken(Exception):
    """Events of a range are missing, or the last of them is another one."""

    def __init__(self, range: Range, *, is_missing: bool) -> None:
        what = "are missing" if is_missing else "are not those of the lane's head"
        super().__init__(f"Lane {range.lane}: events {range.after + 1} to {range.until} {what}.")
        self.range, self.is_missing = range, is_missing


def heads() -> tuple[Head, ...]:
    """Every lane as it is committed at one moment."""
    rows = Lane.objects.order_by("pk").values_list("pk", "sequence", "head")
    return tuple(Head(lane, sequence, _hex(head)) for lane, sequence, head in rows)


def between(before: Iterable[Head], until: Iterable[Head]) -> list[Range]:
    """What came to the lanes, in pieces that one statement can read."""
    sealed = {head.lane: head.sequence for head in before}
    pieces = []
    for lane, sequence, _ in until:
        after = sealed.pop(lane, 0)
        if sequence < after:
            raise Broken(Range(lane, sequence, after), is_missing=True)
        steps = [*range(after, sequence, EVENTS), sequence]
        pieces += [Range(lane, *step) for step in pairwise(steps)]
    for lane, after in sealed.items():
        raise Broken(Range(lane, 0, after), is_missing=True)
    return pieces


def entries(before: Iterable[Head], until: Sequence[Head]) -> Iterator[bytes]:
    """The tree's entries between two moments; raises Broken where the lanes do not hold them."""
    pieces = between(before, until)
    ends = {head[:2]: head.hash for head in until}
    for piece, hashes in zip(pieces, read(pieces), strict=True):
        if len(hashes) != piece.size:
            raise Broken(piece, is_missing=True)
        end = ends.get((piece.lane, piece.until))
        if end is not None and hashes[-1].hex() != end:
            raise Broken(piece, is_missing=False)
        yield from hashes


def read(ranges: Sequence[Range]) -> Iterator[list[bytes]]:
    """The hashes of each range, in order: fewer than its size if events are missing."""
    for some in _batches(ranges):
        found: dict[int, list[bytes]] = {place: [] for place in range(len(some))}
        for place, hashed in _rows(some):
            found[place].append(bytes(hashed))
        yield from found.values()


def _batches(ranges: Sequence[Range]) -> Iterator[list[Range]]:
    some: list[Range] = []
    events = 0
    for one in ranges:
        if some and events + one.size > EVENTS:
            yield some
            some, events = [], 0
        some.append(one)
        events += one.size
    if some:
        yield some


def _rows(ranges: Sequence[Range]) -> list[tuple[int, bytes]]:
    """Place of the range and hash, in order; the numbers are ours, so nothing needs quoting."""
    wanted = ", ".join(
        f"({place}, {lane}, {after}, {until})" for place, (lane, after, until) in enumerate(ranges)
    )
    # SQLite keeps whatever somebody wrote there, also text.
    hashed = "CAST(e.hash AS BLOB)" if connection.vendor == "sqlite" else "e.hash"
    with connection.cursor() as cursor:
        cursor.execute(
            f"WITH wanted (place, lane, low, high) AS (VALUES {wanted})"  # noqa: S608
            f" SELECT w.place, {hashed} FROM wanted w JOIN audit_event e"
            " ON e.lane = w.lane AND e.sequence > w.low AND e.sequence <= w.high"
            " ORDER BY w.place, e.sequence"
        )
        found: list[tuple[int, bytes]] = cursor.fetchall()
    return found


def _hex(head: object) -> str:
    return head if isinstance(head, str) else bytes(head).hex()  # type: ignore[call-overload]
