"""Categories and handlings as bits: what an entry demands, what a mask holds, what is wider."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from throughcare.sharing.categories import (
    AGENCY_BIT,
    ALL,
    NEED_SHIFT,
    NEVER_BITS,
    Category,
    Handling,
    Statement,
    bits_of,
    categories_in,
    entry_bits,
    mask_of,
    need_half,
    team_half,
    widens,
)

CATEGORIES = st.integers(min_value=1, max_value=ALL)
SETS = st.integers(min_value=0, max_value=ALL)
HANDLINGS = st.sampled_from(list(Handling))
SHARED = st.sampled_from([Handling.TEAM, Handling.NEED_TO_KNOW, Handling.AGENCY])


@st.composite
def masks(draw: st.DrawFn) -> int:
    """A mask: whoever is cleared at NEED TO KNOW is cleared at TEAM."""
    team = draw(SETS)
    return mask_of(team, draw(SETS) & team, own=draw(st.booleans()))


def admits(mask: int, categories: int, handling: int) -> bool:
    return entry_bits(categories, handling) & ~mask == 0


def test_every_word_is_said_and_no_bit_is_used_twice() -> None:
    assert bits_of(Category) == ALL
    assert len(Category) <= 31
    for category in Category:
        assert str(category.label)
        assert Category[category.code.upper()] is category
    assert [handling.tlp for handling in Handling] == ["GREEN", "AMBER", "AMBER+STRICT", "RED"]
    assert Handling.NEED_TO_KNOW.code == "need_to_know"
    assert str(Statement.OWN.label) == "The person's own account"


@given(CATEGORIES)
def test_a_set_of_categories_is_its_bits(categories: int) -> None:
    assert bits_of(categories_in(categories)) == categories


@given(SETS, SETS, st.booleans())
def test_a_mask_is_its_halves(team: int, need: int, own: bool) -> None:
    mask = mask_of(team, need, own=own)
    assert (team_half(mask), need_half(mask)) == (team, need)
    assert bool(mask & AGENCY_BIT) is own
    assert 0 <= mask < NEVER_BITS


@given(CATEGORIES, HANDLINGS, masks())
def test_an_entry_demands_what_its_handling_says(categories: int, handling: int, mask: int) -> None:
    team, need, own = team_half(mask), need_half(mask), bool(mask & AGENCY_BIT)
    expected = {
        Handling.TEAM: categories & ~team == 0,
        Handling.NEED_TO_KNOW: categories & ~need == 0,
        Handling.AGENCY: own and categories & ~need == 0,
        Handling.NAMED: False,
    }
    assert admits(mask, categories, handling) is expected[Handling(handling)]


@given(CATEGORIES, HANDLINGS)
def test_bits_fit_both_databases(categories: int, handling: int) -> None:
    assert 0 < entry_bits(categories, handling) <= 2**63 - 1
    assert categories * NEED_SHIFT + AGENCY_BIT < 2**63


@given(CATEGORIES, SHARED, CATEGORIES, SHARED, masks())
def test_what_is_not_wider_lets_nobody_new_through(
    before: int, first: int, after: int, second: int, mask: int
) -> None:
    if not widens((before, first), (after, second)):
        assert admits(mask, before, first) or not admits(mask, after, second)


@given(CATEGORIES, SHARED, CATEGORIES, SHARED)
def test_what_is_wider_lets_somebody_new_through(
    before: int, first: int, after: int, second: int
) -> None:
    if widens((before, first), (after, second)):
        need = after if second != Handling.TEAM else 0
        least = mask_of(after, need, own=second == Handling.AGENCY)
        assert admits(least, after, second)
        assert not admits(least, before, first)


@pytest.mark.parametrize("handling", Handling)
def test_leaving_a_list_widens_and_coming_to_one_does_not(handling: Handling) -> None:
    assert widens((1, Handling.NAMED), (1, handling)) is (handling != Handling.NAMED)
    assert not widens((1, handling), (1, Handling.NAMED))
