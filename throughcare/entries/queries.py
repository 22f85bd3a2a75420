"""Reading entries: the chronology, the readers of an entry, its earlier versions."""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from throughcare.agencies.sectors import Sector
from throughcare.cases.models import Case
from throughcare.entries import policy
from throughcare.entries.facts import (
    Answer,
    Label,
    Place,
    explain,
    label_of,
    places,
    sees,
    version_label,
)
from throughcare.entries.models import Entry, EntryVersion
from throughcare.kernel.actor import Actor

PAGE = 25


@dataclass(frozen=True)
class Filters:
    """What a reader of the chronology asked for."""

    kinds: Sequence[str] = ()
    statements: Sequence[str] = ()
    agency: uuid.UUID | None = None
    category: int = 0
    since: datetime | None = None
    until: datetime | None = None
    words: str = ""


@dataclass(frozen=True)
class Reading:
    """Who of a team reads a label and who does not, in words and by agency."""

    readers: list[Place]
    others: list[tuple[Place, Answer]]

    @property
    def sentence(self) -> str:
        """Such as: 7 people in 4 agencies. Not: police contact officer (wall)."""
        agencies = {place.post.agency_id for place in self.readers}
        people = ngettext("%(n)s person", "%(n)s people", len(self.readers)) % {
            "n": len(self.readers)
        }
        within = ngettext("in %(n)s agency.", "in %(n)s agencies.", len(agencies)) % {
            "n": len(agencies)
        }
        return f"{people} {within} {self._left_out()}".strip()

    def _left_out(self) -> str:
        walled = [place.post.label for place, answer in self.others if answer.step.name == "wall"]
        if not walled:
            return ""
        return _("Not: %(people)s (wall).") % {"people": ", ".join(dict.fromkeys(walled))}


def chronology(actor: Actor, case: Case, filters: Filters) -> QuerySet[Entry]:
    """The entries of a case that the actor sees, newest first."""
    shown = policy.visible_to(actor).filter(case=case)
    shown = _filtered(shown, filters)
    return shown.select_related("agency", "author__human").order_by("-occurred_at", "-id")


def _filtered(shown: QuerySet[Entry], filters: Filters) -> QuerySet[Entry]:
    if filters.kinds:
        shown = shown.filter(kind__in=filters.kinds)
    if filters.statements:
        shown = shown.filter(statement__in=filters.statements)
    if filters.agency:
        shown = shown.filter(agency=filters.agency)
    if filters.category:
        shown = shown.exclude(categories__apart=filters.category)
    if filters.since:
        shown = shown.filter(occurred_at__gte=filters.since)
    if filters.until:
        shown = shown.filter(occurred_at__lt=filters.until)
    for word in filters.words.split():
        shown = shown.filter(folded__contains=word)
    return shown


def reading(team: Iterable[Place], label: Label) -> Reading:
    """Who of the team reads an entry with this label."""
    readers, others = [], []
    for place in team:
        answers = explain(place, label)
        if all(answer.holds for answer in answers):
            readers.append(place)
        else:
            others.append((place, answers[-1]))
    return Reading(readers, others)


def reading_of(entry: Entry, moment: datetime) -> Reading:
    """Who reads a stored entry now."""
    return reading(places(entry.case, moment), label_of(entry))


def versions(actor: Actor, entry: Entry) -> list[EntryVersion]:
    """Earlier versions; each shows only where its own label admits the actor too."""
    own = places(entry.case, actor.at, post=actor.post_id)
    earlier = entry.versions.select_related("replaced_by__human")
    return [
        version
        for version in earlier
        if any(sees(place, version_label(entry, version)) for place in own)
    ]
