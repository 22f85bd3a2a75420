"""What agreements, own tables and walls give a seat, as pure functions.

`periods(...)` is the whole of it: for a reading agency, role, purpose and set of sectors, and an
owner agency, it says which mask and which walls hold in which period. Clearances are its rows.
"""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import zip_longest

from throughcare.kernel.clock import BEGINNING, FOREVER
from throughcare.sharing.categories import mask_of


@dataclass(frozen=True)
class Halves:
    """Categories cleared at TEAM and at NEED TO KNOW, as bits."""

    team: int = 0
    need: int = 0


@dataclass(frozen=True)
class WallTerm:
    """These categories never reach these sectors (bits), of one owner or of any (None)."""

    sectors: int
    categories: int
    owner: uuid.UUID | None = None


@dataclass(frozen=True)
class Terms:
    """What one version of an agreement says, accepted by every party."""

    from_at: datetime
    until_at: datetime
    wind_down_until: datetime
    parties: frozenset[uuid.UUID]
    purposes: frozenset[str]
    grants: Mapping[str, Halves] = field(default_factory=dict)
    walls: Sequence[WallTerm] = ()
    emergencies: Mapping[int, Halves] = field(default_factory=dict)  # by the sector's bit


@dataclass(frozen=True)
class Emergency:
    """Emergency access: until when, and whether the seat is held by it alone."""

    until_at: datetime
    is_alone: bool


@dataclass(frozen=True)
class Reader:
    """Who reads: agency, role and purpose of the seat; sectors of all the human's posts.

    `own_sector` is the agency's own: no wall stands between an agency and its own entries on
    account of it, but one that binds another post of the human does. `barred` are categories
    that the agency may not hold at all (no Article 10 basis): like a wall, also for NAMED.
    """

    agency: uuid.UUID
    role: str
    purpose: str
    sectors: int
    own_sector: int
    barred: int = 0
    emergency: Emergency | None = None

    @property
    def is_alone(self) -> bool:
        """Whether nothing but emergency access gives the seat."""
        return self.emergency is not None and self.emergency.is_alone


@dataclass(frozen=True)
class Period:
    """The mask and walls that hold over [from, until) for entries shared before a moment.

    `lists` says whether being on a NAMED entry's list opens it: an emergency alone never does.
    """

    from_at: datetime
    until_at: datetime
    shared_before: datetime
    mask: int
    walled: int
    lists: bool = True


def walled(walls: Iterable[WallTerm], sectors: int, owner: uuid.UUID) -> int:
    """The categories of an owner's entries that walls keep from a human of these sectors."""
    bits = 0
    for wall in walls:
        if wall.sectors & sectors and wall.owner in (None, owner):
            bits |= wall.categories
    return bits


def periods(
    reader: Reader, owner: uuid.UUID, own: Halves, versions: Iterable[Terms]
) -> list[Period]:
    """All periods in which the reader has a mask for the owner's entries, in order of time.

    `own` is the row of the reader's agency's own table; it counts when the owner is that agency.
    `versions` are the accepted versions of the case's agreement, in the order of their numbers.
    """
    ordered = list(_in_turn(versions))
    if owner == reader.agency:
        return list(_own_periods(reader, own, ordered))
    return [
        period
        for terms in ordered
        if {reader.agency, owner} <= terms.parties
        for period in _shared_periods(reader, owner, terms)
    ]


def _in_turn(versions: Iterable[Terms]) -> Iterable[Terms]:
    """The versions in order of time; each, with its wind-down, gives way to the next."""
    ordered = sorted(versions, key=lambda terms: terms.from_at)
    for terms, following in zip_longest(ordered, ordered[1:]):
        last = following.from_at if following else FOREVER
        yield replace(
            terms,
            until_at=min(terms.until_at, last),
            wind_down_until=min(terms.wind_down_until, last),
        )


def _own_periods(reader: Reader, own: Halves, versions: Sequence[Terms]) -> Iterable[Period]:
    """The own table holds always; walls only while a version (or its wind-down) does."""
    whole = not reader.is_alone  # an emergency opens nothing that is AGENCY
    mask = mask_of(own.team & ~reader.barred, own.need & ~reader.barred, own=whole)
    others = reader.sectors & ~reader.own_sector
    reached = BEGINNING
    for terms in versions:
        if reached < terms.from_at:
            yield Period(reached, terms.from_at, FOREVER, mask, reader.barred, whole)
        bits = walled(terms.walls, others, reader.agency) | reader.barred
        if terms.from_at < terms.wind_down_until:
            yield Period(terms.from_at, terms.wind_down_until, FOREVER, mask, bits, whole)
        reached = terms.wind_down_until
    if reached < FOREVER:
        yield Period(reached, FOREVER, FOREVER, mask, reader.barred, whole)


def _shared_periods(reader: Reader, owner: uuid.UUID, terms: Terms) -> Iterable[Period]:
    """What the role is cleared for; first, while an emergency lasts, with the sector's row for it.

    Nothing is opened in a wind-down, not even in an emergency.
    """
    bits = walled(terms.walls, reader.sectors, owner) | reader.barred
    until, opened = terms.from_at, Halves()
    if reader.emergency:
        until = min(max(reader.emergency.until_at, terms.from_at), terms.until_at)
        opened = terms.emergencies.get(reader.own_sector, Halves())
    is_covered = reader.purpose in terms.purposes and not reader.is_alone
    row = terms.grants.get(reader.role, Halves()) if is_covered else Halves()
    if terms.from_at < until:
        mask = mask_of((row.team | opened.team) & ~bits, (row.need | opened.need) & ~bits)
        yield Period(terms.from_at, until, FOREVER, mask, bits, is_covered)
    if not is_covered:
        return
    mask = mask_of(row.team & ~bits, row.need & ~bits)
    if until < terms.until_at:
        yield Period(until, terms.until_at, FOREVER, mask, bits)
    if terms.until_at < terms.wind_down_until:
        yield Period(terms.until_at, terms.wind_down_until, terms.until_at, mask, bits)
