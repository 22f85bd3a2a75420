"""Reads of the trail, for an entry's history and a case's. Who may read is the caller's rule."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from throughcare.audit.models import Detail, Event, Kind
from throughcare.audit.verbs import sentence

PAGE = 50


@dataclass(frozen=True)
class Happening:
    """An event as a page shows it: who (by ids) did what, when; its detail only if asked for."""

    id: int
    at: datetime
    verb: str
    sentence: str
    kind: str
    human_id: UUID | None
    post_id: UUID | None
    agency_id: UUID | None
    case_id: UUID | None
    object_kind: str
    object_id: str
    purpose: str
    ids: Sequence[str]
    is_erased: bool = False
    detail: dict[str, Any] = field(default_factory=dict)


def history(
    object_kind: str,
    object_id: object,
    *,
    kinds: Iterable[str] = (Kind.CHANGE,),
    with_detail: bool = False,
) -> list[Happening]:
    """What happened to one record, oldest first; without a kind, whatever its table is called."""
    events = Event.objects.filter(object_id=str(object_id), kind__in=kinds)
    if object_kind:
        events = events.filter(object_kind=object_kind)
    return _happenings(events.order_by("pk"), with_detail)


def of_case(
    case_ids: Iterable[UUID],
    *,
    kinds: Iterable[str] = (Kind.CHANGE,),
    before: int | None = None,
    limit: int = PAGE,
    with_detail: bool = False,
) -> list[Happening]:
    """What happened on cases, latest first; `before` is the last id of the page before."""
    events = Event.objects.filter(case_id__in=list(case_ids), kind__in=kinds)
    if before is not None:
        events = events.filter(pk__lt=before)
    return _happenings(events.order_by("-pk")[:limit], with_detail)


def event(number: int) -> Happening | None:
    """One event by its number, without its detail."""
    return next(iter(_happenings(Event.objects.filter(pk=number), with_detail=False)), None)


def done_by(post_id: UUID | None, verb: str, object_ids: Iterable[UUID]) -> set[UUID]:
    """The records, of these, with which a post did this; one asks it of oneself."""
    acts = Event.objects.filter(post_id=post_id, verb=verb)
    done = acts.filter(object_id__in=[str(pk) for pk in object_ids])
    return {UUID(object_id) for object_id in done.values_list("object_id", flat=True)}


def _happenings(events: QuerySet[Event], with_detail: bool) -> list[Happening]:
    found = list(events.defer("payload", "previous", "hash"))
    details = _details(found) if with_detail else {}
    return [_happening(event, details.get(event.pk)) for event in found]


def _details(events: Sequence[Event]) -> dict[int, Detail]:
    wanted = [event.pk for event in events if event.commitment]
    return {detail.pk: detail for detail in Detail.objects.filter(pk__in=wanted).defer("salt")}


def _happening(event: Event, detail: Detail | None) -> Happening:
    return Happening(
        id=event.pk,
        at=event.at,
        verb=event.verb,
        sentence=sentence(event.verb),
        kind=event.kind,
        human_id=event.human_id,
        post_id=event.post_id,
        agency_id=event.agency_id,
        case_id=event.case_id,
        object_kind=event.object_kind,
        object_id=event.object_id,
        purpose=event.purpose,
        ids=event.ids,
        is_erased=detail is not None and detail.text is None,
        detail=json.loads(detail.text) if detail is not None and detail.text else {},
    )


def last_moment() -> datetime | None:
    """When the newest event of the trail happened."""
    return Event.objects.order_by("-pk").values_list("at", flat=True).first()
