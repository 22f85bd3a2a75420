"""The trail as it lies in the tables, read in one statement, so that writers may go on meanwhile.

The values come as text straight from the database, in the form that a payload has: nothing is
mended on the way, so a byte that somebody changed shows.
"""

import json
from collections.abc import Iterator
from contextlib import nullcontext
from typing import Any, NamedTuple

from django.db import connection, transaction

from throughcare.audit.chain import FIELDS

CHUNK = 2000

IDS = ("agency_id", "case_id", "human_id", "post_id", "request_id")
WORDS = "e.verb, e.kind, e.object_kind, e.object_id, e.purpose"
GENERATED = FIELDS.index("generated")
TRUTH = {0: False, 1: True}


class Row(NamedTuple):
    """An event, its lane's head, and its detail if it has one; `values` as in chain.FIELDS."""

    lane: int
    lane_sequence: int
    lane_head: bytes
    id: int
    sequence: int
    previous: bytes
    payload: bytes
    hash: bytes
    commitment: bytes
    detail: int | None
    salt: bytes | None
    text: str | None
    decision: int | None
    values: tuple[object, ...]

    @property
    def is_generated(self) -> bool:
        """Whether it was loaded in bulk for measuring."""
        return self.values[GENERATED] is True


def rows() -> Iterator[Row]:
    """Every event by lane and sequence; events of lanes that are not there are left out."""
    postgresql = connection.vendor == "postgresql"
    # PostgreSQL's cursor streams inside a transaction only; SQLite's must not take the write lock.
    around = transaction.atomic() if postgresql else nullcontext()
    with around, connection.chunked_cursor() as cursor:
        cursor.execute(_statement())
        while some := cursor.fetchmany(CHUNK):
            yield from map(_row, some)


def _statement() -> str:
    columns = _on_postgresql() if connection.vendor == "postgresql" else _on_sqlite()
    return f"""SELECT l.id, l.sequence, l.head, e.id, e.sequence, {columns}
        FROM audit_lane l JOIN audit_event e ON e.lane = l.id
        LEFT JOIN audit_detail d ON d.event_id = e.id ORDER BY l.id, e.sequence"""  # noqa: S608


def _on_postgresql() -> str:
    at = """to_char(e.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"+00:00"')"""
    ids = ", ".join(f"e.{name}::text" for name in IDS)
    return (
        "e.previous, e.payload, e.hash, e.commitment,"
        " d.event_id, d.salt, d.text, d.erased_by_decision,"
        f" {WORDS}, {at}, e.ids::text, e.generated, {ids}"
    )


def _on_sqlite() -> str:
    """Casts keep the driver from turning columns into moments and booleans."""
    fraction = "CASE length(e.at) WHEN 19 THEN '.000000' ELSE '' END"
    at = f"replace(CAST(e.at AS TEXT), ' ', 'T') || {fraction} || '+00:00'"
    blobs = ", ".join(
        f"CAST(e.{name} AS BLOB)" for name in ("previous", "payload", "hash", "commitment")
    )
    ids = ", ".join(_dashed(f"e.{name}") for name in IDS)
    return (
        f"{blobs}, d.event_id, CAST(d.salt AS BLOB), d.text, d.erased_by_decision,"
        f" {WORDS}, {at}, CAST(e.ids AS TEXT), CAST(e.generated AS INTEGER), {ids}"
    )


def _dashed(column: str) -> str:
    """SQLite's 32 hexadecimal digits with the dashes of an id."""
    parts = ((1, 8), (9, 4), (13, 4), (17, 4), (21, 99))
    return " || '-' || ".join(f"substr({column}, {start}, {length})" for start, length in parts)


def _row(row: tuple[Any, ...]) -> Row:
    lane, lane_sequence, lane_head, pk, sequence, previous, payload, link, commitment = row[:9]
    detail, salt, text, decision = row[9:13]
    verb, kind, object_kind, object_id, purpose, at, ids, generated = row[13:21]
    agency, case, human, post, request = row[21:]
    listed = [] if ids == "[]" else _listed(ids)
    truth = TRUTH.get(generated, generated)
    # fmt: off
    values = (
        agency, at, case, commitment.hex(), truth, human, listed, kind, lane, object_id,
        object_kind, post, purpose, request, sequence, verb,
    )
    # fmt: on
    return Row(
        lane,
        lane_sequence,
        lane_head,
        pk,
        sequence,
        previous,
        payload,
        link,
        commitment,
        detail,
        salt,
        text,
        decision,
        values,
    )  # fmt: skip


def _listed(ids: str) -> object:
    try:
        return json.loads(ids)
    except ValueError:
        return ids
