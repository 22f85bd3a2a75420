"""The rule's language: what it says of facts at hand, as text, and what it cannot say."""

from typing import Any

import pytest
from django.db import connection
from django.db.models import Q
from hypothesis import given
from hypothesis import strategies as st

from throughcare.sharing.categories import NEVER_BITS
from throughcare.sharing.rule import RULE, SEATED, WHOLE
from throughcare.sharing.terms import (
    _OPERATORS,
    NOBODY,
    All,
    Column,
    Compare,
    Constant,
    Either,
    Listed,
    Param,
    as_q,
    as_sql,
    holds,
)

ALIASES = {"a": "a", "b": "b"}
NUMBERS = st.integers(min_value=0, max_value=NEVER_BITS)


@pytest.mark.django_db
@pytest.mark.parametrize("operator", _OPERATORS)
@given(left=NUMBERS, right=NUMBERS)
def test_an_operator_says_the_same_in_both_languages(operator: str, left: int, right: int) -> None:
    term = Compare(Column("a.x"), operator, Param("y"))
    sql = f"SELECT {as_sql(term, ALIASES, '')} FROM (SELECT %(x)s AS x) a"
    if connection.vendor == "postgresql":
        sql = sql.replace("%(x)s", "%(x)s::bigint").replace("%(y)s", "%(y)s::bigint")
    with connection.cursor() as cursor:
        cursor.execute(sql, {"x": left, "y": right})
        said = bool(cursor.fetchone()[0])
    assert said is holds(term, {"a.x": left}, {"y": right})


TRUE = Compare(Column("a.x"), "=", Constant(1))
FALSE = Compare(Column("a.x"), "=", Column("b.y"))
FACTS: dict[str, Any] = {"a.x": 1, "b.y": 2, "listed": False}


@pytest.mark.parametrize(
    ("term", "expected", "text"),
    [
        (TRUE, True, "a.x = 1"),
        (FALSE, False, "a.x = b.y"),
        (All((TRUE, FALSE)), False, "(a.x = 1 AND a.x = b.y)"),
        (All((TRUE, TRUE)), True, "(a.x = 1 AND a.x = 1)"),
        (Either((TRUE, FALSE)), True, "(a.x = 1 OR a.x = b.y)"),
        (Either((FALSE, Listed())), False, "(a.x = b.y OR LISTED)"),
        (Compare(Column("a.x"), "<", Param("z")), True, "a.x < %(z)s"),
    ],
)
def test_a_term_is_asked_of_facts_and_written_as_text(term: Any, expected: bool, text: str) -> None:
    assert holds(term, FACTS, {"z": 5}) is expected
    assert as_sql(term, ALIASES, "LISTED") == text


def test_being_listed_is_a_fact() -> None:
    assert holds(Listed(), {"listed": True}, {})


def test_a_term_is_a_filter() -> None:
    paths = {"a": "", "b": "other__"}
    assert as_q(TRUE, paths, {}, NOBODY) == Q(x__exact=1)
    assert as_q(Either((TRUE, Listed())), paths, {}, NOBODY) == Q(x__exact=1) | Q(NOBODY)
    same = Compare(Column("a.x"), "<=", Param("z"))
    assert as_q(All((TRUE, same)), paths, {"z": 3}, NOBODY) == Q(x__exact=1) & Q(x__lte=3)


def test_the_rule_begins_with_the_seat_and_asks_every_step() -> None:
    assert [step.name for step in RULE] == ["seat", "looks_back", "agreement", "wall", "handling"]
    assert WHOLE.terms == tuple(step.term for step in RULE)
    assert WHOLE.terms[0] is SEATED
    for step in RULE:
        assert str(step.yes).endswith(".")
        assert str(step.no).endswith(".")
