"""The database read into a world of the reference, so that the matrix can ask it."""

from collections.abc import Callable
from typing import Any

from tests import reference
from throughcare.agencies.models import Agency, Human, Post, Regime
from throughcare.agencies.sectors import Sector
from throughcare.cases.models import Case, Seat
from throughcare.entries.models import Entry
from throughcare.sharing.categories import ALL, Category, Handling, categories_in
from throughcare.sharing.models import Agreement, Version, Wall


def read() -> reference.World:
    """Everything in the database, as the reference's plain records."""
    return _Reader().world()


class _Reader:
    def world(self) -> reference.World:
        self.agencies = _by_id(Agency, self._agency)
        self.humans = _by_id(Human, lambda row: reference.Human(row.pk))
        self.posts = _by_id(Post, self._post)
        self.agreements = _by_id(Agreement, self._agreement)
        self.cases = _by_id(Case, self._case)
        self.seats = _by_id(Seat, self._seat)
        self.entries = _by_id(Entry, self._entry)
        return reference.World(
            agencies=list(self.agencies.values()),
            humans=list(self.humans.values()),
            posts=list(self.posts.values()),
            agreements=list(self.agreements.values()),
            cases=list(self.cases.values()),
            seats=list(self.seats.values()),
            entries=list(self.entries.values()),
        )

    def _agency(self, row: Agency) -> reference.Agency:
        return reference.Agency(
            id=row.pk,
            sector=Sector(row.sector),
            is_gdpr=row.regime == Regime.GDPR,
            has_article_10_basis=bool(row.article_10_basis),
            own_table=_table(row.own_table.all()),
        )

    def _post(self, row: Post) -> reference.Post:
        return reference.Post(
            row.pk,
            self.humans[row.human_id],
            self.agencies[row.agency_id],
            row.role,
            row.from_at,
            row.until_at,
        )

    def _agreement(self, row: Agreement) -> reference.Agreement:
        versions = row.versions.order_by("number")
        return reference.Agreement(row.pk, [self._version(each) for each in versions])

    def _version(self, row: Version) -> reference.Version:
        return reference.Version(
            id=row.pk,
            number=row.number,
            is_accepted=row.in_force_since is not None,
            from_at=row.from_at,
            until_at=row.until_at,
            wind_down_until=row.wind_down_until,
            parties=frozenset(self.agencies[party.agency_id] for party in row.parties.all()),
            purposes=frozenset(row.purposes),
            grants=_table(row.grants.all()),
            walls=tuple(self._wall(wall) for wall in row.walls.all()),
            emergencies={Sector(each.sector): _row(each) for each in row.emergency_grants.all()},
        )

    def _wall(self, row: Wall) -> reference.Wall:
        stopped = None if row.categories == ALL else frozenset(categories_in(row.categories))
        owner = self.agencies[row.owner_id] if row.owner_id else None
        return reference.Wall(Sector(row.sector), stopped, owner)

    def _case(self, row: Case) -> reference.Case:
        shared = self.agreements[row.agreement_id] if row.agreement_id else None
        return reference.Case(row.pk, shared)

    def _seat(self, row: Seat) -> reference.Seat:
        return reference.Seat(
            id=row.pk,
            case=self.cases[row.case_id],
            post=self.posts[row.post_id],
            role=row.role,
            purpose=row.purpose,
            from_at=row.from_at,
            until_at=row.until_at,
            sees_from=row.sees_from,
            emergency_until=row.key.emergency_until,
            has_emergency_alone=row.key.is_alone,
        )

    def _entry(self, row: Entry) -> reference.Entry:
        return reference.Entry(
            id=row.pk,
            case=self.cases[row.case_id],
            owner=self.agencies[row.agency_id],
            author=self.posts[row.author_id],
            categories=frozenset(categories_in(row.categories)),
            handling=Handling(row.handling),
            occurred_at=row.occurred_at,
            shared_at=row.shared_at,
            named=frozenset(self.seats[reader.seat_id] for reader in row.readers.all()),
        )


def _by_id(model: Any, made: Callable[[Any], Any]) -> dict[Any, Any]:
    return {row.pk: made(row) for row in model.objects.all()}


def _table(rows: Any) -> dict[str, reference.Row]:
    return {row.role: _row(row) for row in rows}


def _row(row: Any) -> reference.Row:
    return reference.Row(_set(row.team), _set(row.need))


def _set(bits: int) -> frozenset[Category]:
    return frozenset(categories_in(bits))
