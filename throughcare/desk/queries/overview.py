"""A case at a glance, made from what the actor sees."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from throughcare.agencies import queries as agencies
from throughcare.agencies.models import Agency, Post
from throughcare.cases.models import Case, ResponsibilityOffer, Seat
from throughcare.cases.queries import Bylines, answering, following
from throughcare.desk.queries.caseload import contacts
from throughcare.desk.queries.pathway import MOST, Point, points
from throughcare.duplicates import queries as duplicates
from throughcare.duplicates.models import Known
from throughcare.emergencies import queries as emergencies
from throughcare.entries import policy
from throughcare.entries.models import Entry, Kind
from throughcare.entries.queries import PAGE, Filters, Key, chronology, keyed, latest
from throughcare.entries.rows import Row, rows
from throughcare.kernel import clock
from throughcare.kernel.actor import Actor
from throughcare.kernel.prepared import prepared
from throughcare.notes import queries as notes
from throughcare.notes.models import Appointment, Contact, Todo
from throughcare.sharing.categories import Statement
from throughcare.sharing.queries import parties
from throughcare.web.words import clock_time

LATEST = 6


@dataclass(frozen=True)
class Coming:
    """Something that is planned or to be done on the case, as a row."""

    on: date
    headline: str
    entry_id: uuid.UUID
    text: str


@dataclass(frozen=True)
class Overview:
    """What the case page shows."""

    latest: Sequence[Row]
    own_words: Entry | None
    coming: Sequence[Coming]
    responsible: Post
    following: ResponsibilityOffer | None
    attention: Sequence[Entry]
    points: Sequence[Point]
    last_contact: object
    ids: Sequence[uuid.UUID]
    known: Sequence[Known]
    emergencies: Sequence[Seat]


def overview(actor: Actor, case: Case, called: Bylines) -> Overview:
    """The case page's content."""
    newest = _newest(actor, case.pk)
    said = _said.first(actor, case.pk)
    dates, todos = notes.next_dates(actor, case.pk), notes.open_todos(actor, case.pk)
    attention = _attention(actor, case.pk)
    needing = points(_of_points(actor, case.pk))
    of_points = [point.said for point in needing if point.said]
    shown = [*newest, *dates, *todos, *attention, *of_points, *([said] if said else [])]
    return Overview(
        latest=rows(newest, called, headings=False)[:LATEST],
        own_words=said,
        coming=_coming(dates, todos, called),
        responsible=answering(actor, case),
        following=following(case),
        attention=attention,
        points=needing,
        last_contact=_last_contact.first(actor, case.pk),
        ids=list(dict.fromkeys(entry.pk for entry in shown)),
        known=duplicates.known(actor, case.pk),
        emergencies=emergencies.running(case.pk, actor.at),
    )


@prepared
def _last_contact(actor: Actor, case_id: uuid.UUID) -> QuerySet[Contact, datetime]:
    return contacts(actor, case_id)


@prepared
def _newest(actor: Actor, case_id: uuid.UUID) -> QuerySet[Entry]:
    return chronology(actor, case_id, Filters(until=actor.at))[: LATEST * 2]


@prepared
def _said(actor: Actor, case_id: uuid.UUID) -> QuerySet[Entry]:
    return chronology(actor, case_id, Filters(statements=[Statement.OWN]))[:1]


@prepared
def _attention(actor: Actor, case_id: uuid.UUID) -> QuerySet[Entry]:
    """Life events and decisions that always need to be in mind, the latest first."""
    return chronology(actor, case_id, Filters(kinds=[Kind.LIFE_EVENT, Kind.DECISION]))[:4]


@prepared
def _of_points(actor: Actor, case_id: uuid.UUID) -> QuerySet[Entry]:
    """What was said of the points that always need attention, the newest first."""
    said = policy.visible_to(actor).filter(case=case_id, kind=Kind.ATTENTION)
    with_points = said.select_related("agency", "author__human", "attention")
    return with_points.order_by("-occurred_at", "-recorded_at", "pk")[:MOST]


def _coming(dates: Sequence[Appointment], todos: Sequence[Todo], called: Bylines) -> list[Coming]:
    """Appointments and to-dos in one row of days."""
    planned = [_planned(one) for one in dates]
    due = [
        Coming(one.due_on, one.headline, one.pk, called.of(one.for_post, one.case_id))
        for one in todos
    ]
    return sorted([*planned, *due], key=lambda row: row.on)


def _planned(one: Appointment) -> Coming:
    told = clock_time(one.occurred_at) + (f" · {one.place}" if one.place else "")
    return Coming(clock.local(one.occurred_at).date(), one.headline, one.pk, told)


@prepared
def agencies_seen(actor: Actor, case_id: uuid.UUID) -> QuerySet[Agency]:
    """The agencies that own entries which the actor sees on the case."""
    owners = policy.visible_to(actor).filter(case=case_id).order_by().values("agency").distinct()
    return agencies.agencies().filter(pk__in=owners)


def page_of(actor: Actor, case: Case, filters: Filters, after: str) -> tuple[list[Entry], str]:
    """A page of entries, newest first, and the key to go on after; keyed, never counted."""
    before = _key(actor, case, filters, after) if after else None
    entries = latest(actor, case.pk, filters, before)
    more = len(entries) > PAGE
    return entries[:PAGE], str(entries[PAGE - 1].pk) if more else ""


def _key(actor: Actor, case: Case, filters: Filters, after: str) -> Key | None:
    """The place of the last entry of the page before, as far as it shows."""
    try:
        last = keyed.first(actor, case.pk, filters, uuid.UUID(after))
    except ValueError:
        return None
    return Key(last.occurred_at, last.pk) if last else None


def colleagues(case: Case, actor: Actor) -> list[Post]:
    """The posts that could join the team: of the parties, in force now, without a seat."""
    within = None
    if case.agreement:
        within = {*parties(case.agreement, actor.at), case.lead_agency_id}
    seated = case.seats.filter(from_at__lte=actor.at, until_at__gt=actor.at).values("post")
    return list(agencies.colleagues(actor.at, within).exclude(pk__in=seated)[:1000])
