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
from throughcare.cases.models import Case, OfferState, ResponsibilityOffer, SeatOffer
from throughcare.cases.queries import bylines
from throughcare.entries import policy as entries
from throughcare.entries.models import Entry, LabelRequest
from throughcare.kernel import clock
from throughcare.kernel.actor import Actor
from throughcare.kernel.prepared import prepared
from throughcare.notes import queries as notes
from throughcare.notices.queries import News, news
from throughcare.powers import queries as powers
from throughcare.referrals import queries as referrals
from throughcare.web.words import clock_time, day, short_day

MOST = 50  # of each sort of thing that waits


@dataclass(frozen=True)
class Task:
    """Something to do, as a row of the agenda."""

    when: str
    title: str
    url: str
    text: str
    tag: str
    icon: str
    case_id: UUID | None = None
    entry_id: UUID | None = None
    offer_id: UUID | None = None


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
    end_of_today = clock.midnight(today + timedelta(days=1))
    return Work(
        late=[task for at, task in dated if at < _begin(today)],
        today=[task for at, task in dated if _begin(today) <= at < end_of_today],
        week=[task for at, task in dated if at >= end_of_today],
        waiting=_waiting(actor),
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


def _waiting(actor: Actor) -> list[Task]:
    return [
        *_seats(actor),
        *_confirmations(actor),
        *_responsibilities(actor),
        *_referrals(actor),
        *_wishes(actor),
        *_powers(actor),
    ]


def _seats(actor: Actor) -> list[Task]:
    """Seats offered to this post, or to the agency when this post has its duty."""
    offers = _offered(actor)
    called = bylines(actor, {offer.case_id for offer in offers})
    return [
        Task(
            when=short_day(clock.local(offer.offered_at).date()),
            title=_("Join the team of case %(reference)s") % {"reference": offer.case.reference},
            url=reverse("seat-offer", args=[offer.pk]),
            text=f"{called.of(offer.offered_by, offer.case_id)}, {offer.offered_by.agency.name}",
            tag=_("Offer"),
            icon="people",
            offer_id=offer.pk,
        )
        for offer in offers
    ]


@prepared
def _offered(actor: Actor) -> QuerySet[SeatOffer]:
    mine = cases.offers_to(actor).select_related("case", "offered_by__human", "offered_by__agency")
    return mine.order_by("offered_at")[:MOST]


def _confirmations(actor: Actor) -> list[Task]:
    return [
        Task(
            when=short_day(clock.local(offer.offered_at).date()),
            title=_("Confirm a seat on case %(reference)s") % {"reference": offer.case.reference},
            url=reverse("seat-offer", args=[offer.pk]),
            text=offer.post.agency.name,
            tag=_("Second pair of eyes"),
            icon="eye",
            offer_id=offer.pk,
        )
        for offer in _unconfirmed(actor)
    ]


@prepared
def _unconfirmed(actor: Actor) -> QuerySet[SeatOffer]:
    waiting = cases.offers_to_confirm(actor).select_related("case", "post__agency")
    return waiting.order_by("offered_at")[:MOST]


def _responsibilities(actor: Actor) -> list[Task]:
    offers = _handed_over(actor)
    called = bylines(actor, {offer.case_id for offer in offers})
    return [
        Task(
            when=short_day(clock.local(offer.offered_at).date()),
            title=_("Take responsibility for %(name)s") % {"name": offer.case.person.display_name},
            url=reverse("team", args=[offer.case_id]) + "#waiting",
            text=f"{called.of(offer.offered_by, offer.case_id)}, {offer.offered_by.agency.name}",
            tag=_("Hand-over"),
            icon="swap",
            case_id=offer.case_id,
        )
        for offer in offers
    ]


@prepared
def _handed_over(actor: Actor) -> QuerySet[ResponsibilityOffer]:
    offered = cases.responsibility_offers_visible_to(actor)
    offered = offered.filter(post=actor.post_id, state=OfferState.OPEN)
    return offered.select_related("case__person", "offered_by__human", "offered_by__agency")[:MOST]


def _referrals(actor: Actor) -> list[Task]:
    """Whom the agency is told of, and the actor must decide about."""
    return [
        Task(
            when=short_day(referral.due_on),
            title=_("Decide about a referral"),
            url=reverse("referral", args=[referral.pk]),
            text=f"{referral.subject}, {referral.sent_by.agency.name}",
            tag=_("Referral"),
            icon="letter",
            case_id=referral.case_id,
        )
        for referral in referrals.waiting(actor)
    ]


def _wishes(actor: Actor) -> list[Task]:
    asked = _wished(actor)
    called = bylines(actor, {wish.entry.case_id for wish in asked})
    return [
        Task(
            when=short_day(clock.local(wish.asked_at).date()),
            title=_("Answer: another label for “%(headline)s”") % {"headline": wish.entry.headline},
            url=reverse("entry", args=[wish.entry_id]),
            text=f"{called.of(wish.asked_by, wish.entry.case_id)}, {wish.asked_by.agency.name}",
            tag=_("Request"),
            icon="question",
            case_id=wish.entry.case_id,
            entry_id=wish.entry_id,
        )
        for wish in asked
    ]


@prepared
def _wished(actor: Actor) -> QuerySet[LabelRequest]:
    wishes = entries.requests_visible_to(actor).filter(
        answered_at=None, entry__author=actor.post_id
    )
    return wishes.select_related("entry", "asked_by__human", "asked_by__agency")[:MOST]


def _powers(actor: Actor) -> list[Task]:
    """Acts that take two persons, and wait for this one."""
    return [
        Task(
            when=short_day(clock.local(row.proposal.proposed_at).date()),
            title=str(row.power.title),
            url=reverse("proposal", args=[row.proposal.pk]),
            text=f"{row.proposal.proposed_by.human.name}, {row.proposal.proposed_by.agency.name}",
            tag=_("Second person"),
            icon="person-tick",
        )
        for row in powers.waiting(actor)
    ]
