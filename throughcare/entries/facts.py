"""The rule asked of facts at hand: who reads this entry, and why, also before it is saved."""

import uuid
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from throughcare.agencies.models import Post
from throughcare.agencies.roles import Role
from throughcare.cases.models import Case, Seat
from throughcare.entries.models import Entry, EntryVersion
from throughcare.kernel.prepared import prepared
from throughcare.sharing.categories import (
    Category,
    Handling,
    categories_in,
    entry_bits,
    need_half,
    team_half,
    widens,
)
from throughcare.sharing.models import Clearance, sectors_at
from throughcare.sharing.rule import RULE
from throughcare.sharing.terms import Step, holds


@dataclass(frozen=True)
class Label:
    """What the rule asks of an entry: of one that is stored, or that is about to be."""

    agency_id: uuid.UUID
    categories: int
    handling: int
    occurred_at: datetime
    shared_at: datetime
    named: frozenset[uuid.UUID] = frozenset()

    @property
    def bits(self) -> int:
        """The bits that a mask must hold."""
        return entry_bits(self.categories, self.handling)


@dataclass(frozen=True)
class Answer:
    """One step of the rule, whether it holds, and the fact behind it."""

    step: Step
    holds: bool
    fact: str = ""

    @property
    def sentence(self) -> str:
        """The step in words."""
        return str(self.step.yes if self.holds else self.step.no)


@dataclass(frozen=True)
class Place:
    """A seat, the human's sectors at a moment, and the clearances its key has then."""

    seat: Seat
    sectors: int
    moment: datetime
    clearances: dict[uuid.UUID, Clearance]

    @property
    def post(self) -> Post:
        """The post on the seat."""
        return self.seat.post

    @property
    def is_in_emergency(self) -> bool:
        """Whether the seat sees more than it would without an emergency."""
        until = self.seat.key.emergency_until
        return until is not None and self.moment < until


def label_of(entry: Entry) -> Label:
    """The label of a stored entry."""
    return Label(
        agency_id=entry.agency_id,
        categories=entry.categories,
        handling=entry.handling,
        occurred_at=entry.occurred_at,
        shared_at=entry.shared_at,
        named=_named(entry),
    )


def _named(entry: Entry) -> frozenset[uuid.UUID]:
    """The seats on the list, which a NAMED entry alone has."""
    if entry.handling != Handling.NAMED:
        return frozenset()
    return frozenset(reader.seat_id for reader in entry.readers.all())


def version_label(entry: Entry, version: EntryVersion) -> Label:
    """The label that an earlier version had."""
    return Label(
        agency_id=entry.agency_id,
        categories=version.categories,
        handling=version.handling,
        occurred_at=version.occurred_at,
        shared_at=version.shared_at,
        named=frozenset(uuid.UUID(seat) for seat in version.reader_seats),
    )


def places(case: Case, moment: datetime, *, post: uuid.UUID | None = None) -> list[Place]:
    """Everybody who has a seat on the case at the moment, with what they are cleared for.

    Three queries, whatever the size of the team.
    """
    return placed(_seats(case.pk, moment, post), moment)


@prepared
def _seats(case_id: uuid.UUID, moment: datetime, post: uuid.UUID | None) -> QuerySet[Seat]:
    seats = Seat.objects.filter(case=case_id, from_at__lte=moment, until_at__gt=moment)
    if post is not None:
        seats = seats.filter(post=post)
    return seats.select_related("post__agency", "post__human", "key").order_by("from_at", "pk")


def placed(seats: list[Seat], moment: datetime) -> list[Place]:
    """The seats with their humans' sectors and the clearances of their keys."""
    held: dict[uuid.UUID, list[Post]] = {}
    for post in _posts({seat.post.human_id for seat in seats}):
        held.setdefault(post.human_id, []).append(post)
    found: dict[tuple[int, int], dict[uuid.UUID, Clearance]] = {}
    for row in _clearances({seat.key_id for seat in seats}, moment):
        found.setdefault((row.key_id, row.sectors), {})[row.owner_id] = row
    result = []
    for seat in seats:
        sectors = sectors_at(held[seat.post.human_id], moment)
        result.append(Place(seat, sectors, moment, found.get((seat.key_id, sectors), {})))
    return result


@prepared
def _posts(humans: Collection[uuid.UUID]) -> QuerySet[Post]:
    return Post.objects.filter(human__in=humans).select_related("agency")


@prepared
def _clearances(keys: Collection[int], moment: datetime) -> QuerySet[Clearance]:
    return Clearance.objects.filter(key__in=keys, from_at__lte=moment, until_at__gt=moment)


def explain(place: Place, label: Label) -> list[Answer]:
    """The steps of the rule for one seat and one label, up to the first that does not hold."""
    clearance = place.clearances.get(label.agency_id)
    answers = []
    for step in RULE:
        if step.name == "agreement" and clearance is None:
            answers.append(Answer(step, False))
            break
        facts = _facts(place, label, clearance)
        answer = Answer(step, holds(step.term, facts, _params(place)), _words(step, place, label))
        answers.append(answer)
        if not answer.holds:
            break
    return answers


def sees(place: Place, label: Label) -> bool:
    """Whether the rule shows an entry with this label to the seat."""
    return all(answer.holds for answer in explain(place, label))


def readers(team: Iterable[Place], label: Label) -> list[Place]:
    """Those of the team who see an entry with this label."""
    return [place for place in team if sees(place, label)]


def uncleared(place: Place, label: Label) -> list[Category]:
    """The categories that stop a seat at TEAM or NEED TO KNOW; the other two have lists."""
    if label.handling not in {Handling.TEAM, Handling.NEED_TO_KNOW}:
        return []
    half = team_half if label.handling == Handling.TEAM else need_half
    return categories_in(label.categories & ~half(place.clearances[label.agency_id].mask))


def is_widened(team: Iterable[Place], before: Label, after: Label) -> bool:
    """Whether a label lets anybody through, now or later, whom the earlier one stopped."""
    if after.handling != Handling.NAMED:
        return widens((before.categories, before.handling), (after.categories, after.handling))
    had = before.named
    if before.handling != Handling.NAMED:
        had = frozenset(place.seat.pk for place in readers(team, before))
    return not after.named <= had or before.categories & ~after.categories != 0


def moved(
    team: Sequence[Place], before: Label, after: Label
) -> tuple[list[uuid.UUID], list[uuid.UUID]]:
    """The posts of the team that lose a text by another label, and those that win it."""
    had = {place.post.pk for place in readers(team, before)}
    have = {place.post.pk for place in readers(team, after)}
    return sorted(had - have), sorted(have - had)


def both(team: Iterable[Place], one: Label, other: Label) -> Label:
    """The label of what holds the text of both: for nobody who may not read each of them."""
    wide = replace(one, categories=one.categories | other.categories)
    if Handling.NAMED in (one.handling, other.handling):
        read = readers(readers(team, one), other)
        return replace(
            wide, handling=Handling.NAMED, named=frozenset(place.seat.pk for place in read)
        )
    return replace(wide, handling=max(one.handling, other.handling))


def relabelled(team: Iterable[Place], before: Label, after: Label, moment: datetime) -> Label:
    """The label as it will be stored: what becomes wider is shared from that moment on."""
    shared_at = moment if is_widened(team, before, after) else before.shared_at
    return replace(after, shared_at=shared_at)


def _params(place: Place) -> dict[str, Any]:
    return {"post": place.seat.post_id, "now": place.moment, "sectors": place.sectors}


def _facts(place: Place, label: Label, clearance: Clearance | None) -> dict[str, Any]:
    rows: dict[str, Any] = {
        "seat": place.seat,
        "post": place.post,
        "entry": label,
        "clearance": clearance,
    }
    facts: dict[str, Any] = _Columns(rows)
    facts["listed"] = place.seat.pk in label.named
    return facts


class _Columns(dict[str, Any]):
    """Reads a column such as `seat.until_at` from the row at hand."""

    def __init__(self, rows: dict[str, Any]) -> None:
        super().__init__()
        self._rows = rows

    def __missing__(self, column: str) -> Any:
        row, name = column.split(".")
        return getattr(self._rows[row], name)


def _words(step: Step, place: Place, label: Label) -> str:
    match step.name:
        case "seat":
            return str(Role(place.seat.role).label)
        case "agreement" if place.is_in_emergency:
            return str(_("Emergency access"))
        case "wall":
            row = place.clearances[label.agency_id]
            return ", ".join(str(c.label) for c in categories_in(row.walled & label.categories))
        case "handling":
            lacking = [str(category.label) for category in uncleared(place, label)]
            handling = str(Handling(label.handling).label)
            return f"{handling}: {', '.join(lacking)}" if lacking else handling
    return ""
