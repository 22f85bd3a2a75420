"""What must be done, and the cases one works on, made from what the actor sees."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from throughcare.agencies.models import Post
from throughcare.cases import policy as cases
from throughcare.cases.models import Case
from throughcare.cases.queries import bylines, responsible
from throughcare.entries import compiled
from throughcare.entries.models import Kind
from throughcare.kernel import clock
from throughcare.kernel.actor import Actor
from throughcare.kernel.clock import BEGINNING
from throughcare.notes.models import Contact, Outcome

PAGE = 25
# So many cases are sorted by silence at the most; beyond that the caseload goes by name.
MOST_SORTED = 5000
# What a contact came to stands in its own table.
CONTACT = compiled.Joined("contact", Contact, "contact.entry_ptr_id = entry.id")
# After so many days without a contact that this reader sees, the desk says so.
QUIET_DAYS = 21


@dataclass(frozen=True)
class CaseRow:
    """A case in a list: what every seat sees, and the last contact that this reader sees."""

    case: Case
    responsible: str
    is_mine: bool
    last_contact: datetime | None
    days: int | None

    @property
    def is_quiet(self) -> bool:
        """Whether nothing was heard for long."""
        return self.days is not None and self.days > QUIET_DAYS


def last_contacts(actor: Actor, case_ids: Sequence[uuid.UUID] | None) -> dict[uuid.UUID, datetime]:
    """The latest kept contact that the actor sees on each of the cases (None: on all)."""
    return compiled.latest(
        actor,
        Kind.CONTACT,
        joins=(CONTACT,),
        where="contact.outcome = %(kept)s",
        cases=case_ids,
        kept=Outcome.KEPT,
    )


def case_rows(
    actor: Actor, found: Sequence[Case], latest: dict[uuid.UUID, datetime] | None = None
) -> list[CaseRow]:
    """The cases with their responsible workers and last contacts; three queries at the most."""
    ids = [case.pk for case in found]
    latest = last_contacts(actor, ids) if latest is None else latest
    by_case, called = responsible(actor, ids), bylines(actor, ids)
    names = {pk: called.of(post, pk) for pk, post in by_case.items()}
    return [
        _row(actor, case, by_case.get(case.pk), names.get(case.pk, ""), latest.get(case.pk))
        for case in found
    ]


def _row(
    actor: Actor, case: Case, post: Post | None, name: str, latest: datetime | None
) -> CaseRow:
    today = clock.local(actor.at).date()
    return CaseRow(
        case=case,
        responsible=name,
        is_mine=bool(post and post.pk == actor.post_id),
        last_contact=latest,
        days=(today - clock.local(latest).date()).days if latest else None,
    )


@dataclass(frozen=True)
class Sieve:
    """What a reader of the caseload asked for. `after` is the key of the last row of a page."""

    kind: str = ""
    state: str = "open"
    mine: bool = False
    order: str = "name"
    after: str = ""


@dataclass(frozen=True)
class Slice:
    """A page of rows, and the key to go on after; empty at the end."""

    rows: Sequence[CaseRow]
    following: str


def caseload(actor: Actor, sieve: Sieve) -> Slice:
    """A page of the cases that the actor sees, by name or by longest silence."""
    found = _sifted(actor, sieve).select_related("person", "lead_agency")
    if sieve.order == "silence":
        return _by_silence(actor, found, sieve.after)
    return _by_name(actor, found, sieve.after)


def _sifted(actor: Actor, sieve: Sieve) -> QuerySet[Case]:
    found = cases.visible_to(actor)
    if sieve.kind:
        found = found.filter(kind=sieve.kind)
    if sieve.state:
        found = found.filter(closed_at__isnull=sieve.state == "open")
    if sieve.mine:
        found = found.filter(
            responsibilities__post=actor.post_id,
            responsibilities__from_at__lte=actor.at,
            responsibilities__until_at__gt=actor.at,
        )
    return found


def _by_name(actor: Actor, found: QuerySet[Case], after: str) -> Slice:
    if (key := _id(after)) and (last := found.filter(pk=key).first()):
        name = last.person.display_name
        later = Q(person__display_name__gt=name) | Q(person__display_name=name, pk__gt=last.pk)
        found = found.filter(later)
    page = list(found.order_by("person__display_name", "pk")[: PAGE + 1])
    return _sliced(case_rows(actor, page[:PAGE]), len(page) > PAGE)


def _by_silence(actor: Actor, found: QuerySet[Case], after: str) -> Slice:
    ids = list(found.order_by().values_list("pk", flat=True)[:MOST_SORTED])
    latest = last_contacts(actor, None)
    ids.sort(key=lambda pk: (latest.get(pk, BEGINNING), str(pk)))
    start = ids.index(last) + 1 if (last := _id(after)) in ids else 0
    chosen = ids[start : start + PAGE]
    by_id = {case.pk: case for case in found.filter(pk__in=chosen)}
    rows = case_rows(actor, [by_id[pk] for pk in chosen], latest)
    return _sliced(rows, len(ids) > start + PAGE)


def _sliced(rows: list[CaseRow], more: bool) -> Slice:
    return Slice(rows, str(rows[-1].case.pk) if rows and more else "")


def _id(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None
