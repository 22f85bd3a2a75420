"""Where events are chained: one lane on SQLite, one of 64 on PostgreSQL.

SQLite has one writer anyway. On PostgreSQL a single chain would make all writers wait for each
other, so a transaction takes the lane that its transaction number points to, and keeps it. The
lane's row is locked at the transaction's first event and stays locked to its end: Django has no
hook before the commit. So record last in an action; two transactions that each wait for the other
are ended by the database's deadlock detection.
"""

import secrets
from collections.abc import Sequence
from typing import NamedTuple

from django.db import connection

from throughcare.audit import bulk, chain
from throughcare.audit.models import Detail, Event

ON_POSTGRESQL = 64
TAKEN = {
    "sqlite": "SELECT id, sequence, head, NULL FROM audit_lane WHERE id = 0",
    "postgresql": f"""SELECT locked.*, nextval('audit_event_id_seq') FROM (SELECT id, sequence, head
        FROM audit_lane WHERE id = txid_current() % {ON_POSTGRESQL} FOR UPDATE) locked""",  # noqa: S608
}
MOVED = "UPDATE audit_lane SET sequence = %s, head = %s WHERE id = %s AND sequence = %s"
SALT_BYTES = 32


class NotInTransaction(Exception):
    """An event was recorded outside the transaction of what it tells of."""


class Lane(NamedTuple):
    """A lane that is ours, with the last of its events; and the id of the coming one, if known."""

    number: int
    sequence: int
    head: bytes
    coming: int | None


class BrokenLane(Exception):
    """The lane moved while it was ours, or is missing: the trail cannot be written."""


def count(vendor: str) -> int:
    """How many lanes a database of this vendor has."""
    return ON_POSTGRESQL if vendor == "postgresql" else 1


def append(event: Event, text: str = "") -> None:
    """Chain and insert one event, with the text of its detail."""
    lane = _take()
    [salt] = _chained(lane, [event], [text])
    bulk.insert_one(event, lane.coming)
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
        event.lane, event.sequence = lane.number, lane.sequence + step
        event.commitment = chain.commitment(salt, text) if text else b""
        event.previous, event.payload = head, event.canonical()
        event.hash = head = chain.link(head, event.payload)
    with connection.cursor() as cursor:
        last = lane.sequence + len(events)
        cursor.execute(MOVED, [last, head, lane.number, lane.sequence])
        if cursor.rowcount != 1:
            raise BrokenLane(f"Lane {lane.number} moved while it was locked.")
    return salts


def _take() -> Lane:
    """This transaction's lane, locked; on PostgreSQL with the id of the coming event."""
    if not connection.in_atomic_block:
        raise NotInTransaction("An event is recorded in the transaction of what it tells of.")
    with connection.cursor() as cursor:
        cursor.execute(TAKEN[connection.vendor])
        taken = cursor.fetchone()
    if taken is None:
        raise BrokenLane("The lane is missing.")
    return Lane(*taken)
