"""One event written at the end of its lane, and the lane moved on.

PostgreSQL does it by itself (`audit_place`, migration 0004): a lane is held no longer than it must
be, and the way to the server and back is made once. Verification computes the hash there.
"""

from django.db import connection

from throughcare.audit import bulk, chain
from throughcare.audit.models import Event

PLACE = ("lane", "sequence", "payload", "previous", "hash")
OWN = tuple(column for column in bulk.COLUMNS if column not in PLACE)
MARKS = ", ".join(["%s"] * len(OWN))
GIVEN = ", ".join(f"{column} => %s" for column in OWN)
COLUMNS = ", ".join(f'"{column}"' for column in (*PLACE, *OWN))

IN_ONE = f"SELECT id, {', '.join(PLACE)} FROM audit_place(%s, %s, %s, %s, {GIVEN})"  # noqa: S608

HEAD = "SELECT sequence, head FROM audit_lane WHERE id = 0"
WRITE = f"INSERT INTO audit_event ({COLUMNS}) VALUES (0, %s, %s, %s, %s, {MARKS})"  # noqa: S608
MOVE = "UPDATE audit_lane SET sequence = %s, head = %s WHERE id = 0 AND sequence = %s"


def place(event: Event, lanes: int) -> bool:
    """Write the event in one of so many lanes; False where the lane is missing or has moved."""
    return _in_one(event, lanes) if connection.vendor == "postgresql" else _in_turn(event)


def _in_one(event: Event, lanes: int) -> bool:
    around = chain.around_place(event.canonical())
    with connection.cursor() as cursor:
        cursor.execute(IN_ONE, [lanes, *around, *bulk.values(event, OWN)])
        event.pk, event.lane, event.sequence, *rest = cursor.fetchone()
    if event.pk is None:
        return False
    event.payload, event.previous, event.hash = map(bytes, rest)
    return True


def _in_turn(event: Event) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(HEAD)
        if (row := cursor.fetchone()) is None:
            return False
        before, event.previous = row[0], bytes(row[1])
        event.lane, event.sequence = 0, before + 1
        event.payload = event.canonical()
        event.hash = chain.link(event.previous, event.payload)
        placed = [event.sequence, event.payload, event.previous, event.hash]
        cursor.execute(WRITE, [*placed, *bulk.values(event, OWN)])
        event.pk = cursor.lastrowid
        cursor.execute(MOVE, [event.sequence, event.hash, before])
        return bool(cursor.rowcount == 1)
