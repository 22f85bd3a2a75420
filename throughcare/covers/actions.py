"""Letting a colleague hold seats for some time."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from throughcare.agencies.models import Post
from throughcare.audit.actions import record
from throughcare.cases.models import Responsibility, Seat
from throughcare.covers import policy
from throughcare.covers.verbs import Verb
from throughcare.kernel.actor import Actor
from throughcare.notices.models import Notice


@transaction.atomic
def cover(
    actor: Actor,
    seats: Iterable[Seat],
    colleague: Post,
    *,
    from_at: datetime,
    until_at: datetime,
    note: str = "",
) -> list[Seat]:
    """Each seat also for the colleague from a moment to another; all of them, or none."""
    given = []
    for seat in seats:
        policy.may_cover(actor, seat, colleague, from_at).require()
        given.append(_give(actor, seat, colleague, from_at, until_at, note))
    return given


def _give(
    actor: Actor, seat: Seat, colleague: Post, from_at: datetime, until_at: datetime, note: str
) -> Seat:
    given = Seat.objects.give(
        case=seat.case,
        post=colleague,
        role=colleague.role,
        purpose=seat.purpose,
        from_at=from_at,
        until_at=min(until_at, seat.until_at),
        sees_from=seat.sees_from,
        tasks=note or seat.tasks,
        ground=seat.ground,
        is_discreet=seat.is_discreet,
    )
    event = record(actor, Verb.COVERED, given, ids=[seat.pk, colleague.pk])
    held = Responsibility.objects.filter(
        case=seat.case_id, from_at__lte=actor.at, until_at__gt=actor.at
    )
    told = [colleague.pk, seat.post_id, *held.values_list("post", flat=True)]
    Notice.objects.tell(event, told)
    return given
