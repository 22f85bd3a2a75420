"""The small language in which the rule is declared, and its four outlets.

A rule is a tuple of named steps over columns and parameters. It can be asked of the database
through the ORM (`as_q`), as SQL text (`as_sql`) or by the database itself, row by row
(`as_policy`), and of facts at hand (`holds`). All walk the same declaration; there is no other
place where the rule is written.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import BigIntegerField, Exists, F, Lookup, Q

from throughcare.sharing.categories import NEVER_BITS

Facts = Mapping[str, Any]


@dataclass(frozen=True)
class Column:
    """A stored value: `entry.bits`."""

    name: str


@dataclass(frozen=True)
class Param:
    """A value that the actor brings, such as `now`, and PostgreSQL's name of its type."""

    name: str
    type: str = "text"


@dataclass(frozen=True)
class Constant:
    """A fixed whole number."""

    value: int


Operand = Column | Param | Constant


@dataclass(frozen=True)
class Compare:
    """left (operator) right, with an operator of `_OPERATORS`."""

    left: Column
    operator: str
    right: Operand


@dataclass(frozen=True)
class Listed:
    """The seat is on the entry's list of named readers."""


@dataclass(frozen=True)
class All:
    """Every one of the terms holds."""

    terms: tuple["Term", ...]


@dataclass(frozen=True)
class Either:
    """At least one of the terms holds."""

    terms: tuple["Term", ...]


Term = Compare | Listed | All | Either


@dataclass(frozen=True)
class Step:
    """A named part of the rule, with what it means in words when it holds and when not."""

    name: str
    term: Term
    yes: Any
    no: Any


@dataclass(frozen=True)
class _Operator:
    lookup: str
    sql: str
    python: Callable[[Any, Any], bool]


# "No bit" is written "less than one": bits are never negative, and PostgreSQL, which has no figures
# about them, then expects a third of the rows and not one in two hundred, and plans accordingly.
_OPERATORS = {
    "=": _Operator("exact", "{0} = {1}", lambda a, b: bool(a == b)),
    "<=": _Operator("lte", "{0} <= {1}", lambda a, b: bool(a <= b)),
    "<": _Operator("lt", "{0} < {1}", lambda a, b: bool(a < b)),
    ">": _Operator("gt", "{0} > {1}", lambda a, b: bool(a > b)),
    ">=": _Operator("gte", "{0} >= {1}", lambda a, b: bool(a >= b)),
    "within": _Operator("within", "({0} & ~{1}) < 1", lambda a, b: a & ~b & NEVER_BITS == 0),
    "apart": _Operator("apart", "({0} & {1}) < 1", lambda a, b: a & b == 0),
}


@BigIntegerField.register_lookup
class Within(Lookup):
    """Every bit of the left side is set in the right side."""

    lookup_name = "within"
    template = _OPERATORS["within"].sql

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        """The operator's SQL, the same as in the text outlet."""
        left, left_params = self.process_lhs(compiler, connection)
        right, right_params = self.process_rhs(compiler, connection)
        return self.template.format(left, right), (*left_params, *right_params)


@BigIntegerField.register_lookup
class Apart(Within):
    """No bit is set on both sides."""

    lookup_name = "apart"
    template = _OPERATORS["apart"].sql


def holds(term: Term, facts: Facts, params: Facts) -> bool:
    """Whether the term holds for facts at hand. `facts["listed"]` says if the seat is listed."""
    match term:
        case Compare(left, operator, right):
            return _OPERATORS[operator].python(facts[left.name], _value(right, facts, params))
        case Listed():
            return bool(facts["listed"])
        case All(terms):
            return all(holds(each, facts, params) for each in terms)
        case _:
            return any(holds(each, facts, params) for each in term.terms)


def as_q(term: Term, paths: Mapping[str, str], params: Facts, listed: Q | Exists) -> Q:
    """The term as a filter; `paths` maps a column's table to the lookup path that reaches it."""
    match term:
        case Compare(left, operator, right):
            lookup = f"{_path(left, paths)}__{_OPERATORS[operator].lookup}"
            match right:
                case Column():
                    return Q(**{lookup: F(_path(right, paths))})
                case _:
                    return Q(**{lookup: _value(right, {}, params)})
        case Listed():
            return Q(listed)
        case All(terms):
            every = Q()
            for each in terms:
                every &= as_q(each, paths, params, listed)
            return every
        case _:
            some = Q()
            for each in term.terms:
                some |= as_q(each, paths, params, listed)
            return some


def as_sql(term: Term, aliases: Mapping[str, str], listed: str) -> str:
    """The term as SQL text with named parameters; `aliases` maps a table to its SQL alias."""
    return _text(term, aliases, listed, lambda param: f"%({param.name})s")


def as_policy(term: Term, aliases: Mapping[str, str], listed: str) -> str:
    """The term as PostgreSQL's SQL for row-level security: the actor comes from settings."""
    return _text(term, aliases, listed, setting)


def setting(param: Param) -> str:
    """What the acting one has told the database (kernel.behalf); asked once for a statement."""
    return f"(SELECT nullif(current_setting('throughcare.{param.name}', true), '')::{param.type})"


def _text(
    term: Term, aliases: Mapping[str, str], listed: str, given: Callable[[Param], str]
) -> str:
    match term:
        case Compare(left, operator, right):
            sides = (_sql(side, aliases, given) for side in (left, right))
            return _OPERATORS[operator].sql.format(*sides)
        case Listed():
            return listed
        case All(terms):
            return f"({' AND '.join(_text(each, aliases, listed, given) for each in terms)})"
        case _:
            some = (_text(each, aliases, listed, given) for each in term.terms)
            return f"({' OR '.join(some)})"


def _value(operand: Operand, facts: Facts, params: Facts) -> Any:
    match operand:
        case Column(name):
            return facts[name]
        case Param(name):
            return params[name]
        case _:
            return operand.value


def _path(column: Column, paths: Mapping[str, str]) -> str:
    table, name = column.name.split(".")
    return paths[table] + name


def _sql(operand: Operand, aliases: Mapping[str, str], given: Callable[[Param], str]) -> str:
    match operand:
        case Column(name):
            table, column = name.split(".")
            return f"{aliases[table]}.{column}"
        case Param():
            return given(operand)
        case _:
            return str(operand.value)


# For terms that ask for no list: nothing is listed.
NOBODY = Q(pk__in=[])
