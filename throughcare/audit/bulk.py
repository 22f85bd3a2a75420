"""Rows in bulk: COPY on PostgreSQL, one prepared statement on SQLite (the ORM is half as fast).

And one row without reading it back, which the ORM has no word for.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from operator import attrgetter
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import UUIDField

from throughcare.audit.models import Event

COLUMNS = tuple(field.attname for field in Event._meta.concrete_fields if not field.primary_key)
TABLE = Event._meta.db_table
NAMES = ", ".join(connection.ops.quote_name(column) for column in COLUMNS)


def insert(events: Sequence[Event]) -> None:
    """Insert chained events in their order."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {TABLE} ({NAMES}) FROM STDIN") as copy:
                for row in _rows(events):
                    copy.write_row(row)
        else:
            cursor.executemany(_statement(NAMES, len(COLUMNS)), list(_rows(events)))


def insert_one(event: Event, pk: int | None) -> None:
    """Insert one event. Where its id is known already, nothing is read back."""
    [row] = _rows([event])
    with connection.cursor() as cursor:
        if pk is None:
            cursor.execute(_statement(NAMES, len(row)), row)
            pk = cursor.lastrowid
        else:
            cursor.execute(_statement(f"id, {NAMES}", len(row) + 1), [pk, *row])
    event.pk, event._state.adding = pk, False


@cache
def _statement(names: str, count: int) -> str:
    marks = ", ".join(["%s"] * count)
    return f"INSERT INTO {TABLE} ({names}) VALUES ({marks})"  # noqa: S608


def ids(events: Sequence[Event]) -> list[int]:
    """The ids that these neighbours of one lane were given."""
    first, last = events[0], events[-1]
    placed = Event.objects.filter(
        lane=first.lane, sequence__range=(first.sequence, last.sequence)
    ).order_by("sequence")
    return list(placed.values_list("pk", flat=True))


def _rows(events: Sequence[Event]) -> Iterator[list[Any]]:
    """The column values as the driver takes them."""
    values = attrgetter(*COLUMNS)
    changes = [(COLUMNS.index(name), change) for name, change in _changes().items()]
    for event in events:
        row = list(values(event))
        for place, change in changes:
            row[place] = change(row[place])
        yield row


@cache
def _changes() -> dict[str, Callable[[Any], Any]]:
    if connection.vendor == "postgresql":
        return {"ids": json.dumps}
    identifiers = [
        field.attname for field in Event._meta.concrete_fields if isinstance(field, UUIDField)
    ]
    return {
        "ids": json.dumps,
        "at": connection.ops.adapt_datetimefield_value,
        **dict.fromkeys(identifiers, _hex),
    }


def _hex(value: UUID | None) -> str | None:
    return value.hex if value is not None else None
