"""Random worlds for the rule: made from a seed, and written to the database in bulk.

A world is made of the reference's plain records. Its moments lie on a coarse grid, so that
periods begin and end at the very moments at which somebody asks. The clearances are compiled by
the program itself.
"""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from random import Random

from tests import reference
from tests.reference import World
from throughcare.agencies.roles import Role
from throughcare.agencies.sectors import Sector
from throughcare.kernel.clock import BEGINNING, FOREVER
from throughcare.sharing.categories import Category, Handling
from throughcare.sharing.purposes import Purpose

NOW = datetime(2030, 6, 3, 12, tzinfo=UTC)
TICK = timedelta(microseconds=1)
BEFORE = tuple(NOW - timedelta(days=days) for days in (400, 100, 30, 1, 0))
AFTER = tuple(NOW + timedelta(days=days) for days in (1, 30, 100, 400))
GRID = (*BEFORE, *AFTER)

ROLES = (Role.PROBATION_OFFICER, Role.EXIT_WORKER, Role.PSYCHOLOGIST, Role.POLICE_CONTACT)
PURPOSES = (Purpose.SUPERVISION, Purpose.EXIT, Purpose.SAFETY)
SECTORS = (Sector.PROBATION, Sector.EXIT, Sector.POLICE, Sector.SECURITY, Sector.HEALTH)
CATEGORIES = (
    Category.IDENTITY,
    Category.CONTACT,
    Category.OFFENCE,
    Category.SAFETY,
    Category.IDEOLOGY,
    Category.HEALTH,
    Category.VICTIM,
)


@dataclass(frozen=True)
class Size:
    """How many of each a world holds, at least and at most."""

    agencies: tuple[int, int] = (2, 5)
    humans: tuple[int, int] = (2, 6)
    cases: tuple[int, int] = (1, 3)
    entries: tuple[int, int] = (8, 30)


def world_of(seed: int, size: Size = Size()) -> World:
    """The world of a seed."""
    return _Maker(Random(seed), size).made()


def version_for(world: World, rng: Random, number: int) -> reference.Version:
    """One more version for an agreement of the world, not accepted yet, that would begin NOW."""
    maker = _Maker(rng, Size())
    maker.world = world
    made = maker._version(number)
    made.is_accepted, made.from_at = False, NOW
    made.until_at = rng.choice(AFTER)
    made.wind_down_until = max(made.wind_down_until, made.until_at)
    return made


class _Maker:
    def __init__(self, rng: Random, size: Size) -> None:
        self.rng = rng
        self.size = size
        self.world = World()

    def made(self) -> World:
        world, size = self.world, self.size
        world.agencies = [self._agency() for _ in self._some(size.agencies)]
        world.humans = [reference.Human(self._id()) for _ in self._some(size.humans)]
        world.posts = [post for human in world.humans for post in self._posts(human)]
        world.agreements = [self._agreement() for _ in self._some((1, 2))]
        world.cases = [self._case() for _ in self._some(size.cases)]
        world.seats = [seat for case in world.cases for seat in self._seats(case)]
        world.entries = [self._entry() for _ in self._some(size.entries)]
        return world

    def _agency(self) -> reference.Agency:
        return reference.Agency(
            id=self._id(),
            sector=self.rng.choice(SECTORS),
            is_gdpr=self._happens(0.5),
            has_article_10_basis=self._happens(0.5),
            own_table=self._table(),
        )

    def _posts(self, human: reference.Human) -> list[reference.Post]:
        return [
            reference.Post(
                self._id(),
                human,
                self.rng.choice(self.world.agencies),
                self.rng.choice(ROLES),
                *self._period(0.8),
            )
            for _ in range(self.rng.choice((1, 1, 2, 3)))
        ]

    def _agreement(self) -> reference.Agreement:
        agreement = reference.Agreement(self._id())
        for number in range(1, self.rng.choice((2, 2, 3, 4))):
            agreement.versions.append(self._version(number))
        return agreement

    def _version(self, number: int) -> reference.Version:
        from_at, until_at = self._period(0.7)
        later = [moment for moment in (*GRID, FOREVER) if moment >= until_at]
        return reference.Version(
            id=self._id(),
            number=number,
            is_accepted=self._happens(0.9),
            from_at=from_at,
            until_at=until_at,
            wind_down_until=self.rng.choice(later),
            parties=frozenset(each for each in self.world.agencies if self._happens(0.85)),
            purposes=frozenset(each for each in PURPOSES if self._happens(0.8)),
            grants=self._table(),
            walls=tuple(self._wall() for _ in range(self.rng.choice((0, 0, 1, 2)))),
            emergencies={each: self._row() for each in SECTORS if self._happens(0.7)},
        )

    def _wall(self) -> reference.Wall:
        return reference.Wall(
            sector=self.rng.choice(SECTORS),
            categories=None if self._happens(0.2) else self._categories(0.25),
            owner=None if self._happens(0.6) else self.rng.choice(self.world.agencies),
        )

    def _case(self) -> reference.Case:
        shared = self._happens(0.85)
        return reference.Case(
            self._id(), self.rng.choice(self.world.agreements) if shared else None
        )

    def _seats(self, case: reference.Case) -> list[reference.Seat]:
        return [self._seat(case, post) for post in self.world.posts if self._happens(0.7)]

    def _seat(self, case: reference.Case, post: reference.Post) -> reference.Seat:
        from_at, until_at = self._period(0.85)
        has_emergency = self._happens(0.3)
        return reference.Seat(
            id=self._id(),
            case=case,
            post=post,
            role=post.role if self._happens(0.8) else self.rng.choice(ROLES),
            purpose=self.rng.choice(PURPOSES),
            from_at=from_at,
            until_at=until_at,
            sees_from=BEGINNING if self._happens(0.7) else self._moment(BEFORE),
            emergency_until=self._moment(GRID) if has_emergency else None,
            has_emergency_alone=has_emergency and self._happens(0.5),
        )

    def _entry(self) -> reference.Entry:
        case = self.rng.choice(self.world.cases)
        author = self.rng.choice(self.world.posts)
        handling = self.rng.choice(tuple(Handling))
        seats = [seat for seat in self.world.seats if seat.case is case]
        listed = [seat for seat in seats if self._happens(0.5)]
        return reference.Entry(
            id=self._id(),
            case=case,
            owner=author.agency,
            author=author,
            categories=frozenset(self.rng.sample(CATEGORIES, self.rng.choice((1, 1, 1, 2, 3)))),
            handling=handling,
            occurred_at=self._moment(GRID),
            shared_at=self._moment(BEFORE),
            named=frozenset(listed if handling == Handling.NAMED else ()),
        )

    def _table(self) -> dict[str, reference.Row]:
        return {str(role): self._row() for role in ROLES if self._happens(0.85)}

    def _row(self) -> reference.Row:
        team = self._categories(0.8)
        need = frozenset(each for each in sorted(team) if self._happens(0.75))
        return reference.Row(team, need)

    def _categories(self, share: float) -> frozenset[Category]:
        return frozenset(each for each in CATEGORIES if self._happens(share))

    def _period(self, holding: float) -> tuple[datetime, datetime]:
        """From and until; around NOW with a probability, otherwise anywhere, or empty."""
        if self._happens(holding):
            return self.rng.choice((BEGINNING, *BEFORE)), self.rng.choice((*AFTER, FOREVER))
        first, last = sorted((self.rng.choice(GRID), self.rng.choice(GRID)))
        return first, last

    def _moment(self, moments: Sequence[datetime]) -> datetime:
        """One of the moments, or the last instant before it."""
        return self.rng.choice(moments) - (TICK if self._happens(0.2) else timedelta())

    def _some(self, bounds: tuple[int, int]) -> range:
        return range(self.rng.randint(*bounds))

    def _happens(self, probability: float) -> bool:
        return self.rng.random() < probability

    def _id(self) -> uuid.UUID:
        return uuid.UUID(int=self.rng.getrandbits(128), version=4)
