"""Emergency access as pages show it: what waits, what a look-up would open, and what was done."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from throughcare.agencies.models import Agency, Post
from throughcare.audit.models import Event
from throughcare.audit.models import Kind as EventKind
from throughcare.audit.verbs import sentence
from throughcare.cases.models import Seat
from throughcare.emergencies import policy
from throughcare.emergencies.models import LONGEST, Access, LookUp
from throughcare.entries.models import Entry
from throughcare.kernel.actor import Actor
from throughcare.kernel.prepared import prepared
from throughcare.sharing.categories import categories_in, need_half, team_half
from throughcare.sharing.models import Key
from throughcare.sharing.models.clearances import cleared

MOST = 50
MOST_DONE = 300


def shown(actor: Actor) -> QuerySet[Access]:
    """What the actor sees, with what pages say of it."""
    related = ("post__human", "post__agency", "lead_agency", "reviewed_by__human")
    return policy.visible_to(actor).select_related(*related)


def shelf(actor: Actor) -> list[Access]:
    """The latest that the actor sees; what waits for a review first."""
    return list(shown(actor).distinct().order_by("reviewed_at", "-from_at")[:MOST])


@prepared
def waiting(actor: Actor) -> QuerySet[Access]:
    """What waits for the actor's review."""
    return policy.to_review(actor).select_related("post__agency")[:MOST]


@dataclass(frozen=True)
class Opened:
    """What would show of one agency's entries."""

    agency: Agency
    categories: Sequence[Any]


def opens(actor: Actor, look_up: LookUp) -> list[Opened]:
    """What access would open now, agency by agency: compiled as it will be, and not stored."""
    found = cleared(_key(actor, look_up), actor.sectors, actor.at)
    owners = Agency.objects.filter(pk__in=found).order_by("name")
    opened = [Opened(owner, _categories(found[owner.pk].mask)) for owner in owners]
    return [one for one in opened if one.categories]


def _key(actor: Actor, look_up: LookUp) -> Key:
    seats = Seat.objects.filter(case=look_up.case_id, post=actor.post_id)
    seat = seats.filter(from_at__lte=actor.at, until_at__gt=actor.at).select_related("key").first()
    base = seat.key if seat else _base(look_up)
    until = actor.at + timedelta(hours=LONGEST)
    return base.in_emergency(until_at=until, is_alone=seat is None)


def _base(look_up: LookUp) -> Key:
    post = Post.objects.select_related("agency").get(pk=look_up.post_id)
    agreement = look_up.case.agreement if look_up.case else None
    return Key(agreement=agreement, agency=post.agency, role=post.role, purpose=look_up.purpose)


def _categories(mask: int) -> list[Any]:
    return [one.label for one in categories_in(team_half(mask) | need_half(mask))]


@dataclass(frozen=True)
class Done:
    """One act or look while the access lasted."""

    at: datetime
    sentence: str
    count: int  # of the entries shown


def done(access: Access) -> list[Done]:
    """What the post did on the case while it lasted, from the trail; without its words."""
    events = Event.objects.filter(
        post_id=access.post_id,
        case_id=access.case_id,
        at__gte=access.from_at,
        at__lt=access.until_at,
    )
    latest = events.order_by("-pk").defer("payload", "hash", "previous")[:MOST_DONE]
    return [Done(one.at, sentence(one.verb), _shown(one)) for one in latest]


def _shown(event: Event) -> int:
    """How many entries a look has shown; the page of one entry names it as its object."""
    if event.kind != EventKind.LOOK:
        return 0
    of_one = {event.object_id} if event.object_kind == Entry._meta.label_lower else set()
    return len(of_one.union(map(str, event.ids)))


@prepared
def running(case_id: UUID, moment: datetime) -> QuerySet[Seat]:
    """The seats on a case to which an emergency opens more at the moment."""
    seats = Seat.objects.filter(case=case_id, from_at__lte=moment, until_at__gt=moment)
    return seats.filter(key__emergency_until__gt=moment).select_related("post__agency", "key")
