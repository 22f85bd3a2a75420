"""The way a case goes, as its reader sees it: what holds now, what is open, and who said so."""

from calendar import monthrange
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from throughcare.cases.models import Case
from throughcare.desk.queries.programmes import Time, times
from throughcare.entries import policy
from throughcare.entries.models import Entry, Kind
from throughcare.kernel import clock
from throughcare.kernel.actor import Actor
from throughcare.notes.models import Attention, Information, Pathway, Step

STANDING = (Kind.PATHWAY, Kind.TAKING_PART, Kind.MOTIVATION, Kind.IDEOLOGY)
SAID = (Kind.ATTENTION, Kind.STEP, Kind.INFORMATION, Kind.CONCERN)
MOST, ATTEMPTS = 300, 10

# The practice's table of pathways (Ravagnani 2021, table 2). Who comes on their own accord has not
# been sentenced, and what the practice asks for there is asked for here too.
_ALWAYS = (Step.Action.NEEDS, Step.Action.ACTORS)
_UNSENTENCED = (Step.Action.NEEDS, Step.Action.EXPERIENCE, Step.Action.LINKS)
ACTIONS = {
    Pathway.Which.LAST_PART: (
        *_ALWAYS,
        Step.Action.EARLY,
        Step.Action.COORDINATION,
        Step.Action.BACKGROUND,
    ),
    Pathway.Which.COMMUNITY: (*_ALWAYS, Step.Action.COORDINATION, Step.Action.DANGER),
    Pathway.Which.NOT_SENTENCED: _UNSENTENCED,
    Pathway.Which.NO_PROCESS: _UNSENTENCED,
}
# Probation and community services come in at the latest so long before the sentence ends.
IN_TIME = 6  # months


@dataclass(frozen=True)
class Item:
    """One action of the checklist, with the newest entry about it, if there is one."""

    action: Step.Action
    step: Step | None
    due_on: date | None
    is_late: bool


@dataclass(frozen=True)
class Point:
    """One point that always needs attention, with what was last said about it."""

    point: Attention.Point
    said: Entry | None


@dataclass(frozen=True)
class Topic:
    """Something that a person is told, with where it was last said that they were."""

    topic: Information.Topic
    said: Entry | None


@dataclass(frozen=True)
class Way:
    """What holds now: the newest entry of each kind that the reader sees."""

    now: dict[Kind, Entry]
    earlier: dict[Kind, list[Entry]]
    checklist: list[Item]
    points: list[Point]
    attempts: list[Entry]
    times: list[Time]
    topics: list[Topic]
    concerns: list[Entry]
    ids: list[UUID]


def way(actor: Actor, case: Case) -> Way:
    """The way of a case, as the actor sees it. Four queries; five where contacts count."""
    standing = list(_of(actor, case, (*STANDING, Kind.BIRTH))[:MOST])
    shown = [each for each in standing if each.occurred_at <= actor.at]
    now = {kind: each for kind in (*STANDING, Kind.BIRTH) for each in _first(shown, kind)}
    said = list(_of(actor, case, SAID)[:MOST])
    attempts = list(_of(actor, case, (Kind.OUTREACH,))[:ATTEMPTS])
    programmes = times(actor, case, now)
    of_programmes = [entry for time in programmes for entry in time.running.entries]
    pathway = now.get(Kind.PATHWAY)
    return Way(
        now=now,
        earlier={kind: _earlier(standing, now.get(kind), kind) for kind in STANDING},
        checklist=_checklist(pathway.pathway, said) if pathway else [],
        points=points(said),
        attempts=attempts,
        times=programmes,
        topics=[
            Topic(topic, _about(said, "information", "topic", topic)) for topic in Information.Topic
        ],
        concerns=[entry for entry in said if entry.kind == Kind.CONCERN],
        ids=[entry.pk for entry in (*standing, *said, *attempts, *of_programmes)],
    )


def points(said: Sequence[Entry]) -> list[Point]:
    """The points that always need attention, each with the newest that was said (P5)."""
    return [Point(point, _about(said, "attention", "point", point)) for point in Attention.Point]


def _of(actor: Actor, case: Case, kinds: Iterable[Kind]) -> QuerySet[Entry]:
    """Entries of some kinds with the fields of their own, the newest first."""
    children = [kind.replace("_", "") for kind in kinds]
    shown = policy.visible_to(actor).filter(case=case, kind__in=list(kinds))
    found = shown.select_related("agency", "author__human", *children)
    return found.order_by("-occurred_at", "-recorded_at", "pk")


def _first(entries: list[Entry], kind: Kind) -> list[Entry]:
    return [entry for entry in entries if entry.kind == kind][:1]


def _earlier(entries: list[Entry], now: Entry | None, kind: Kind) -> list[Entry]:
    return [entry for entry in entries if entry.kind == kind and entry != now]


def _about(entries: Sequence[Entry], child: str, field: str, value: str) -> Entry | None:
    """The newest entry of a kind about something."""
    of_kind = (entry for entry in entries if entry.kind == child)
    return next((e for e in of_kind if getattr(getattr(e, child), field) == value), None)


def _checklist(pathway: Pathway, said: list[Entry]) -> list[Item]:
    today = clock.local(clock.now()).date()
    items = []
    for action in ACTIONS[Pathway.Which(pathway.which)]:
        entry = _about(said, "step", "action", action)
        step = entry.step if entry else None
        due = _due(pathway, action, step)
        items.append(Item(action, step, due, is_late=bool(due and due < today)))
    return items


def _due(pathway: Pathway, action: Step.Action, step: Step | None) -> date | None:
    """When somebody must look at an action: a deferred one on its day, the early one in time."""
    if step is not None:
        return step.again_on if step.state == Step.State.DEFERRED else None
    if action == Step.Action.EARLY and pathway.ends_on:
        return _months_before(pathway.ends_on, IN_TIME)
    return None


def _months_before(day: date, months: int) -> date:
    """The same day so many months earlier, or the last day of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
