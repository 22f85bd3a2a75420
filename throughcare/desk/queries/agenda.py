"""What must be done today: to-dos, appointments, and offers that wait for an answer."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from throughcare.cases import policy as cases
from throughcare.cases.models import Case
from throughcare.desk.queries.tasks import Task
from throughcare.desk.queries.waiting import waiting
from throughcare.entries.models import Entry
from throughcare.kernel import clock
from throughcare.kernel.actor import Actor
from throughcare.kernel.prepared import prepared
from throughcare.notes import queries as notes
from throughcare.notices.queries import News, news
from throughcare.web.words import clock_time, day


@dataclass(frozen=True)
class Work:
    """Late, today, this week, and what waits for an answer."""

    late: Sequence[Task]
    today: Sequence[Task]
    week: Sequence[Task]
    waiting: Sequence[Task]

    @property
    def case_ids(self) -> list[UUID]:
        """The cases whose names stand in these rows."""
        return [row.case_id for row in self._rows if row.case_id]

    @property
    def ids(self) -> list[UUID]:
        """The entries whose headlines, and the offers whose numbers, stand in these rows."""
        return [pk for row in self._rows for pk in (row.entry_id, row.offer_id) if pk]

    @property
    def _rows(self) -> Sequence[Task]:
        return (*self.late, *self.today, *self.week, *self.waiting)

    @property
    def title(self) -> str:
        """What is so: how many things today."""
        count = len(self.late) + len(self.today) + len(self.waiting)
        if not count:
            return _("Nothing waits today")
        return ngettext("%(n)s thing today", "%(n)s things today", count) % {"n": count}


def work(actor: Actor) -> Work:
    """The actor's agenda."""
    today = clock.local(actor.at).date()
    dated = sorted(_dated(actor, today), key=lambda pair: pair[0])
    end_of_today = clock.midnight_after(today)
    return Work(
        late=[task for at, task in dated if at < _begin(today)],
        today=[task for at, task in dated if _begin(today) <= at < end_of_today],
        week=[task for at, task in dated if at >= end_of_today],
        waiting=waiting(actor),
    )


def _begin(day: date) -> datetime:
    return clock.midnight(day)


@dataclass(frozen=True)
class Aside:
    """What stands beside the agenda: news, with the numbers of cases still seen, and drafts."""

    news: Sequence[News]
    references: Mapping[UUID, str]
    drafts: Sequence[notes.DraftRow]

    @property
    def case_ids(self) -> list[UUID]:
        """The cases whose numbers or names stand here."""
        return [*self.references, *(row.draft.case_id for row in self.drafts if row.name)]


def beside(actor: Actor) -> Aside:
    """What stands beside the actor's agenda."""
    told = news(actor)
    references = dict(_references(actor, {one.case_id for one in told if one.case_id}))
    return Aside(told, references, notes.drafts(actor, few=True))


@prepared
def _references(actor: Actor, case_ids: Collection[UUID]) -> QuerySet[Case, tuple[UUID, str]]:
    return cases.visible_to(actor).filter(pk__in=case_ids).values_list("pk", "reference")


def _dated(actor: Actor, today: date) -> list[tuple[datetime, Task]]:
    week = today + timedelta(days=7)
    found = []
    for todo in notes.todos(actor, until=week):
        made = _task(todo, _when(todo.due_on, today), _("To-do"), "tick-box")
        found.append((clock.midnight(todo.due_on), made))
    for entry in notes.put_off(actor, until=week):
        assert entry.again_on is not None
        kind = entry.get_kind_display()
        made = _task(entry, _when(entry.again_on, today), _("Again"), "clock", kind)
        found.append((clock.midnight(entry.again_on), made))
    for appointment in notes.appointments(actor, until=clock.midnight(week)):
        local = clock.local(appointment.occurred_at)
        is_today = local.date() == today
        when = clock_time(local) if is_today else day(local)
        hour = "" if is_today else clock_time(local)
        told = (hour, appointment.place)
        made = _task(appointment, when, _("Appointment"), "calendar", *told)
        found.append((appointment.occurred_at, made))
    return found


def _when(due: date, today: date) -> str:
    """How many days late, `today`, or the day."""
    late = (today - due).days
    if late > 0:
        return ngettext("%(n)s day", "%(n)s days", late) % {"n": late}
    return day(due) if late else _("today")


def _task(entry: Entry, when: str, tag: str, icon: str, *told: str) -> Task:
    return Task(
        when=when,
        title=entry.headline,
        url=reverse("entry", args=[entry.pk]),
        text=" · ".join(part for part in (entry.case.person.display_name, *told) if part),
        tag=tag,
        icon=icon,
        case_id=entry.case_id,
        entry_id=entry.pk,
    )
