"""Where events are chained: one lane on SQLite, one of 64 on PostgreSQL.

SQLite has one writer anyway. On PostgreSQL a single chain would make all writers wait for each
other, so a transaction takes the lane that its transaction number points to, and keeps it. The
lane's row is locked at the transaction's first event and stays locked to its end: Django has no
hook before the commit. So record last in an action; two transactions that each wait for the other
are ended by the database's deadlock detection.
"""

import secrets
from collections.abc import Sequence

from django.db import connection
from django.db.models import QuerySet

from throughcare.audit import bulk, chain
from throughcare.audit.models import Detail, Event, Lane
from throughcare.kernel.prepared import prepared

ON_POSTGRESQL = 64
LOCKED = """SELECT locked.*, nextval('audit_event_id_seq') AS coming FROM (
    SELECT id, sequence, head FROM audit_lane WHERE id = txid_current() %% %s FOR UPDATE) locked"""
SALT_BYTES = 32


class NotInTransaction(Exception):
    """An event was recorded outside the transaction of what it tells of."""


class BrokenLane(Exception):
    """The lane moved while it was ours, or is missing: the trail cannot be written."""


def count(vendor: str) -> int:
    """How many lanes a database of this vendor has."""
    return ON_POSTGRESQL if vendor == "postgresql" else 1


def append(event: Event, text: str = "") -> None:
    """Chain and insert one event, with the text of its detail."""
    lane = _take()
    [salt] = _chained(lane, [event], [text])
    event.pk = getattr(lane, "coming", None)
    bulk.insert_one(event)
    if text:
        Detail.objects.create(event=event, salt=salt, text=text)


def append_many(events: Sequence[Event], texts: Sequence[str]) -> None:
    """The same in bulk; the events do not learn their ids."""
    salts = _chained(_take(), events, texts)
    bulk.insert(events)
    if any(texts):
        ids = bulk.ids(events)
        Detail.objects.bulk_create(
            Detail(event_id=pk, salt=salt, text=text)
            for pk, salt, text in zip(ids, salts, texts, strict=True)
            if text
        )


def _chained(lane: Lane, events: Sequence[Event], texts: Sequence[str]) -> list[bytes]:
    """Give the events their places and hashes, move the lane on; returns the details' salts."""
    salts = [secrets.token_bytes(SALT_BYTES) if text else b"" for text in texts]
    head = bytes(lane.head)
    for step, (event, text, salt) in enumerate(zip(events, texts, salts, strict=True), start=1):
        event.lane, event.sequence = lane.pk, lane.sequence + step
        event.commitment = chain.commitment(salt, text) if text else b""
        event.previous, event.payload = head, event.canonical()
        event.hash = head = chain.link(head, event.payload)
    moved = Lane.objects.filter(pk=lane.pk, sequence=lane.sequence)
    if moved.update(sequence=lane.sequence + len(events), head=head) != 1:
        raise BrokenLane(f"Lane {lane.pk} moved while it was locked.")
    return salts


def _take() -> Lane:
    """This transaction's lane, locked; on PostgreSQL with the id of the coming event."""
    if not connection.in_atomic_block:
        raise NotInTransaction("An event is recorded in the transaction of what it tells of.")
    lane = _mine()
    if lane is None:
        raise BrokenLane("The lane is missing.")
    return lane


def _mine() -> Lane | None:
    if connection.vendor == "postgresql":
        return next(iter(Lane.objects.raw(LOCKED, [ON_POSTGRESQL])), None)
    return _first_lane.first()


@prepared
def _first_lane() -> QuerySet[Lane]:
    return Lane.objects.filter(pk=0)
