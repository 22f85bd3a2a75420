"""The trail as it would be without a chain: the same rows in a table like that of the events."""

from uuid import UUID

from django.db import connection

from throughcare.audit import bulk, chain
from throughcare.audit.models import Event, Kind
from throughcare.kernel import clock
from throughcare.kernel.actor import Actor

TABLE = "bench_unchained"


NAMES = ", ".join(f'"{column}"' for column in bulk.COLUMNS)
MARKS = ", ".join(["%s"] * len(bulk.COLUMNS))
INSERT = f"INSERT INTO {TABLE} ({NAMES}) VALUES ({MARKS})"


class Writer:
    """Writes rows in a place of its own, so that no two are the same."""

    def __init__(self, number: int, process: int) -> None:
        self.number, self.sequence = number, process << 32

    def write(self, actor: Actor, verb: str, case_id: UUID) -> None:
        """One row, with what an event has."""
        self.sequence += 1
        row = Event(
            lane=self.number,
            sequence=self.sequence,
            at=clock.now(),
            verb=str(verb),
            kind=str(Kind.LOOK),
            case_id=case_id,
            previous=chain.GENESIS,
            hash=chain.GENESIS,
            human_id=actor.human_id,
            post_id=actor.post_id,
            agency_id=actor.agency_id,
            purpose=actor.purpose,
            request_id=actor.request_id,
        )
        row.payload = row.canonical()
        with connection.cursor() as cursor:
            cursor.execute(INSERT, bulk.values(row, bulk.COLUMNS))


def make_table() -> None:
    """Like that of the events, with its indexes, and empty."""
    drop_table()
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f"CREATE TABLE {TABLE} (LIKE audit_event INCLUDING ALL)")
            return
        cursor.execute(
            "SELECT sql FROM sqlite_master WHERE tbl_name = 'audit_event' AND sql IS NOT NULL"
            " AND type IN ('table', 'index') ORDER BY type DESC"
        )
        for (statement,) in cursor.fetchall():
            cursor.execute(statement.replace("audit_event", TABLE))


def drop_table() -> None:
    """Gone, with its rows."""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE IF EXISTS {TABLE}")
