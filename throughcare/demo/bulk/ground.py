"""The large region's agencies, agreements and posts: made once, then read."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from throughcare.agencies.models import Agency, Human, Post, Regime
from throughcare.agencies.roles import Role
from throughcare.agencies.sectors import Sector
from throughcare.audit.actions import Draft, record_many
from throughcare.demo.actions import loads
from throughcare.demo.bulk.tables import Table, moment, truth
from throughcare.demo.queries import areas
from throughcare.demo.queries.workers import GENERATED_DOMAIN
from throughcare.kernel import clock, ids
from throughcare.kernel.actor import Actor, system
from throughcare.kernel.clock import FOREVER
from throughcare.sharing.purposes import Purpose
from throughcare.sharing.verbs import Verb

AREAS = 20
BLOCK = 2000  # cases of one team manager
DAYS = 7 * 365

_HUMANS = Table(Human, "id", "password", "email", "name", "is_active")
_POSTS = Table(Post, "id", "agency_id", "human_id", "role", "title", "from_at", "until_at")


@dataclass(frozen=True)
class Job:
    """What people of an agency do: sector, law, role, purpose; posts an area; share of cases."""

    sector: Sector
    regime: Regime
    role: Role
    purpose: Purpose
    posts: int
    share: float


_LED, _GDPR = Regime.LED, Regime.GDPR
MANAGER = Job(Sector.PROBATION, _LED, Role.TEAM_MANAGER, Purpose.SUPERVISION, 6, 1.0)
LEAD = Job(Sector.PROBATION, _LED, Role.PROBATION_OFFICER, Purpose.SUPERVISION, 45, 1.0)
OTHERS = (
    Job(Sector.PRISON, _LED, Role.RELEASE_PLANNER, Purpose.RELEASE, 12, 0.3),
    Job(Sector.POLICE, _LED, Role.POLICE_CONTACT, Purpose.SAFETY, 8, 0.2),
    Job(Sector.MUNICIPALITY, _GDPR, Role.REINTEGRATION_ADVISER, Purpose.REINTEGRATION, 18, 0.6),
    Job(Sector.EXIT, _GDPR, Role.EXIT_WORKER, Purpose.EXIT, 12, 0.4),
    Job(Sector.PSYCHOLOGY, _GDPR, Role.PSYCHOLOGIST, Purpose.TREATMENT, 12, 0.4),
    Job(Sector.HEALTH, _GDPR, Role.HEALTH_WORKER, Purpose.TREATMENT, 8, 0.3),
    Job(Sector.FAMILY_SUPPORT, _GDPR, Role.FAMILY_WORKER, Purpose.FAMILY, 10, 0.4),
    Job(Sector.SOCIAL_WORK, _GDPR, Role.SOCIAL_WORKER, Purpose.REINTEGRATION, 12, 0.4),
    Job(Sector.SCHOOL, _GDPR, Role.TEACHER, Purpose.REINTEGRATION, 7, 0.2),
)
JOBS = (MANAGER, LEAD, *OTHERS)


@dataclass(frozen=True)
class Place:
    """A post, and what a seat and an entry of it need."""

    post: str
    agency: str
    job: Job
    key: int
    actor: Actor


@dataclass(frozen=True)
class Area:
    """One area: its agreement, and its places by job."""

    agreement: str
    places: dict[Job, list[Place]]


def prepared(number: int) -> Area:
    """An area with everything that cases need; made when it is not there yet."""
    name = f"{areas.PREFIX} {number:02}"
    begins = clock.now() - timedelta(days=DAYS)
    with clock.at(begins), transaction.atomic():
        root = system(begins)
        agreement, agencies = areas.agreement(name), areas.agencies(name)
        if agreement is None:
            sectors = {str(job.sector): str(job.regime) for job in JOBS}
            until = clock.now() + timedelta(days=2 * DAYS)
            agreement, agencies = loads.found(root, name, sectors=sectors, until_at=until)
            for job in JOBS:
                _staff(root, name, agencies[job.sector], job)
        keys = {
            job: loads.key(
                root, agreement, agencies[job.sector], role=job.role, purpose=job.purpose
            ).pk
            for job in JOBS
        }
        places = {job: _places(agencies[job.sector], job, keys[job]) for job in JOBS}
        return Area(agreement.pk.hex, places)


def _staff(root: Actor, area: str, agency: Agency, job: Job) -> None:
    """Humans with one post each; nobody has a password for them."""
    people = [(ids.new(), ids.new(), number) for number in range(job.posts)]
    slug = area.casefold().replace(" ", "-")
    order = JOBS.index(job)
    _HUMANS.pour(
        (
            human.hex,
            "!",
            f"{order:02}-{number:03}.{slug}@{GENERATED_DOMAIN}",
            f"{job.role.label} {number + 1}, {area}",
            truth(True),
        )
        for human, _, number in people
    )
    begins, ends = moment(root.at), moment(FOREVER)
    _POSTS.pour(
        (post.hex, agency.pk.hex, human.hex, job.role, "", begins, ends)
        for human, post, _ in people
    )
    record_many(Draft(root, Verb.APPOINTED, "agencies.post", str(post)) for _, post, _ in people)


def _places(agency: Agency, job: Job, key: int) -> list[Place]:
    return [
        Place(post.pk.hex, agency.pk.hex, job, key, _actor(post, agency))
        for post in areas.posts(agency)
        if post.role == job.role
    ]


def _actor(post: Post, agency: Agency) -> Actor:
    return Actor(
        at=clock.now(),
        request_id=ids.new(),
        human_id=post.human_id,
        post_id=post.pk,
        agency_id=agency.pk,
        role=post.role,
        sectors=agency.sector_kind.bit,
    )


def quiet(places: list[Place]) -> list[Place]:
    """The half of the posts that have about twenty cases."""
    return places[len(places) // 2 :]


def busy(places: list[Place]) -> list[Place]:
    """The half that has all the others."""
    return places[: len(places) // 2] or places


def moments(today: datetime) -> list[str]:
    """The days up to today as the database reads them, today first."""
    return [str((today - timedelta(days=ago)).date()) for ago in range(DAYS)]


def uuid_of(text: str) -> UUID:
    """The id of 32 hexadecimal digits."""
    return UUID(hex=text)
