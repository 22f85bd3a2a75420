"""What a kept query makes of the rows that the database gives: what Django would make of them."""

from collections.abc import Callable
from typing import Any

from django.db import DEFAULT_DB_ALIAS
from django.db.models import QuerySet
from django.db.models.query import (
    FlatValuesListIterable,
    ModelIterable,
    ValuesListIterable,
    get_related_populators,
)
from django.db.models.sql.compiler import SQLCompiler

from throughcare.kernel.columns import converted, converters

Rows = list[tuple[Any, ...]]


def maker(asked: "QuerySet[Any, Any]", compiler: SQLCompiler) -> Callable[[Rows], list[Any]]:
    """Makes records, tuples or values: what the query was asked for."""
    steps = converters(column for column, _sql, _name in compiler.select)
    make = _maker(asked, compiler)
    return lambda rows: [make(row) for row in converted(rows, steps)]


def _maker(asked: Any, compiler: Any) -> Callable[[tuple[Any, ...]], Any]:
    if compiler.has_extra_select or asked._prefetch_related_lookups:
        raise TypeError("Queries that sort by what they do not give, or prefetch, are not kept.")
    if asked._iterable_class is FlatValuesListIterable:
        return lambda row: row[0]
    if asked._iterable_class is ValuesListIterable:
        return tuple
    if asked._iterable_class is ModelIterable and not compiler.annotation_col_map:
        return _record(compiler)
    raise TypeError("Records, tuples and values are made of what was kept; nothing else.")


def _record(compiler: Any) -> Callable[[tuple[Any, ...]], Any]:
    """The record, with those that are read beside it."""
    chosen = compiler.klass_info["select_fields"]
    first, last = chosen[0], chosen[-1] + 1
    model = compiler.klass_info["model"]
    names = [column.target.attname for column, *_ in compiler.select[first:last]]
    populators: Any = get_related_populators
    related = populators(compiler.klass_info, compiler.select, DEFAULT_DB_ALIAS)

    def made(row: tuple[Any, ...]) -> Any:
        record = model.from_db(DEFAULT_DB_ALIAS, names, row[first:last])
        for each in related:
            each.populate(row, record)
        return record

    return made
