"""A world of the reference, written to the database; records keep their ids."""

from collections.abc import Sequence
from uuid import UUID

from tests import reference
from tests.reference import World
from tests.worlds import BEFORE
from throughcare.agencies.models import Agency, Human, Post, Regime
from throughcare.cases.models import Case, Seat
from throughcare.entries.models import Entry, Kind, Reader
from throughcare.people.models import Person
from throughcare.sharing.categories import ALL, Category, bits_of, entry_bits
from throughcare.sharing.models import (
    Agreement,
    EmergencyGrant,
    Grant,
    Key,
    OwnGrant,
    Party,
    Version,
    Wall,
)


def write(world: World) -> None:
    """Write everything in bulk; keys and their clearances are the program's own."""
    _agencies(world)
    _agreements(world)
    _cases(world)
    _entries(world)


def _agencies(world: World) -> None:
    Agency.objects.bulk_create(
        Agency(
            id=each.id,
            name=f"Agency {each.id}",
            sector=each.sector,
            regime=Regime.GDPR if each.is_gdpr else Regime.LED,
            article_10_basis="Section 12" if each.has_article_10_basis else "",
        )
        for each in world.agencies
    )
    OwnGrant.objects.bulk_create(
        OwnGrant(agency_id=each.id, role=role, **_halves(row))
        for each in world.agencies
        for role, row in each.own_table.items()
    )
    Human.objects.bulk_create(
        Human(id=each.id, email=f"{each.id}@example.org", name=f"Human {each.id}", password="!")
        for each in world.humans
    )
    Post.objects.bulk_create(
        Post(
            id=each.id,
            agency_id=each.agency.id,
            human_id=each.human.id,
            role=each.role,
            from_at=each.from_at,
            until_at=each.until_at,
        )
        for each in world.posts
    )


def _agreements(world: World) -> None:
    Agreement.objects.bulk_create(
        Agreement(id=each.id, name=f"Agreement {each.id}") for each in world.agreements
    )
    write_versions(
        [(agreement, each) for agreement in world.agreements for each in agreement.versions]
    )


def write_versions(versions: Sequence[tuple[reference.Agreement, reference.Version]]) -> None:
    """Versions with all their rows; of those that are not accepted nothing is compiled."""
    Version.objects.bulk_create(
        Version(
            id=each.id,
            agreement_id=agreement.id,
            number=each.number,
            purposes=sorted(each.purposes),
            from_at=each.from_at,
            until_at=each.until_at,
            wind_down_until=each.wind_down_until,
            in_force_since=each.from_at if each.is_accepted else None,
        )
        for agreement, each in versions
    )
    Party.objects.bulk_create(
        Party(version_id=each.id, agency_id=party.id)
        for _, each in versions
        for party in each.parties
    )
    Grant.objects.bulk_create(
        Grant(version_id=each.id, role=role, **_halves(row))
        for _, each in versions
        for role, row in each.grants.items()
    )
    Wall.objects.bulk_create(_wall(each, wall) for _, each in versions for wall in each.walls)
    EmergencyGrant.objects.bulk_create(
        EmergencyGrant(version_id=each.id, sector=sector, **_halves(row))
        for _, each in versions
        for sector, row in each.emergencies.items()
    )


def _wall(version: reference.Version, wall: reference.Wall) -> Wall:
    return Wall(
        version_id=version.id,
        sector=wall.sector,
        categories=ALL if wall.categories is None else bits_of(wall.categories),
        owner_id=wall.owner.id if wall.owner else None,
    )


def _cases(world: World) -> None:
    Person.objects.bulk_create(Person(id=each.id, display_name="Somebody") for each in world.cases)
    Case.objects.bulk_create(
        Case(
            id=each.id,
            person_id=each.id,
            reference=each.id.hex[:12],
            lead_agency_id=world.agencies[0].id,
            agreement_id=each.agreement.id if each.agreement else None,
            opened_at=BEFORE[0],
        )
        for each in world.cases
    )
    agencies = Agency.objects.in_bulk()
    agreements = Agreement.objects.in_bulk()
    Seat.objects.bulk_create(
        Seat(
            id=each.id,
            case_id=each.case.id,
            post_id=each.post.id,
            key=_key(each, agreements, agencies),
            role=each.role,
            purpose=each.purpose,
            from_at=each.from_at,
            until_at=each.until_at,
            sees_from=each.sees_from,
        )
        for each in world.seats
    )


def _key(
    seat: reference.Seat, agreements: dict[UUID, Agreement], agencies: dict[UUID, Agency]
) -> Key:
    key = Key.objects.obtain(
        agreement=agreements[seat.case.agreement.id] if seat.case.agreement else None,
        agency=agencies[seat.post.agency.id],
        role=seat.role,
        purpose=seat.purpose,
    )
    if seat.emergency_until is None:
        return key
    return Key.objects.open(key, until_at=seat.emergency_until, is_alone=seat.has_emergency_alone)


def _entries(world: World) -> None:
    Entry.objects.bulk_create(_entry(each, headline(each)) for each in world.entries)
    Reader.objects.bulk_create(
        Reader(entry_id=each.id, seat_id=seat.id) for each in world.entries for seat in each.named
    )


def headline(entry: reference.Entry) -> str:
    """Words that stand nowhere else."""
    return f"Entry {entry.id.hex[:12]}"


def _entry(entry: reference.Entry, headline: str) -> Entry:
    categories = bits_of(entry.categories)
    return Entry(
        id=entry.id,
        case_id=entry.case.id,
        kind=Kind.NOTE,
        agency_id=entry.owner.id,
        author_id=entry.author.id,
        categories=categories,
        handling=entry.handling,
        bits=entry_bits(categories, entry.handling),
        occurred_at=entry.occurred_at,
        recorded_at=entry.shared_at,
        shared_at=entry.shared_at,
        regime=Regime.GDPR,
        headline=headline,
        folded=headline.casefold(),
        text="What was said.",
    )


def _halves(row: reference.Row) -> dict[str, int]:
    return {"team": _bits(row.team), "need": _bits(row.need)}


def _bits(categories: frozenset[Category]) -> int:
    return bits_of(categories)
