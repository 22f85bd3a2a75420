"""For tests only: takes the append-only triggers away and puts them back.

The program has no such switch; a test that tampers needs one. (The flush after a test with real
transactions is seen to by tests/conftest.py.)
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection as default
from django.db.backends.base.base import BaseDatabaseWrapper

from throughcare.audit import lanes
from throughcare.audit.models import Lane

TABLES = ("audit_event", "audit_detail", "audit_lane", "audit_checkpoint")
_taken: dict[str, list[str]] = {}


def off(connection: BaseDatabaseWrapper) -> None:
    """Let everything through."""
    if connection.vendor == "postgresql":
        _execute(connection, [f"ALTER TABLE {table} DISABLE TRIGGER USER" for table in TABLES])
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT name, sql FROM sqlite_master"
            " WHERE type = 'trigger' AND tbl_name IN (%s, %s, %s, %s)",
            TABLES,
        )
        found = cursor.fetchall()
    _taken[connection.alias] = [sql for _, sql in found]
    _execute(connection, [f"DROP TRIGGER {name}" for name, _ in found])


def on(connection: BaseDatabaseWrapper) -> None:
    """Append-only again, with lanes to write to."""
    if not Lane.objects.using(connection.alias).exists():
        rows = [Lane(pk=number) for number in range(lanes.count(connection.vendor))]
        Lane.objects.using(connection.alias).bulk_create(rows)
    if connection.vendor == "postgresql":
        _execute(connection, [f"ALTER TABLE {table} ENABLE TRIGGER USER" for table in TABLES])
    else:
        _execute(connection, _taken.pop(connection.alias))


@contextmanager
def lifted(connection: BaseDatabaseWrapper = default) -> Iterator[None]:
    """Full rights over the database for a while."""
    off(connection)
    try:
        yield
    finally:
        on(connection)


def _execute(connection: BaseDatabaseWrapper, statements: list[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
