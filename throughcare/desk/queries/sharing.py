"""Who sees what on a case: people x categories, each cell with the rule's reason."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from throughcare.agencies.models import Post
from throughcare.agencies.queries import posts_of_human
from throughcare.agencies.sectors import Sector
from throughcare.cases.models import Case, Seat
from throughcare.entries import policy
from throughcare.entries.facts import Answer, Label, Place, explain, label_of, places, sees
from throughcare.entries.models import Entry
from throughcare.entries.readings import shown
from throughcare.kernel import clock, ids
from throughcare.kernel.actor import Actor
from throughcare.sharing.categories import Category, Handling, categories_in
from throughcare.sharing.models import Key, sectors_at
from throughcare.sharing.models.clearances import cleared

MOST = 300


@dataclass(frozen=True)
class Cell:
    """What one person sees of one category of the lead agency's entries."""

    sign: str
    title: str
    steps: Sequence[str]


@dataclass(frozen=True)
class Person:
    """A row: somebody of the team."""

    sector: Sector
    name: str
    second: str
    cells: Sequence[Cell]


@dataclass(frozen=True)
class Group:
    """People of one sort."""

    name: str
    rows: Sequence[Person]


def matrix(case: Case, team: Sequence[Place], viewer: uuid.UUID | None) -> list[Group]:
    """The team by agency, with a cell per category: what they see of the lead agency's entries."""
    by_agency: dict[str, list[Person]] = {}
    for place in team:
        by_agency.setdefault(place.post.agency.name, []).append(_person(case, place, viewer))
    return [Group(name, rows) for name, rows in by_agency.items()]


def _person(case: Case, place: Place, viewer: uuid.UUID | None) -> Person:
    member = shown(place, viewer)
    return Person(
        sector=member.sector,
        name=member.name,
        second=f"{member.role}, {member.note}" if member.note else member.role,
        cells=[_cell(case, place, category, member.name) for category in Category],
    )


def _cell(case: Case, place: Place, category: Category, name: str) -> Cell:
    """The widest handling at which the rule shows the category, and the steps that say so."""
    need = explain(place, _label(case, place, category, Handling.NEED_TO_KNOW))
    if need[-1].holds:
        title = _("%(name)s sees %(category)s at TEAM and NEED TO KNOW")
        return _made("full", title, name, category, need)
    team = explain(place, _label(case, place, category, Handling.TEAM))
    if team[-1].holds:
        return _made("half", _("%(name)s sees %(category)s at TEAM only"), name, category, need)
    sign = "wall" if team[-1].step.name == "wall" else "none"
    return _made(sign, _("%(name)s does not see %(category)s"), name, category, team)


def _made(sign: str, title: str, name: str, category: Category, answers: Sequence[Answer]) -> Cell:
    words = {"name": name, "category": str(category.label).lower()}
    return Cell(sign, title % words, [answer.sentence for answer in answers])


def _label(case: Case, place: Place, category: Category, handling: Handling) -> Label:
    moment = place.moment
    return Label(case.lead_agency_id, category.bit, handling, moment, clock.BEGINNING)


@dataclass(frozen=True)
class Seen:
    """One entry that the asking worker sees, and whether a seat sees it, too, and why."""

    entry: Entry
    sees: bool
    why: str


def seen_by(actor: Actor, seat: Seat) -> list[Seen]:
    """What a seat sees now of what the asking worker sees, by the rule's own steps."""
    (place,) = places(seat.case, actor.at, post=seat.post_id)
    entries = policy.visible_to(actor).filter(case=seat.case_id).defer("text")
    rows = entries.select_related("agency").prefetch_related("readers")
    found = []
    for entry in rows.order_by("-occurred_at", "-recorded_at", "pk")[:MOST]:
        *_before, last = explain(place, label_of(entry))
        found.append(Seen(entry, last.holds, last.sentence))
    return found


@dataclass(frozen=True)
class Opening:
    """What a seat would open, of what the asking worker sees.

    The signature stands for what was shown before saving: another post, purpose, reach or number
    is another one.
    """

    count: int
    categories: Sequence[str]
    signature: str

    @property
    def sentence(self) -> str:
        """How many entries open, in words."""
        if not self.count:
            return _("Of the entries that you see, this opens none.")
        opened = ngettext(
            "Of the entries that you see, this opens %(n)s.",
            "Of the entries that you see, this opens %(n)s.",
            self.count,
        )
        return opened % {"n": self.count}


def would_open(actor: Actor, case: Case, post: Post, terms: dict[str, Any]) -> Opening:
    """What a proposed seat would show, of the entries that the actor sees; nothing is stored."""
    place = _imagined(case, post, terms, actor)
    entries = policy.visible_to(actor).filter(case=case).defer("text").prefetch_related("readers")
    opened = [label for entry in entries if sees(place, label := label_of(entry))]
    bits = 0
    for label in opened:
        bits |= label.categories
    about = [str(category.label) for category in categories_in(bits)]
    asked = (post.pk, terms["purpose"], terms["sees_from"].date(), len(opened))
    return Opening(len(opened), about, ":".join(str(part) for part in asked))


def _imagined(case: Case, post: Post, terms: dict[str, Any], actor: Actor) -> Place:
    """The place that the post would have, with clearances compiled but not stored."""
    key = Key(
        agreement=case.agreement, agency=post.agency, role=terms["role"], purpose=terms["purpose"]
    )
    sectors = sectors_at(posts_of_human(post.human_id), actor.at)
    found = cleared(key, sectors, actor.at)
    earlier = Seat.objects.filter(case=case, post=post).values_list("pk", flat=True).first()
    seat = Seat(
        pk=earlier or ids.new(),  # who comes back is on the lists of then
        case=case,
        post=post,
        key=key,
        role=terms["role"],
        purpose=terms["purpose"],
        from_at=actor.at,
        until_at=terms["until_at"],
        sees_from=terms["sees_from"],
    )
    return Place(seat, sectors, actor.at, found)
