"""What the page of one programme shows."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _
from markupsafe import Markup

from throughcare.kernel.actor import Actor
from throughcare.kernel.decision import Decision
from throughcare.programmes import drawing, policy, queries, telling, values
from throughcare.programmes.models import Adoption, Version
from throughcare.programmes.telling import Lack, Section
from throughcare.programmes.texts.shape import ProgrammeText
from throughcare.web.words import listed

# What stands at a glance, by path.
_FIRST = (
    "participation.kind",
    "eligibility.age_from",
    "eligibility.legal_status",
    "eligibility.movements",
    "referral.agencies",
    "approach.ways",
    "training.hours",
    "breach.applies",
    "about.lead",
    "about.since",
    "about.until",
)


@dataclass(frozen=True)
class Lacks:
    """What lacks in one place."""

    section: str
    where: str
    what: Sequence[str]


@dataclass(frozen=True)
class Shown:
    """A version, with what stands around it."""

    version: Version
    versions: Sequence[Version]
    adoptions: Sequence[Adoption]
    actor: Actor

    @classmethod
    def of(cls, version: Version, actor: Actor) -> "Shown":
        """The version with its earlier ones, and who works by the programme."""
        others = queries.versions(actor).filter(programme=version.programme_id)
        adopted = queries.everywhere(version.programme, actor)
        return cls(version, list(others), list(adopted), actor)

    @property
    def text(self) -> ProgrammeText:
        """The typed text."""
        return self.version.read.text

    @property
    def direction(self) -> str:
        """How the text is written."""
        return "rtl" if drawing.is_rtl(self.text.language) else "ltr"

    @cached_property
    def sections(self) -> Sequence[Section]:
        """What it says."""
        return telling.sections(self.version.read)

    @cached_property
    def lacks(self) -> Sequence[Lack]:
        """What it does not say."""
        return telling.lacking(self.sections)

    @property
    def lacking_by_place(self) -> list[Lacks]:
        """The same, gathered by where it lacks."""
        found: dict[tuple[str, str], list[str]] = {}
        for lack in self.lacks:
            found.setdefault((lack.section, lack.where), []).append(lack.what)
        return [Lacks(*place, list(filter(None, what))) for place, what in found.items()]

    @property
    def above(self) -> str:
        """Whose it is, and which version."""
        whose = self.version.programme.agency or listed(
            values.country(code) for code in self.text.about.countries
        )
        number = _("version %(number)d") % {"number": self.version.number}
        return ", ".join(filter(None, [str(whose), number]))

    @property
    def glance(self) -> list[tuple[str, str]]:
        """What one asks first."""
        wanted = {one: item for one, item in self._first() if one in _FIRST}
        return [wanted[one] for one in _FIRST if one in wanted]

    def _first(self) -> Iterator[tuple[str, tuple[str, str]]]:
        for section in self.sections:
            for item in section.items:
                if item.is_told and item.lines:
                    words = "; ".join(line.words for line in item.lines)
                    yield ".".join(map(str, item.path)), (item.label, words)

    @property
    def doubts(self) -> int:
        """How much of it is not certain."""
        return telling.doubts(self.version.read)

    @property
    def numbers(self) -> Mapping[str, int]:
        """The sources, numbered in their order."""
        return {one.key: number for number, one in enumerate(self.text.sources, 1)}

    @property
    def diagram(self) -> Markup:
        """The picture of its phases."""
        return drawing.diagram(self.text)

    @property
    def ways(self) -> Sequence[str]:
        """The same in words."""
        return list(drawing.sentences(self.text))

    @property
    def is_latest(self) -> bool:
        """Whether no later version is there."""
        return self.version == self.versions[0]

    @cached_property
    def adopted(self) -> Adoption | None:
        """What the reader's own agency works by."""
        mine = (one for one in self.adoptions if one.agency_id == self.actor.agency_id)
        return next(mine, None)

    @cached_property
    def may_write(self) -> Decision:
        """Whether the reader may make a copy, and adopt."""
        return policy.may_write(self.actor)

    @property
    def may_revise(self) -> bool:
        """Whether the reader may write the next version."""
        return bool(self.may_write) and self.version.programme.agency_id == self.actor.agency_id
