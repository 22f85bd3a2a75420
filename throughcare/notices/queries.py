"""What a post is told."""

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import QuerySet

from throughcare.audit.verbs import sentence
from throughcare.kernel.actor import Actor
from throughcare.kernel.prepared import prepared
from throughcare.notices.models import Notice

SHOWN = 6
# What is older than this is no news any more.
RECENT = timedelta(days=30)


@dataclass(frozen=True)
class News:
    """Something happened, in the verb's words."""

    at: datetime
    sentence: str
    case_id: uuid.UUID | None
    verb: str = ""


def news(actor: Actor) -> list[News]:
    """The latest notices of the last month to the actor's post."""
    latest = _told(actor.post_id, actor.at - RECENT)
    return [
        News(notice.at, sentence(notice.verb), notice.case_id, notice.verb) for notice in latest
    ]


@prepared
def _told(post_id: uuid.UUID | None, since: datetime) -> QuerySet[Notice]:
    return Notice.objects.filter(post=post_id, at__gt=since).order_by("-at", "-pk")[:SHOWN]
