"""What is unusual about what somebody did, read from the trail alone; and the officer's page."""

import json
import re
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Count, QuerySet
from django.db.models.functions import TruncDate

from throughcare.agencies.models import Agency, Post
from throughcare.agencies.roles import Role
from throughcare.alarms import policy
from throughcare.audit.models import Detail, Event, Kind
from throughcare.audit.verbs import sentence
from throughcare.kernel.actor import Actor
from throughcare.kernel.prepared import prepared

RECENT = 300  # looks and refusals of a human: enough for what the thresholds count
ONE_HOUR, ONE_DAY, FOUR_WEEKS = timedelta(hours=1), timedelta(days=1), timedelta(weeks=4)
SHORT = timedelta(minutes=10)
REFERENCE = re.compile(r"(?:[2-9][B-DF-HJKMNP-RTV-Z]){3}-?[2-9]{2}", re.IGNORECASE)
SHOWN = 50
NOBODY = uuid.UUID(int=0)


def opened_unusually(human: uuid.UUID, moment: datetime) -> int:
    """How many different cases were opened within the hour, if that is unusual; otherwise 0.

    Unusual is more than ALARM_CASES, and more than on the human's busiest day of the four weeks
    before yesterday.
    """
    count = len(_opened(human, moment - ONE_HOUR))
    if count <= settings.ALARM_CASES or count <= _busiest_day(human, moment):
        return 0
    return count


@prepared
def _opened(human: uuid.UUID, since: datetime) -> QuerySet[Event, uuid.UUID | None]:
    """The cases among the human's latest looks since a moment, each once."""
    latest = _doings(human).values("pk")[:RECENT]
    looks = Event.objects.filter(pk__in=latest, kind=Kind.LOOK, at__gt=since)
    return looks.filter(case_id__isnull=False).values_list("case_id", flat=True).distinct()


def _doings(human: uuid.UUID) -> QuerySet[Event]:
    """A human's looks and refusals in all their posts, the latest first."""
    asked = Event.objects.filter(human_id=human, kind__in=(Kind.LOOK, Kind.REFUSAL))
    return asked.order_by("-pk")


def _busiest_day(human: uuid.UUID, moment: datetime) -> int:
    looks = Event.objects.filter(
        human_id=human,
        kind=Kind.LOOK,
        case_id__isnull=False,
        at__range=(moment - FOUR_WEEKS, moment - ONE_DAY),
    )
    days = looks.annotate(day=TruncDate("at")).values("day")
    counted = days.annotate(cases=Count("case_id", distinct=True)).order_by("-cases")
    return next((row["cases"] for row in counted[:1]), 0)


def asked_for_unlinked(human: uuid.UUID, moment: datetime) -> int:
    """How many ids and references that show nothing were asked for in ten minutes, if unusual."""
    latest = _doings(human).defer("payload", "hash")[:RECENT]
    recent = [event for event in latest if event.at > moment - SHORT]
    words = _words(recent)
    asked = {one for event in recent for one in _linked_nowhere(event, words)}
    return len(asked) if len(asked) >= settings.ALARM_UNLINKED else 0


def _words(events: Sequence[Event]) -> dict[int, dict[str, str]]:
    kept = Detail.objects.filter(pk__in=[event.pk for event in events], text__isnull=False)
    return {pk: json.loads(text or "{}") for pk, text in kept.values_list("pk", "text")}


def _linked_nowhere(event: Event, words: dict[int, dict[str, str]]) -> Iterator[str]:
    """Ids that were missing, and a searched reference that found nothing."""
    said = words.get(event.pk, {})
    if event.kind == Kind.REFUSAL and said.get("reason") == "missing":
        yield from event.ids
    searched = str(said.get("words", "")).strip()
    if event.kind == Kind.LOOK and not event.ids and REFERENCE.fullmatch(searched):
        yield searched.upper()


def without_officer(moment: datetime) -> QuerySet[Agency]:
    """The agencies in which somebody works and nobody is data-protection officer, by name."""
    held = Post.objects.in_force(moment)
    officers = held.filter(role=Role.DATA_PROTECTION_OFFICER)
    staffed = Agency.objects.filter(pk__in=held.values("agency"))
    return staffed.exclude(pk__in=officers.values("agency")).order_by("name")


@dataclass(frozen=True)
class Alarm:
    """One alarm, as the officer reads it."""

    at: datetime
    sentence: str
    number: int
    post: Post | None  # none once the trail has outlived it


def alarms(actor: Actor) -> list[Alarm]:
    """The alarms that the actor sees, the latest first."""
    events = list(policy.visible_to(actor).order_by("-pk").defer("payload", "hash")[:SHOWN])
    who = [event.post_id for event in events if event.post_id]
    posts = Post.objects.select_related("human").in_bulk(who)
    return [
        Alarm(event.at, sentence(event.verb), event.pk, posts.get(event.post_id or NOBODY))
        for event in events
    ]
