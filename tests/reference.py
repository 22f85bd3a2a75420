"""The rule of docs/decisions/0002-the-rule.md again, in plain Python, written from its words.

Slow and simple on purpose, and independent: sets instead of bits, loops instead of joins, nothing
compiled, nothing taken from the program but the names of categories, handlings, sectors, roles
and purposes. The tests compare its answers with the program's.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from throughcare.agencies.sectors import Sector
from throughcare.sharing.categories import Category, Handling

Categories = frozenset[Category]
NONE: Categories = frozenset()

OBSTACLES = frozenset(
    {
        "the post is not in force",
        "no seat on this case",
        "the seat is not in force",
        "older than the seat reaches back",
        "no agreement is in force",
        "reader and owner are not both parties",
        "the seat's purpose is none of the agreement's",
        "shared after the agreement's end",
        "a wall",
        "no basis of Article 10",
        "AGENCY is for the owner",
        "not cleared for every category",
        "not on the list",
    }
)


@dataclass(frozen=True)
class Row:
    """What a role is cleared for: at TEAM, and at NEED TO KNOW."""

    team: Categories = NONE
    need: Categories = NONE


@dataclass(eq=False)
class Agency:
    """A unit with one sector; under the GDPR with or without a basis of Article 10."""

    id: UUID
    sector: Sector
    is_gdpr: bool
    has_article_10_basis: bool
    own_table: dict[str, Row] = field(default_factory=dict)


@dataclass(eq=False)
class Human:
    """Somebody who may hold several posts."""

    id: UUID


@dataclass(eq=False)
class Post:
    """A human's job in an agency over [from, until)."""

    id: UUID
    human: Human
    agency: Agency
    role: str
    from_at: datetime
    until_at: datetime


@dataclass(frozen=True)
class Wall:
    """A never: a sector x categories (None: all) x an owner agency (None: any)."""

    sector: Sector
    categories: Categories | None
    owner: Agency | None

    def stops(self, sectors: set[Sector], entry: "Entry") -> bool:
        if self.sector not in sectors or self.owner not in (None, entry.owner):
            return False
        return self.categories is None or bool(self.categories & entry.categories)


@dataclass(eq=False)
class Version:
    """One version of an agreement, accepted by all its parties or not."""

    id: UUID
    number: int
    is_accepted: bool
    from_at: datetime
    until_at: datetime
    wind_down_until: datetime
    parties: frozenset[Agency]
    purposes: frozenset[str]
    grants: dict[str, Row] = field(default_factory=dict)
    walls: tuple[Wall, ...] = ()
    emergencies: dict[Sector, Row] = field(default_factory=dict)

    def is_winding_down(self, moment: datetime) -> bool:
        return moment >= self.until_at


@dataclass(eq=False)
class Agreement:
    """What cases are shared under."""

    id: UUID
    versions: list[Version] = field(default_factory=list)

    def at(self, moment: datetime) -> Version | None:
        """The version that counts at the moment, in force or in its wind-down.

        A later version takes the place of an earlier one, and of its wind-down, when it begins.
        """
        begun = [each for each in self.versions if each.is_accepted and each.from_at <= moment]
        if not begun:
            return None
        latest = max(begun, key=lambda each: (each.from_at, each.number))
        return latest if moment < max(latest.until_at, latest.wind_down_until) else None


@dataclass(eq=False)
class Case:
    """The work with one person, under an agreement or none."""

    id: UUID
    agreement: Agreement | None


@dataclass(eq=False)
class Seat:
    """A post's place in a case over [from, until), which reaches back to a moment.

    In an emergency it sees more until a moment; `has_emergency_alone` when nothing else gives it.
    """

    id: UUID
    case: Case
    post: Post
    role: str
    purpose: str
    from_at: datetime
    until_at: datetime
    sees_from: datetime
    emergency_until: datetime | None = None
    has_emergency_alone: bool = False

    def is_in_emergency(self, version: Version | None, moment: datetime) -> bool:
        """Whether emergency access lasts; nothing is opened in a wind-down."""
        if self.emergency_until is None or version is None or version.is_winding_down(moment):
            return False
        return moment < self.emergency_until


@dataclass(eq=False)
class Entry:
    """Something known or done on a case."""

    id: UUID
    case: Case
    owner: Agency
    author: Post
    categories: Categories
    handling: Handling
    occurred_at: datetime
    shared_at: datetime
    named: frozenset[Seat] = frozenset()


@dataclass
class World:
    """Everything the rule knows of."""

    agencies: list[Agency] = field(default_factory=list)
    humans: list[Human] = field(default_factory=list)
    posts: list[Post] = field(default_factory=list)
    agreements: list[Agreement] = field(default_factory=list)
    cases: list[Case] = field(default_factory=list)
    seats: list[Seat] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)

    def visible(self, post: Post, moment: datetime) -> list[Entry]:
        """The entries that somebody acting in a post sees at a moment."""
        return [entry for entry in self.entries if not self.stopped(post, moment, entry)]

    def stopped(self, post: Post, moment: datetime, entry: Entry) -> str:
        """What stands between a post and an entry; nothing when the entry is seen."""
        return next(self.obstacles(post, moment, entry), "")

    def obstacles(self, post: Post, moment: datetime, entry: Entry) -> Iterator[str]:
        """All that stands between a post and an entry."""
        if not _within(post, moment):
            yield "the post is not in force"
        seats = [seat for seat in self.seats if seat.post is post and seat.case is entry.case]
        for seat in seats:
            if not _within(seat, moment):
                yield "the seat is not in force"
            yield from self._obstacles(seat, moment, entry)
        if not seats:
            yield "no seat on this case"

    def _obstacles(self, seat: Seat, moment: datetime, entry: Entry) -> Iterator[str]:
        if entry.occurred_at < seat.sees_from:
            yield "older than the seat reaches back"
        agreement = entry.case.agreement
        version = agreement.at(moment) if agreement else None
        is_own = entry.owner is seat.post.agency
        if not is_own:
            yield from _not_shared(seat, moment, entry, version)
        sectors = self.sectors(seat.post.human, moment)
        if is_own:
            sectors.discard(seat.post.agency.sector)
        if version and any(wall.stops(sectors, entry) for wall in version.walls):
            yield "a wall"
        if entry.categories & _barred(seat.post.agency):
            yield "no basis of Article 10"
        yield from _not_cleared(seat, entry, is_own, version, moment)

    def sectors(self, human: Human, moment: datetime) -> set[Sector]:
        """The sectors of all posts that the human holds at the moment."""
        held = [post for post in self.posts if post.human is human and _within(post, moment)]
        return {post.agency.sector for post in held}


def _not_shared(
    seat: Seat, moment: datetime, entry: Entry, version: Version | None
) -> Iterator[str]:
    """Another agency's entry needs an agreement between the two, for this purpose."""
    if version is None:
        yield "no agreement is in force"
    elif not {seat.post.agency, entry.owner} <= version.parties:
        yield "reader and owner are not both parties"
    elif not _is_covered(seat, version) and not seat.is_in_emergency(version, moment):
        yield "the seat's purpose is none of the agreement's"
    elif version.is_winding_down(moment) and entry.shared_at >= version.until_at:
        yield "shared after the agreement's end"


def _is_covered(seat: Seat, version: Version) -> bool:
    """Whether the agreement clears the seat also without an emergency."""
    return seat.purpose in version.purposes and not seat.has_emergency_alone


def _not_cleared(
    seat: Seat, entry: Entry, is_own: bool, version: Version | None, moment: datetime
) -> Iterator[str]:
    """The handling: TEAM, NEED TO KNOW, AGENCY by every category; NAMED by the list.

    Emergency access alone opens no AGENCY entry and no list.
    """
    if entry.handling == Handling.NAMED:
        if seat not in entry.named or _is_emergency_alone(seat, is_own, version, moment):
            yield "not on the list"
        return
    if entry.handling == Handling.AGENCY and not (is_own and not seat.has_emergency_alone):
        yield "AGENCY is for the owner"
    cleared: Categories = NONE
    for row in _rows(seat, is_own, version, moment):
        cleared |= row.team if entry.handling == Handling.TEAM else row.need
    if not entry.categories <= cleared - _barred(seat.post.agency):
        yield "not cleared for every category"


def _is_emergency_alone(
    seat: Seat, is_own: bool, version: Version | None, moment: datetime
) -> bool:
    """Whether nothing but an emergency shows this owner's entries to the seat."""
    if is_own or version is None or not seat.is_in_emergency(version, moment):
        return seat.has_emergency_alone
    return not _is_covered(seat, version)


def _rows(seat: Seat, is_own: bool, version: Version | None, moment: datetime) -> Iterator[Row]:
    """Of own entries the own table; of others the role's row, and the sector's in an emergency."""
    if is_own:
        yield seat.post.agency.own_table.get(seat.role, Row())
        return
    if version and not _is_emergency_alone(seat, is_own, version, moment):
        yield version.grants.get(seat.role, Row())
    if version and seat.is_in_emergency(version, moment):
        yield version.emergencies.get(seat.post.agency.sector, Row())


def _barred(agency: Agency) -> Categories:
    """Under the GDPR, offence and sentence need a recorded basis of Article 10."""
    is_free = not agency.is_gdpr or agency.has_article_10_basis
    return NONE if is_free else frozenset({Category.OFFENCE})


def _within(period: Post | Seat, moment: datetime) -> bool:
    return period.from_at <= moment < period.until_at
