"""Who of a team reads a label and who does not, in words; made from the rule's own steps."""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from throughcare.agencies.sectors import Sector
from throughcare.entries.facts import Answer, Label, Place, explain, uncleared
from throughcare.sharing.categories import Handling


@dataclass(frozen=True)
class Shown:
    """Somebody on a team as others see them; a discreet seat shows role and agency, no name."""

    sector: Sector
    name: str
    role: str
    note: str = ""


@dataclass(frozen=True)
class Reading:
    """Who reads, by agency, and who of the team does not, with the reason."""

    readers: Sequence[Place]
    others: Sequence[tuple[Place, Answer]]
    viewer: uuid.UUID | None
    label: Label

    @property
    def sentence(self) -> str:
        """Such as: 7 people in 4 agencies. Not: police contact officer (wall)."""
        humans = {place.post.human_id for place in self.readers}
        agencies = {place.post.agency_id for place in self.readers}
        people = ngettext("%(n)s person", "%(n)s people", len(humans)) % {"n": len(humans)}
        where = ngettext("in %(n)s agency.", "in %(n)s agencies.", len(agencies)) % {
            "n": len(agencies)
        }
        return " ".join(part for part in (people, where, self._walled(), self._later()) if part)

    def _later(self) -> str:
        if self.label.handling == Handling.NAMED:
            return _("Nobody else, now or later.")
        return _("And whoever later joins in these roles.")

    def _walled(self) -> str:
        walled = [place.post.label for place, answer in self.others if answer.step.name == "wall"]
        if not walled:
            return ""
        return _("Not: %(people)s (wall).") % {"people": ", ".join(dict.fromkeys(walled))}

    @property
    def groups(self) -> list[tuple[str, list[Shown]]]:
        """The readers by agency."""
        by_agency: dict[str, list[Shown]] = {}
        for place in self.readers:
            by_agency.setdefault(place.post.agency.name, []).append(shown(place, self.viewer))
        return list(by_agency.items())

    @property
    def not_for(self) -> list[tuple[str, Sector, str]]:
        """The others of the team: name, sector, and the step that stops them, in words."""
        return [
            (
                shown(place, self.viewer).name,
                place.post.agency.sector_kind,
                f"{place.post.label}. {self._reason(place, answer)}",
            )
            for place, answer in self.others
        ]

    def _reason(self, place: Place, answer: Answer) -> str:
        """The step that stops somebody, with the categories where they are what stops."""
        if answer.step.name != "handling":
            return answer.sentence
        if self.label.handling == Handling.NAMED:
            return _("Is not on the list.")
        if self.label.handling == Handling.AGENCY:
            return _("Is of another agency, or not cleared for this there.")
        lacking = ", ".join(str(category.label) for category in uncleared(place, self.label))
        if self.label.handling == Handling.TEAM:
            return _("Not cleared for: %(categories)s.") % {"categories": lacking}
        return _("Not cleared for NEED TO KNOW: %(categories)s.") % {"categories": lacking}

    @property
    def signature(self) -> str:
        """What was shown, as a short text: to another post, or of other readers, is another one.

        Whether somebody may join the readers later is said as well, and signed with them.
        """
        seats = sorted(str(place.seat.pk) for place in self.readers)
        told = [str(self.viewer), self._later(), *seats]
        return sha256(" ".join(told).encode()).hexdigest()[:24]


def reading(team: Iterable[Place], label: Label, viewer: uuid.UUID | None) -> Reading:
    """Who of the team reads an entry with this label."""
    readers, others = [], []
    for place in team:
        answers = explain(place, label)
        if answers[-1].holds:
            readers.append(place)
        else:
            others.append((place, answers[-1]))
    return Reading(readers, others, viewer, label)


def shown(place: Place, viewer: uuid.UUID | None) -> Shown:
    """A member of the team as the viewer's post sees them."""
    hidden = place.seat.is_discreet and place.post.pk != viewer
    return Shown(
        sector=place.post.agency.sector_kind,
        name=place.post.label if hidden else place.post.human.name,
        role=place.post.label,
        note=_("you") if place.post.pk == viewer else "",
    )
