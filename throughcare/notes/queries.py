"""Reading drafts, the person's own entries, to-dos and appointments."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse

from throughcare.cases import policy as cases
from throughcare.cases.models import Case
from throughcare.entries import policy as entries
from throughcare.entries.models import Entry, Kind
from throughcare.kernel.actor import Actor
from throughcare.kernel.prepared import prepared
from throughcare.notes import policy
from throughcare.notes.models import Appointment, Draft, Todo

MOST = 100
FEW = 3  # drafts, on the desk
PROFILE = (
    Kind.NAME,
    Kind.BIRTH,
    Kind.LANGUAGE,
    Kind.GENDER,
    Kind.NEED,
    Kind.WAY,
)


@dataclass(frozen=True)
class DraftRow:
    """A draft, and where to go on with it; no address when its case no longer shows.

    `text` is None when the actor may not read it.
    """

    draft: Draft
    name: str
    url: str
    text: str | None
    kind: str


def drafts(actor: Actor, *, few: bool = False) -> list[DraftRow]:
    """The drafts of the actor, and those left to it; newest first, the first few alone."""
    return _rows(actor, _kept(actor, few))


@prepared
def _kept(actor: Actor, few: bool) -> QuerySet[Draft]:
    return policy.visible_to(actor).order_by("-kept_at")[: FEW if few else MOST]


def opened(actor: Actor, draft: Draft) -> DraftRow:
    """One draft."""
    return _rows(actor, [draft])[0]


def _rows(actor: Actor, found: list[Draft]) -> list[DraftRow]:
    """The drafts, with the names of cases that still show and the words that may be read."""
    by_id = {case.pk: case for case in _cases(actor, {draft.case_id for draft in found})}
    readable = policy.readable(actor, found)
    open_to = {*by_id, *policy.correctable(actor, found)}
    return [
        _row(actor, draft, by_id.get(draft.case_id), draft.pk in readable, draft.about in open_to)
        for draft in found
    ]


@prepared
def _cases(actor: Actor, case_ids: Collection[UUID]) -> QuerySet[Case]:
    return cases.visible_to(actor).filter(pk__in=case_ids).select_related("person")


def _row(
    actor: Actor, draft: Draft, case: Case | None, is_readable: bool, is_open: bool
) -> DraftRow:
    text = "\n".join(draft.fields.get("text", []))
    return DraftRow(
        draft=draft,
        name=case.person.display_name if case else "",
        url=_url(draft) if is_open and draft.post_id == actor.post_id else "",
        text=text if is_readable else None,
        kind=str(Kind(draft.form).label) if draft.form in Kind.values else "",
    )


def _url(draft: Draft) -> str:
    """Where to go on writing."""
    if draft.is_correction:
        return reverse("entry-correct", args=[draft.about])
    return reverse("entry-write", args=[draft.case_id, draft.form])


def profile(actor: Actor, case: Case) -> dict[str, list[Entry]]:
    """What is known of the person, by kind: the entries that the actor sees."""
    shown = entries.visible_to(actor).filter(case=case, kind__in=PROFILE)
    by_kind: dict[str, list[Entry]] = defaultdict(list)
    for entry in shown.select_related("agency", "author__human", "way").order_by("recorded_at"):
        by_kind[entry.kind].append(entry)
    return by_kind


@prepared
def todos(actor: Actor, *, until: date) -> QuerySet[Todo]:
    """What the actor's post must do by a day, and has not done."""
    mine = policy.todos_visible_to(actor).filter(
        for_post=actor.post_id, done_at=None, due_on__lte=until
    )
    return mine.select_related("case__person").order_by("due_on", "pk")[:MOST]


@prepared
def appointments(actor: Actor, *, until: datetime) -> QuerySet[Appointment]:
    """The appointments of the actor's post that have not been settled, up to a moment."""
    mine = policy.appointments_visible_to(actor).filter(
        for_post=actor.post_id, state=Appointment.State.PLANNED, occurred_at__lt=until
    )
    return mine.select_related("case__person").order_by("occurred_at", "pk")[:MOST]


@prepared
def next_dates(actor: Actor, case_id: UUID) -> QuerySet[Appointment]:
    """What is planned on a case."""
    planned = policy.appointments_visible_to(actor).filter(
        case=case_id, state=Appointment.State.PLANNED, occurred_at__gte=actor.at
    )
    return planned.order_by("occurred_at")[:6]


@prepared
def open_todos(actor: Actor, case_id: UUID) -> QuerySet[Todo]:
    """What is to be done on a case."""
    shown = policy.todos_visible_to(actor).filter(case=case_id, done_at=None)
    return shown.select_related("for_post__human").order_by("due_on")[:8]
