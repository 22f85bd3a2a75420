"""Rows in bulk: COPY on PostgreSQL, one prepared statement on SQLite.

Values are written as both databases read them: ids as 32 hexadecimal digits, moments as text.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import cache
from typing import Any

from django.db import connection, models

Row = Sequence[Any]


class Table:
    """A model's table with the columns that the loader fills, in its order."""

    def __init__(self, model: type[models.Model], *columns: str) -> None:
        self.model = model
        names = ", ".join(connection.ops.quote_name(column) for column in columns)
        marks = ", ".join(["%s"] * len(columns))
        place = connection.ops.quote_name(model._meta.db_table)
        self._copy = f"COPY {place} ({names}) FROM STDIN"
        self._insert = f"INSERT INTO {place} ({names}) VALUES ({marks})"  # noqa: S608

    def pour(self, rows: Iterable[Row]) -> None:
        """Insert the rows, in the caller's transaction."""
        with connection.cursor() as cursor:
            if connection.vendor != "postgresql":
                cursor.executemany(self._insert, list(rows))
                return
            with cursor.copy(self._copy) as copy:
                for row in rows:
                    copy.write_row(row)


def truth(value: bool) -> bool | int:
    """A boolean as the driver takes it."""
    return value if connection.vendor == "postgresql" else int(value)


def moment(value: datetime) -> str:
    """A moment (in UTC) as the database reads it."""
    return value.strftime("%Y-%m-%d %H:%M:%S") + _zone()


@cache
def _zone() -> str:
    return "+00" if connection.vendor == "postgresql" else ""


def make_room() -> None:
    """Let SQLite keep more of the indexes in memory while it loads."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA cache_size = -786432")
            cursor.execute("PRAGMA secure_delete = OFF")


def settle() -> None:
    """Let the database look at what it holds, so that it plans well."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
