"""Values on their way to the database, and its values on their way back to what a field holds."""

import uuid
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from typing import Any

from django.db import connection
from django.db.models import Expression

Converter = Callable[[Any], Any]
Converters = Sequence[tuple[int, Converter]]  # by the place of the column; most need none


def adapted(value: Any) -> Any:
    """A value as this database stores it."""
    if isinstance(value, datetime):
        return connection.ops.adapt_datetimefield_value(value)
    if isinstance(value, date):
        return connection.ops.adapt_datefield_value(value)
    if isinstance(value, uuid.UUID) and not connection.features.has_native_uuid_field:
        return value.hex
    return value


def converters(columns: Iterable[Expression]) -> Converters:
    """For each column that needs it, what makes of the database's value what its field holds."""
    found = ((place, _converter(column)) for place, column in enumerate(columns))
    return tuple((place, converter) for place, converter in found if converter)


def _converter(column: Expression) -> Converter | None:
    steps = [
        *connection.ops.get_db_converters(column),
        *column.get_db_converters(connection),
    ]
    if not steps:
        return None

    def convert(value: Any) -> Any:
        for step in steps:
            value = step(value, column, connection)
        return value

    return convert


def converted(rows: list[tuple[Any, ...]], steps: Converters) -> list[tuple[Any, ...]]:
    """The rows with what the fields hold."""
    if not steps:
        return rows
    return [_row(row, steps) for row in rows]


def _row(row: tuple[Any, ...], steps: Converters) -> tuple[Any, ...]:
    values = list(row)
    for place, convert in steps:
        values[place] = convert(values[place])
    return tuple(values)
