"""What must be done, and the cases one works on, made from what the actor sees."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from throughcare.agencies.models import Post
from throughcare.cases import policy as cases
from throughcare.cases.models import Case
from throughcare.cases.queries import Bylines, bylines, responsible
from throughcare.entries import policy as entries
from throughcare.entries.models import Kind
from throughcare.kernel import clock
from throughcare.kernel.actor import Actor
from throughcare.kernel.clock import BEGINNING
from throughcare.kernel.prepared import prepared
from throughcare.notes.models import Contact, Outcome

PAGE = 25
# After so many days without a contact that this reader sees, the desk says so.
QUIET_DAYS = 21


@dataclass(frozen=True)
class CaseRow:
    """A case in a list: what every seat sees, and the last contact that this reader sees."""

    case_id: uuid.UUID
    name: str
    reference: str
    is_closed: bool
    responsible: str
    is_mine: bool
    last_contact: datetime | None
    days: int | None

    @property
    def is_quiet(self) -> bool:
        """Whether nothing was heard for long."""
        return self.days is not None and self.days > QUIET_DAYS


def case_rows(actor: Actor, case_ids: Sequence[uuid.UUID]) -> list[CaseRow]:
    """The cases, as far as the actor sees them, in the order given; three queries."""
    by_case, called = responsible(actor, case_ids), bylines(actor, case_ids)
    found = {row[0]: row for row in _listed(actor, case_ids)}
    rows = [found[pk] for pk in case_ids if pk in found]
    return [_row(actor, *row, by_case.get(row[0]), called) for row in rows]


@prepared
def _listed(
    actor: Actor, case_ids: Sequence[uuid.UUID]
) -> QuerySet[Case, tuple[uuid.UUID, str, str, datetime | None, datetime | None]]:
    shown = cases.visible_to(actor).filter(pk__in=case_ids)
    heard = Subquery(contacts(actor, OuterRef("pk")))
    return shown.values_list("pk", "person__display_name", "reference", "closed_at", heard)


def contacts(actor: Actor, case: uuid.UUID | OuterRef) -> QuerySet[Contact, datetime]:
    """The last moment at which a contact was kept on a case, of those that the actor sees."""
    shown = Contact.objects.filter(entries.shown_to(actor, "entry_ptr__"), case=case)
    kept = shown.filter(kind=Kind.CONTACT, outcome=Outcome.KEPT, occurred_at__lte=actor.at)
    return kept.order_by("-occurred_at").values_list("occurred_at", flat=True)[:1]


def _row(
    actor: Actor,
    case_id: uuid.UUID,
    name: str,
    reference: str,
    closed_at: datetime | None,
    last_contact: datetime | None,
    post: Post | None,
    called: Bylines,
) -> CaseRow:
    today = clock.local(actor.at).date()
    return CaseRow(
        case_id=case_id,
        name=name,
        reference=reference,
        is_closed=closed_at is not None,
        responsible=called.of(post, case_id) if post else "",
        is_mine=bool(post and post.pk == actor.post_id),
        last_contact=last_contact,
        days=(today - clock.local(last_contact).date()).days if last_contact else None,
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
    by_silence = sieve.order == "silence"
    is_open = sieve.state == "open" if sieve.state else None
    sifted = (actor, sieve.kind or None, is_open, sieve.mine, by_silence)
    last = _place.first(*sifted, key) if (key := _id(sieve.after)) else None
    ids = _page(*sifted, key, *last) if last else _page(*sifted)
    more = len(ids) > PAGE
    return Slice(case_rows(actor, ids[:PAGE]), str(ids[PAGE - 1]) if more else "")


@prepared
def _page(
    actor: Actor,
    kind: str | None,
    is_open: bool | None,
    mine: bool,
    by_silence: bool,
    after: uuid.UUID | None = None,
    place: str | datetime | None = None,
) -> QuerySet[Case, uuid.UUID]:
    """The cases of a page and one more, in the order that was asked for."""
    found = _sifted(actor, kind, is_open, mine, by_silence)
    if after is not None:
        found = found.filter(Q(place__gt=place) | Q(place=place, pk__gt=after))
    return found.order_by("place", "pk").values_list("pk", flat=True)[: PAGE + 1]


@prepared
def _place(
    actor: Actor,
    kind: str | None,
    is_open: bool | None,
    mine: bool,
    by_silence: bool,
    case_id: uuid.UUID,
) -> QuerySet[Case, tuple[str | datetime]]:
    """Where the case stands after which a page goes on: its name, or when one last heard of it."""
    return _sifted(actor, kind, is_open, mine, by_silence).filter(pk=case_id).values_list("place")


def _sifted(
    actor: Actor, kind: str | None, is_open: bool | None, mine: bool, by_silence: bool
) -> QuerySet[Any, Any]:
    """The cases that were asked for, each with its `place` in the order."""
    heard = Coalesce(Subquery(contacts(actor, OuterRef("pk"))), Value(BEGINNING))
    found = cases.visible_to(actor).annotate(
        place=heard if by_silence else F("person__display_name")
    )
    if kind is not None:
        found = found.filter(kind=kind)
    if is_open is not None:
        found = found.filter(closed_at__isnull=is_open)
    if mine:
        found = found.filter(
            responsibilities__post=actor.post_id,
            responsibilities__from_at__lte=actor.at,
            responsibilities__until_at__gt=actor.at,
        )
    return found


def _id(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None
