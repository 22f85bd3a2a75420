"""A world that many tests begin with is made once, and then put back row by row.

What it is made by are the program's own actions; what is put back are the rows that they left. A
test that asks for it again gets the same ids, in a tenth of the time.
"""

import json
from collections.abc import Callable
from copy import deepcopy
from typing import Any

from django.db import connection, transaction

from throughcare.audit.models import Event, Lane

Rows = list[Any]


class Kept:
    """Keeps what `make` returns, the rows that it adds, and how far it moves the audit lanes."""

    def __init__(self, make: Callable[[], Any]) -> None:
        self._make = make
        self._made: Any = None
        self._rows: dict[str, Rows] = {}
        self._lanes: list[Lane] = []

    def __call__(self) -> Any:
        """What was made, with its rows; made anew where something has happened already."""
        if Event.objects.exists():
            return self._make()
        with transaction.atomic():
            if self._made is None:
                self._keep()
            else:
                self._put_back()
        return deepcopy(self._made)

    def _keep(self) -> None:
        before = _rows()
        self._made = self._make()
        self._lanes = list(Lane.objects.filter(sequence__gt=0))
        for table, rows in _rows().items():
            there = set(before[table])
            if table != Lane._meta.db_table and not there <= set(rows):
                raise AssertionError(f"Rows of {table} were changed, and could not be put back.")
            self._rows[table] = [row for row in rows if row not in there]

    def _put_back(self) -> None:
        for table, rows in self._rows.items():
            if rows and table != Lane._meta.db_table:
                _add(table, rows)
        for lane in self._lanes:
            lane.save()


def _rows() -> dict[str, Rows]:
    """Every row of every table: on PostgreSQL as JSON, on SQLite as it is stored."""
    what = "to_jsonb(one)::text" if connection.vendor == "postgresql" else "*"
    found = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT {what} FROM "{table}" one')
            found[table] = list(cursor.fetchall())
    return found


def _add(table: str, rows: Rows) -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            values = json.dumps([json.loads(row) for (row,) in rows])
            source = f'SELECT * FROM jsonb_populate_recordset(NULL::"{table}", %s::jsonb)'
            cursor.execute(f'INSERT INTO "{table}" {source}', [values])
        else:
            marks = ", ".join(["%s"] * len(rows[0]))
            cursor.executemany(f'INSERT INTO "{table}" VALUES ({marks})', rows)
