"""The rule as SQL text, compiled once: for lists and counts over all that somebody sees.

The same declaration as everywhere (`sharing.rule.WHOLE`), starting from the actor's seats, in an
order of tables that Django's query cannot give. What is asked beside it is a `Question` in SQL of
the program's own; values come as named parameters. All else is a query: see `kernel.prepared`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from django.db import connection, models

from throughcare.agencies.models import Post
from throughcare.cases.models import Seat
from throughcare.entries.models import Entry, Reader
from throughcare.kernel.actor import Actor
from throughcare.kernel.columns import Converters, adapted, converted, converters
from throughcare.sharing.models import Clearance
from throughcare.sharing.rule import WHOLE, params
from throughcare.sharing.terms import as_sql

CAP = 1001  # counts stop here: "more than 1000"

# In this order, which SQLite keeps (CROSS JOIN): one post, its seats, their entries by case, and
# one clearance for each by its key. PostgreSQL chooses the order itself.
_TABLES: tuple[tuple[str, type[models.Model]], ...] = (
    ("post", Post),
    ("seat", Seat),
    ("entry", Entry),
    ("clearance", Clearance),
)
_JOINED = (
    "post.id = seat.post_id AND entry.case_id = seat.case_id AND clearance.key_id = seat.key_id"
)
_LISTED = (
    f"EXISTS (SELECT 1 FROM {Reader._meta.db_table} reader "  # noqa: S608 (no value in it)
    "WHERE reader.entry_id = entry.id AND reader.seat_id = seat.id)"
)


@dataclass(frozen=True)
class Joined:
    """A further table of a question: its name there, its model, and how its rows are found."""

    name: str
    model: type[models.Model]
    on: str


@dataclass(frozen=True)
class Question:
    """What to ask of the entries that the actor sees.

    Columns are `entry.headline`, or of `seat`, or of a joined table; `where` and `order` are SQL
    over the same names, with parameters as `%(name)s`.
    """

    columns: tuple[str, ...]
    joins: tuple[Joined, ...] = ()
    where: str = ""
    order: str = ""


Row = tuple[Any, ...]


def rows(actor: Actor, question: Question, *, limit: int | None = None, **values: Any) -> list[Row]:
    """The question's columns of each entry that the actor sees."""
    sql = _select(question) + (" LIMIT %(limit)s" if limit is not None else "")
    found = _fetched(sql, params(actor) | values | {"limit": limit})
    return converted(found, _steps(question))


def count(actor: Actor, question: Question | None = None, *, cap: int = CAP, **values: Any) -> int:
    """How many entries the actor sees, counted up to the cap."""
    plain = replace(question or Question(()), columns=(), order="")
    sql = f"SELECT COUNT(*) FROM ({_select(plain)} LIMIT %(cap)s) seen"  # noqa: S608
    return int(_fetched(sql, params(actor) | values | {"cap": cap})[0][0])


@lru_cache(maxsize=256)
def _select(question: Question) -> str:
    columns = ", ".join(question.columns) or "1"
    order = f" ORDER BY {question.order}" if question.order else ""
    return f"SELECT {columns} {_from(question)}{order}"


@lru_cache(maxsize=256)
def _from(question: Question) -> str:
    """FROM and WHERE: the rule, and what is asked beside it."""
    tables = " CROSS JOIN ".join(f"{model._meta.db_table} {name}" for name, model in _TABLES)
    joins = "".join(
        f" JOIN {join.model._meta.db_table} {join.name} ON {join.on}" for join in question.joins
    )
    aliases = {name: name for name, _ in _TABLES}
    rule = as_sql(WHOLE, aliases, _LISTED)
    beside = f" AND ({question.where})" if question.where else ""
    return f"FROM {tables}{joins} WHERE {_JOINED} AND {rule}{beside}"


@lru_cache(maxsize=256)
def _steps(question: Question) -> Converters:
    """What makes of the database's values what the fields hold."""
    tables = dict(_TABLES) | {join.name: join.model for join in question.joins}
    return converters(_column(tables, column) for column in question.columns)


def _column(tables: Mapping[str, type[models.Model]], column: str) -> models.Expression:
    table, name = column.split(".")
    fields = {field.column: field for field in tables[table]._meta.concrete_fields}
    return fields[name].get_col(table)


def _fetched(sql: str, values: Mapping[str, Any]) -> list[Row]:
    with connection.cursor() as cursor:
        cursor.execute(sql, {name: adapted(value) for name, value in values.items()})
        return list(cursor.fetchall())
