"""Agreements as pages show them: the versions in force, drafts, and one version whole."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Exists, Max, OuterRef, Q, QuerySet, prefetch_related_objects

from throughcare.agencies.acting import act_as
from throughcare.agencies.models import Agency, Post
from throughcare.agencies.roles import Role
from throughcare.agencies.sectors import Sector
from throughcare.agreements import policy
from throughcare.agreements.effects import Sight
from throughcare.agreements.models import OPEN, Answer, Draft, Effect, Stage
from throughcare.cases.models import Seat
from throughcare.entries import policy as entries
from throughcare.kernel import clock
from throughcare.kernel.actor import Actor
from throughcare.kernel.prepared import prepared
from throughcare.sharing.categories import Category
from throughcare.sharing.models import Agreement, Version
from throughcare.sharing.purposes import Purpose

MOST = 100
WARNED = timedelta(days=90)  # before an agreement's end


def shown(actor: Actor) -> QuerySet[Version]:
    """What the actor sees, with what pages say of it."""
    related = ("agreement", "draft__drafted_by__human", "draft__drafted_by__agency", "draft__base")
    return policy.visible_to(actor).select_related(*related)


@dataclass(frozen=True)
class Shelf:
    """The agency's agreements: drafts, versions in force, and those before."""

    drafts: Sequence[Version]
    present: Sequence[Version]
    earlier: Sequence[Version]

    @property
    def ids(self) -> list[UUID]:
        """The versions on it."""
        return [one.pk for one in (*self.drafts, *self.present, *self.earlier)]


def shelf(actor: Actor) -> Shelf:
    """Every version that the actor sees, but drafts that were withdrawn."""
    found = shown(actor).exclude(draft__stage=Stage.WITHDRAWN).prefetch_related("parties__agency")
    versions = list(found.order_by("agreement__name", "-number")[:MOST])
    last: dict[UUID, UUID] = {}
    for one in versions:
        if one.in_force_since and one.from_at <= actor.at:
            last.setdefault(one.agreement_id, one.pk)
    return Shelf(
        [one for one in versions if one.in_force_since is None],
        [one for one in versions if one.pk in last.values()],
        [one for one in versions if one.in_force_since and one.pk not in last.values()],
    )


@dataclass(frozen=True)
class Row:
    """A row of the matrix: a role or a sector, and its sign for each category."""

    code: str
    name: Any
    signs: Sequence[str]
    is_changed: bool = False

    def named(self, sign: str) -> list[str]:
        """The categories that have this sign."""
        return [str(c.label) for c, one in zip(Category, self.signs, strict=True) if one == sign]


@dataclass(frozen=True)
class Content:
    """One version, whole."""

    version: Version
    parties: Sequence[Any]
    purposes: Sequence[Any]
    roles: Sequence[Row]
    emergencies: Sequence[Row]
    walls: Sequence[Row]

    @property
    def categories(self) -> list[Any]:
        """The columns."""
        return [category.label for category in Category]


def content(version: Version) -> Content:
    """A version with its rows; of a draft, what differs from the version before is marked."""
    draft = policy.draft_of(version)
    before = draft.base if draft else version
    with_rows([version, before])
    return Content(
        version=version,
        parties=sorted(version.parties.all(), key=lambda one: one.agency.name),
        purposes=[Purpose(code).label for code in version.purposes],
        roles=rows_of(Role, _grants(version), _grants(before)),
        emergencies=rows_of(Sector, _emergencies(version), _emergencies(before)),
        walls=rows_of(Sector, _walls(version), _walls(before), sign="wall"),
    )


def with_rows(versions: list[Version]) -> None:
    """Read the rows of all these versions at once."""
    rows = ("grants", "emergency_grants", "walls")
    prefetch_related_objects(versions, *rows, "parties__agency", "parties__accepted_by__human")


Bits = dict[str, tuple[int, int]]


def _grants(version: Version) -> Bits:
    return {row.role: (row.team, row.need) for row in version.grants.all()}


def _emergencies(version: Version) -> Bits:
    return {row.sector: (row.need, row.need) for row in version.emergency_grants.all()}


def _walls(version: Version) -> Bits:
    found: Bits = {}
    for row in version.walls.all():
        bits = found.get(row.sector, (0, 0))[0] | row.categories
        found[row.sector] = (bits, bits)
    return found


def rows_of(kind: Any, now: Bits, before: Bits, sign: str = "full") -> list[Row]:
    """The rows that say something, or said it before, in the kind's own order."""
    nothing = (0, 0)
    return [
        Row(one.value, one.label, _signs(bits, sign), bits != before.get(one.value, nothing))
        for one in kind
        if any(bits := now.get(one.value, nothing)) or any(before.get(one.value, nothing))
    ]


def _signs(bits: tuple[int, int], sign: str) -> list[str]:
    team, need = bits
    return [
        sign if category.bit & need else "half" if category.bit & team else "none"
        for category in Category
    ]


@dataclass(frozen=True)
class Drafted:
    """How a version came about: the draft, what the parties said, what it would change."""

    draft: Draft
    answers: dict[UUID, Answer]
    effects: Sequence[Effect]


def drafted(actor: Actor, version: Version) -> Drafted | None:
    """How the version came about, if it was drafted here."""
    if (draft := policy.draft_of(version)) is None:
        return None
    said = draft.answers.select_related("post__human")
    effects = policy.effects_visible_to(actor, draft).select_related("reader")
    return Drafted(
        draft, {one.agency_id: one for one in said}, list(effects.order_by("reader__name"))
    )


def next_number(base: Version) -> int:
    """The number that a next version gets."""
    most = base.agreement.versions.aggregate(most=Max("number"))["most"]
    return int(most) + 1


def signatories(version: Version) -> list[UUID]:
    """The posts that sign for the parties."""
    found = version.parties.exclude(agency__duty_post=None)
    return list(found.values_list("agency__duty_post", flat=True))


def to_reckon(before: datetime) -> list[Draft]:
    """Open drafts that were not worked out since."""
    stale = Q(reckoned_at=None) | Q(reckoned_at__lt=before)
    found = Draft.objects.filter(stale, stage__in=OPEN).order_by("drafted_at")
    return list(found.select_related("agreement", "version__agreement"))


def sight(agreement: Agreement) -> Sight:
    """What everybody seated under an agreement sees of its cases now, as the rule says."""
    now = clock.now()
    held = Seat.objects.filter(case__agreement=agreement, from_at__lte=now, until_at__gt=now)
    posts = Post.objects.in_force(now).filter(seats__in=held).distinct()
    return {
        post: dict(
            entries.visible_to(act_as(post, now))
            .filter(case__agreement=agreement)
            .values_list("pk", "agency")
        )
        for post in posts.select_related("agency", "human")
    }


def agencies() -> Iterable[Agency]:
    """All that may become parties: those that have somebody who signs."""
    return Agency.objects.exclude(duty_post=None).order_by("name")


def agency_of(actor: Actor) -> tuple[Agency, list[Post]]:
    """The actor's agency with its duty post, and its data-protection officers."""
    agency = Agency.objects.select_related("duty_post__human").get(pk=actor.agency)
    held = Post.objects.in_force(actor.at).filter(agency=agency)
    officers = held.filter(role=Role.DATA_PROTECTION_OFFICER).select_related("human")
    return agency, list(officers.order_by("human__name"))


def ending(actor: Actor) -> list[Version]:
    """Versions in force that end within 90 days, for those who write the next one."""
    return _ending(actor, actor.at + WARNED)


@prepared
def _ending(actor: Actor, by: datetime) -> QuerySet[Version]:
    """With no other after them and no draft open; for the parties' officers and duty posts."""
    officer = Post.objects.filter(pk__in=[actor.post_id], role=Role.DATA_PROTECTION_OFFICER)
    writes = Agency.objects.filter(
        Q(duty_post=actor.post_id) | Q(pk__in=officer.values("agency")), pk__in=[actor.agency_id]
    )
    later = Version.objects.filter(
        agreement=OuterRef("agreement"),
        in_force_since__isnull=False,
        until_at__gt=OuterRef("until_at"),
    )
    drafted = Draft.objects.filter(agreement=OuterRef("agreement"), stage__in=OPEN)
    found = Version.objects.filter(
        ~Exists(later),
        ~Exists(drafted),
        in_force_since__isnull=False,
        from_at__lte=actor.at,
        until_at__gt=actor.at,
        until_at__lte=by,
        parties__agency__in=writes,
    )
    return found.select_related("agreement").order_by("until_at", "pk")[:MOST]


@prepared
def waiting(actor: Actor) -> QuerySet[Draft]:
    """Drafts that wait for the actor's signature, the longest first."""
    found = Draft.objects.filter(
        stage=Stage.SENT,
        version__parties__agency__duty_post=actor.post_id,
        version__parties__accepted_at=None,
    )
    return found.select_related("agreement").order_by("sent_at", "pk")[:MOST]
