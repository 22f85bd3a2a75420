"""Reading drafts, the person's own entries, to-dos and appointments."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar
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
from throughcare.notes.models import (
    Appointment,
    Birth,
    Contact,
    Draft,
    Language,
    Outcome,
    Outreach,
    Step,
    Todo,
)

_Known = TypeVar("_Known", Language, Birth)
_PutOff = TypeVar("_PutOff", Outreach, Step)
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


def spoken(actor: Actor, case: Case) -> Language | None:
    """The newest language of the person that the actor sees."""
    return _newest(Language.objects.all(), actor, case)


def birth(actor: Actor, case: Case) -> Birth | None:
    """The newest date of birth that the actor sees."""
    return _newest(Birth.objects.all(), actor, case)


def _newest(known: QuerySet[_Known], actor: Actor, case: Case) -> _Known | None:
    shown = known.filter(entries.shown_to(actor, "entry_ptr__"), case=case)
    return shown.order_by("-recorded_at", "pk").first()


def of_programmes(actor: Actor, case: Case) -> list[Entry]:
    """The admissions and phases of a case that the actor sees, the newest first. One query."""
    kinds = (Kind.ADMISSION, Kind.PHASE)
    shown = entries.visible_to(actor).filter(case=case, kind__in=kinds)
    with_models = shown.select_related(
        *("agency", "author__human"),
        *("admission__model_version__programme", "phase__model_version__programme"),
    )
    return list(with_models.order_by("-occurred_at", "-recorded_at", "pk")[:MOST])


def kept_contacts(actor: Actor, case: Case, since: datetime) -> list[Contact]:
    """The contacts since a moment that took place, as far as the actor sees them."""
    shown = Contact.objects.filter(entries.shown_to(actor, "entry_ptr__"), case=case)
    kept = shown.filter(outcome=Outcome.KEPT, occurred_at__gte=since, occurred_at__lte=actor.at)
    return list(kept)


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


def put_off(actor: Actor, *, until: date) -> list[Outreach | Step]:
    """What the actor's post has put off to a day that comes: attempts, actions of a pathway.

    Whatever was written of the same since, and shows to the actor, has settled it.
    """
    found: list[Outreach | Step] = []
    seen: set[tuple[UUID, str]] = set()
    every: list[Outreach | Step] = [*_attempts(actor, until), *_actions(actor, until)]
    for entry in every:
        of = (entry.case_id, entry.action if isinstance(entry, Step) else "")
        is_newest = of not in seen
        seen.add(of)
        is_own = entry.author_id == actor.post_id
        if is_newest and is_own and entry.again_on and entry.again_on <= until:
            found.append(entry)
    return found


@prepared
def _attempts(actor: Actor, until: date) -> QuerySet[Outreach]:
    """Every attempt on the cases where one of the actor's is to be repeated; the newest first."""
    own = Outreach.objects.filter(author=actor.post_id, again_on__lte=until)
    return _on(Outreach.objects.all(), own, actor)


@prepared
def _actions(actor: Actor, until: date) -> QuerySet[Step]:
    """How actions stand on the cases where the actor has put one off; the newest first."""
    own = Step.objects.filter(author=actor.post_id, again_on__lte=until)
    return _on(Step.objects.all(), own, actor)


def _on(every: QuerySet[_PutOff], own: QuerySet[_PutOff], actor: Actor) -> QuerySet[_PutOff]:
    shown = every.filter(entries.shown_to(actor, "entry_ptr__"), case__in=own.values("case"))
    of_open = shown.filter(case__closed_at=None).select_related("case__person")
    return of_open.order_by("-occurred_at", "-recorded_at", "pk")[:MOST]


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
