"""What agreements, own tables and walls give a seat, period by period."""

from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

import pytest

from throughcare.kernel.clock import BEGINNING, FOREVER
from throughcare.sharing.categories import AGENCY_BIT, mask_of
from throughcare.sharing.masks import Emergency, Halves, Period, Reader, Terms, WallTerm, periods

OURS, THEIRS, STRANGE = UUID(int=1), UUID(int=2), UUID(int=3)
POLICE, EXIT = 1, 2
A, B, C = 1, 2, 4
OWN = Halves(team=A | B | C, need=A)


def year(number: int) -> datetime:
    return datetime(number, 1, 1, tzinfo=UTC)


READER = Reader(agency=OURS, role="mentor", purpose="exit", sectors=EXIT, own_sector=EXIT)
TERMS = Terms(
    from_at=year(2030),
    until_at=year(2032),
    wind_down_until=year(2033),
    parties=frozenset({OURS, THEIRS}),
    purposes=frozenset({"exit"}),
    grants={"mentor": Halves(team=A | B, need=B)},
    walls=[WallTerm(POLICE, C), WallTerm(EXIT, B, THEIRS), WallTerm(EXIT, A, STRANGE)],
)


def test_an_agreement_gives_a_period_in_force_and_one_of_winding_down() -> None:
    mask = mask_of(A, 0)
    assert periods(READER, THEIRS, OWN, [TERMS]) == [
        Period(year(2030), year(2032), FOREVER, mask, B),
        Period(year(2032), year(2033), year(2032), mask, B),
    ]


@pytest.mark.parametrize(
    ("reader", "owner", "terms"),
    [
        (READER, STRANGE, TERMS),
        (replace(READER, agency=STRANGE), THEIRS, TERMS),
        (replace(READER, purpose="safety"), THEIRS, TERMS),
    ],
)
def test_without_both_parties_and_the_purpose_there_is_no_period(
    reader: Reader, owner: UUID, terms: Terms
) -> None:
    assert periods(reader, owner, OWN, [terms]) == []
    assert periods(READER, THEIRS, OWN, []) == []


def test_a_role_without_a_grant_has_an_empty_mask() -> None:
    given = periods(replace(READER, role="teacher"), THEIRS, OWN, [TERMS])
    assert {period.mask for period in given} == {0}


def test_an_agreement_without_wind_down_just_ends() -> None:
    (only,) = periods(READER, THEIRS, OWN, [replace(TERMS, wind_down_until=year(2032))])
    assert (only.from_at, only.until_at) == (year(2030), year(2032))


def test_a_version_that_never_was_in_force_winds_down_only() -> None:
    (only,) = periods(READER, THEIRS, OWN, [replace(TERMS, until_at=year(2030))])
    assert (only.from_at, only.shared_before) == (year(2030), year(2030))


def test_a_version_and_its_wind_down_give_way_to_the_next() -> None:
    following = replace(TERMS, from_at=year(2031), until_at=year(2032), walls=[])
    given = periods(READER, THEIRS, OWN, [following, TERMS])
    assert [(period.from_at, period.until_at, period.walled) for period in given] == [
        (year(2030), year(2031), B),
        (year(2031), year(2032), 0),
        (year(2032), year(2033), 0),
    ]


def test_of_two_versions_that_begin_together_the_later_counts() -> None:
    second = replace(TERMS, walls=[])
    given = periods(READER, THEIRS, OWN, [TERMS, second])
    assert {period.walled for period in given} == {0}
    own = periods(replace(READER, sectors=POLICE | EXIT), OURS, OWN, [TERMS, second])
    assert {period.walled for period in own} == {0}


def test_the_own_table_holds_always_and_walls_as_long_as_a_version() -> None:
    mask = mask_of(A | B | C, A, own=True)
    both = replace(READER, sectors=POLICE | EXIT)
    assert mask & AGENCY_BIT
    assert periods(both, OURS, OWN, [TERMS]) == [
        Period(BEGINNING, year(2030), FOREVER, mask, 0),
        Period(year(2030), year(2033), FOREVER, mask, C),
        Period(year(2033), FOREVER, FOREVER, mask, 0),
    ]
    assert {period.walled for period in periods(READER, OURS, OWN, [TERMS])} == {0}


def test_the_own_table_holds_without_any_agreement() -> None:
    assert periods(READER, OURS, OWN, []) == [
        Period(BEGINNING, FOREVER, FOREVER, mask_of(A | B | C, A, own=True), 0)
    ]


def test_an_agreement_for_all_time_leaves_no_gap_and_no_empty_period() -> None:
    forever = replace(TERMS, from_at=BEGINNING, until_at=FOREVER, wind_down_until=FOREVER)
    assert len(periods(READER, OURS, OWN, [forever])) == 1
    assert len(periods(READER, THEIRS, OWN, [forever])) == 1


def test_what_an_agency_may_not_hold_is_cleared_nowhere_and_walled_everywhere() -> None:
    barred = replace(READER, barred=A)
    for owner in (OURS, THEIRS):
        for period in periods(barred, owner, OWN, [TERMS]):
            assert not period.mask & mask_of(A, A)
            assert period.walled & A


NIGHT = replace(TERMS, emergencies={EXIT: Halves(team=A | C, need=C), POLICE: Halves(B, B)})
OPENED = mask_of(A | C, C)  # never B: a wall stands before it


def in_emergency(until: int, *, is_alone: bool = False, **more: str) -> Reader:
    return replace(READER, emergency=Emergency(year(until), is_alone), **more)  # type: ignore[arg-type]


def test_an_emergency_opens_the_sectors_row_until_its_end() -> None:
    assert periods(in_emergency(2031), THEIRS, OWN, [NIGHT]) == [
        Period(year(2030), year(2031), FOREVER, OPENED, B),
        Period(year(2031), year(2032), FOREVER, mask_of(A, 0), B),
        Period(year(2032), year(2033), year(2032), mask_of(A, 0), B),
    ]


def test_an_emergency_adds_to_what_the_role_is_cleared_for() -> None:
    terms = replace(NIGHT, walls=[], grants={"mentor": Halves(team=B, need=B)})
    first, *_ = periods(in_emergency(2031), THEIRS, OWN, [terms])
    assert first.mask == mask_of(A | B | C, B | C)


def test_what_one_may_not_hold_no_emergency_opens() -> None:
    reader = replace(in_emergency(2031), barred=C)
    first, *_ = periods(reader, THEIRS, OWN, [NIGHT])
    assert (first.mask, first.walled) == (mask_of(A, 0), B | C)


@pytest.mark.parametrize(
    "reader", [in_emergency(2031, purpose="safety"), in_emergency(2031, is_alone=True)]
)
def test_an_emergency_alone_ends_with_nothing_and_opens_no_list(reader: Reader) -> None:
    assert periods(reader, THEIRS, OWN, [NIGHT]) == [
        Period(year(2030), year(2031), FOREVER, OPENED, B, lists=False)
    ]


def test_nothing_is_opened_in_a_wind_down_or_before_the_beginning() -> None:
    opened, winding = periods(in_emergency(2040), THEIRS, OWN, [NIGHT])
    assert (opened.until_at, opened.mask, opened.lists) == (year(2032), OPENED, True)
    assert (winding.from_at, winding.mask) == (year(2032), mask_of(A, 0))
    assert periods(in_emergency(2029), THEIRS, OWN, [NIGHT]) == periods(
        READER, THEIRS, OWN, [NIGHT]
    )


def test_of_own_entries_an_emergency_alone_opens_what_is_not_agency() -> None:
    beside = periods(in_emergency(2031), OURS, OWN, [NIGHT])
    assert beside == periods(READER, OURS, OWN, [NIGHT])
    alone = periods(in_emergency(2031, is_alone=True), OURS, OWN, [NIGHT])
    assert [replace(one, mask=one.mask | AGENCY_BIT, lists=True) for one in alone] == beside
    assert {(one.mask, one.lists) for one in alone} == {(mask_of(A | B | C, A), False)}


def test_a_sector_without_a_row_sees_nothing_more() -> None:
    terms = replace(NIGHT, emergencies={POLICE: Halves(A, A)})
    given = periods(in_emergency(2031, is_alone=True), THEIRS, OWN, [terms])
    assert [one.mask for one in given] == [0]
