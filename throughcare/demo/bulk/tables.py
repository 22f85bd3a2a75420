"""Rows in bulk: COPY on PostgreSQL, one prepared statement on SQLite.

Values are written as both databases read them: ids as 32 hexadecimal digits, moments as text.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
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


@contextmanager
def room() -> Iterator[None]:
    """Let SQLite keep more of the indexes in memory and wait less for the disk, while it loads.

    Under WAL a power cut then costs the last batches and harms nothing.
    """
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        yield
        return
    _set(cache_size=-786432, synchronous="NORMAL", secure_delete="OFF")
    try:
        yield
    finally:
        _set(cache_size=-65536, synchronous="FULL", secure_delete="ON")


def _set(**pragmas: int | str) -> None:
    with connection.cursor() as cursor:
        for name, value in pragmas.items():
            cursor.execute(f"PRAGMA {name} = {value}")


def settle() -> None:
    """Let the database look at what it holds, so that it plans well."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
