"""Programme models as pages show them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import OuterRef, QuerySet, Subquery

from throughcare.agencies.models import Agency
from throughcare.kernel.actor import Actor
from throughcare.programmes import policy, values
from throughcare.programmes.models import Adoption, Programme, Version
from throughcare.programmes.texts.shape import ProgrammeText
from throughcare.web.words import listed


@dataclass(frozen=True)
class Row:
    """A programme with its latest version, and what the actor's agency works by."""

    programme: Programme
    latest: Version
    adopted: Adoption | None

    @property
    def version(self) -> Version:
        """What the agency works by, or the latest."""
        return self.adopted.version if self.adopted else self.latest

    @property
    def text(self) -> ProgrammeText:
        """What it says."""
        return self.version.read.text

    @property
    def place(self) -> str:
        """Whose it is, or the countries it comes from."""
        if self.programme.agency:
            return str(self.programme.agency)
        return listed(values.country(code) for code in self.text.about.countries)

    @property
    def is_behind(self) -> bool:
        """Whether a later version is there than the one the agency works by."""
        return self.version != self.latest


@dataclass(frozen=True)
class Shelf:
    """The list: what the agency works by, its own models, and everybody's."""

    adopted: Sequence[Row]
    own: Sequence[Row]
    others: Sequence[Row]

    @property
    def ids(self) -> list[UUID]:
        """The programmes on it."""
        return [row.programme.pk for row in (*self.adopted, *self.own, *self.others)]


def shelf(actor: Actor) -> Shelf:
    """Every programme model, each in one place."""
    found = rows(actor)
    adopted = [row for row in found if row.adopted]
    own = [row for row in found if not row.adopted and row.programme.agency_id == actor.agency_id]
    others = [row for row in found if row not in adopted and row not in own]
    return Shelf(adopted, own, others)


def rows(actor: Actor) -> list[Row]:
    """Every programme with its latest version, by title."""
    last = Version.objects.filter(programme=OuterRef("programme")).order_by("-number")
    latest = versions(actor).filter(pk=Subquery(last.values("pk")[:1]))
    adopted = {
        one.programme_id: one for one in policy.adoptions_of(actor).select_related("version")
    }
    found = [Row(one.programme, one, adopted.get(one.programme_id)) for one in latest]
    return sorted(found, key=lambda row: row.text.title.casefold())


def choosable(actor: Actor, asked: Iterable[str]) -> list[Version]:
    """What can be compared: the latest of each programme, and those that are asked for by id."""
    found = [row.latest for row in rows(actor)]
    ids = [one for one in asked if _is_id(one)]
    earlier = versions(actor).filter(pk__in=ids).exclude(pk__in=[one.pk for one in found])
    return [*found, *earlier]


def _is_id(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True


def versions(actor: Actor) -> QuerySet[Version]:
    """Versions with what pages say of them."""
    seen = policy.versions_visible_to(actor)
    return seen.select_related("programme__agency", "added_by__human", "drawn_from__programme")


def offered(actor: Actor, agency: Agency | None = None) -> QuerySet[Version]:
    """The versions by which any agency works now, or one agency does."""
    present = Adoption.objects.filter(from_at__lte=actor.at, until_at__gt=actor.at)
    if agency is not None:
        present = present.filter(agency=agency)
    return versions(actor).filter(pk__in=present.values("version")).order_by("programme__key")


def digests() -> set[str]:
    """The digest of every text that is stored."""
    return set(Version.objects.values_list("digest", flat=True))


def everywhere(programme: Programme, actor: Actor) -> QuerySet[Adoption]:
    """The agencies that work by it now."""
    present = programme.adoptions.filter(from_at__lte=actor.at, until_at__gt=actor.at)
    return present.select_related("agency", "version").order_by("agency__name")
