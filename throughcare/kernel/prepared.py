"""Queries that are built and compiled once, and asked again with other values.

To build a query of Django's and to compile it takes ten times as long as to answer it. So a
function that makes a query of its arguments alone is run once, with stand-ins for them; the SQL
that Django makes of it is kept, and asked with what each call brings. It stays Django's SQL, to
the letter: what a policy declares is declared once.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from functools import cache, lru_cache, update_wrapper
from itertools import count
from typing import Any, ClassVar, Generic, ParamSpec, TypeVar
from uuid import UUID

from django.core.exceptions import EmptyResultSet, ObjectDoesNotExist
from django.db import connection
from django.db.models import QuerySet, Value

from throughcare.kernel import columns, records

SHAPES = 32  # of one query: with or without a filter, of somebody with or without a post

P = ParamSpec("P")
R = TypeVar("R")


def prepared(ask: Callable[P, "QuerySet[Any, R]"]) -> "Prepared[P, R]":
    """Calls give the rows of the query that the function makes, as a list.

    The function decides by nothing but whether an argument is None, true, false or empty. All
    else it may hand to the query, and not compare, change or look into: that fails at once.
    """
    return Prepared(ask)


class Prepared(Generic[P, R]):
    """A query that is compiled when it is asked for the first time."""

    every: ClassVar[list["Prepared[Any, Any]"]] = []

    def __init__(self, ask: Callable[P, "QuerySet[Any, R]"]) -> None:
        self.ask = ask
        self._kept = lru_cache(maxsize=SHAPES)(self._compiled)
        update_wrapper(self, ask)
        self.every.append(self)

    def forget(self) -> None:
        """Compile anew: what the function asks is another thing now, as in a proof with leaks."""
        self._kept.cache_clear()

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> list[R]:
        """The rows, each as the query gives it: a record, a tuple, a value."""
        statement, given = self._found(args, kwargs)
        if statement is None:
            return []
        with connection.cursor() as cursor:
            cursor.execute(*statement.told(given))
            return statement.made(cursor.fetchall())

    def first(self, *args: P.args, **kwargs: P.kwargs) -> R | None:
        """The first row, if there is one."""
        return next(iter(self(*args, **kwargs)), None)

    def one(self, *args: P.args, **kwargs: P.kwargs) -> R:
        """The one row; raises where there is none: what does not show is not there."""
        for row in self(*args, **kwargs):
            return row
        raise ObjectDoesNotExist(self.ask.__name__)

    def told(self, *args: P.args, **kwargs: P.kwargs) -> tuple[str, list[Any]] | None:
        """The SQL with its values; None where nothing could be found anyway."""
        statement, given = self._found(args, kwargs)
        return statement.told(given) if statement else None

    def _found(
        self, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> tuple["_Statement[R] | None", list[Any]]:
        given: list[Any] = []
        shapes = tuple(_shape(each, given) for each in (*args, *kwargs.values()))
        return self._kept(shapes, tuple(kwargs)), given

    def _compiled(self, shapes: tuple[Any, ...], names: tuple[str, ...]) -> "_Statement[R] | None":
        places = count()
        stand_ins = [_stand_in(shape, places) for shape in shapes]
        first = len(stand_ins) - len(names)
        asked: Any = self.ask
        queryset = asked(*stand_ins[:first], **dict(zip(names, stand_ins[first:], strict=True)))
        compiler = queryset.query.get_compiler(connection=connection)
        try:
            sql, values = compiler.as_sql()
        except EmptyResultSet:
            return None
        return _Statement(tuple(sql.split("%s")), tuple(values), records.maker(queryset, compiler))


@dataclass(frozen=True)
class _Statement(Generic[R]):
    """SQL in pieces, with a value between each two: a fixed one, or one that is given."""

    pieces: tuple[str, ...]
    values: tuple[Any, ...]
    made: Callable[[list[tuple[Any, ...]]], list[R]]

    def told(self, given: list[Any]) -> tuple[str, list[Any]]:
        """The SQL and its values."""
        sql, params = [self.pieces[0]], []
        for value, piece in zip(self.values, self.pieces[1:], strict=True):
            told = value.told(given) if isinstance(value, _Given) else [value]
            sql += (", ".join(["%s"] * len(told)), piece)
            params += told
        return "".join(sql), params


class _StandIn:
    """Stands for a value that each call brings, where the query is made: only handed on."""

    def __init__(self, place: int) -> None:
        self.place = place

    def resolve_expression(self, *args: Any, **kwargs: Any) -> Value:
        """What the query takes instead."""
        return _Given(self.place)

    def __bool__(self) -> bool:
        raise TypeError("What a query is given is not looked into where the query is made.")

    def __eq__(self, other: object) -> bool:
        return bool(self)

    __hash__ = object.__hash__


class _StandInForMany(_StandIn):
    """Stands for values that each call brings, as many as there are: at least one."""

    def resolve_expression(self, *args: Any, **kwargs: Any) -> Value:
        """What the query takes instead."""
        return _GivenMany(self.place)

    def __bool__(self) -> bool:
        return True


class _Given(Value):
    """A place in the SQL for a value of each call."""

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        """The place."""
        return "%s", (self,)

    def told(self, given: list[Any]) -> list[Any]:
        """The value of this call."""
        return [columns.adapted(given[self.value])]


class _GivenMany(_Given):
    """A place for the values of a list."""

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        """The place."""
        return "(%s)", (self,)

    def told(self, given: list[Any]) -> list[Any]:
        """The values of this call, each once."""
        return [columns.adapted(each) for each in dict.fromkeys(given[self.value])]


_ONE, _MANY = "one", "many"


def _shape(value: Any, given: list[Any]) -> Any:
    """What of an argument the SQL depends on; what it brings is put into `given`."""
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, UUID | date | str | int):
        given.append(value)
        return _ONE
    if isinstance(value, list | tuple | set | frozenset):
        given += [value] if value else []
        return _MANY if value else ()
    if is_dataclass(value) and not isinstance(value, type):
        kind = type(value)
        return kind, tuple(_shape(getattr(value, name), given) for name in _names(kind))
    raise TypeError(f"A query is not prepared for a {type(value).__name__}: hand over its key.")


def _stand_in(shape: Any, places: Iterator[int]) -> Any:
    if shape == _ONE:
        return _StandIn(next(places))
    if shape == _MANY:
        return _StandInForMany(next(places))
    if isinstance(shape, tuple) and shape:
        kind, parts = shape
        made = (_stand_in(part, places) for part in parts)
        return kind(**dict(zip(_names(kind), made, strict=True)))
    return shape


@cache
def _names(kind: Any) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))
