"""What a trail lacks of what a witness knows, worked out before anybody accepts it."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count

from throughcare.audit.models import Event
from throughcare.audit.sealing import leaves, standing
from throughcare.audit.sealing.checkpoints import FIRST, LostLane, Signed
from throughcare.audit.verbs import Verb


class Changed(Exception):
    """What would be accepted is not what was found before."""


@dataclass(frozen=True)
class Found:
    """What would be lost: the checkpoints after `after` up to the witnessed `until`, and a key.

    `restored` is the event with which the trail goes on from a backup, or 0. Events from number
    `before` on came later: they were never part of what the witness knows.
    """

    after: int
    until: int
    until_hash: str
    witnessed_at: str
    lanes: tuple[LostLane, ...]
    key: str
    restored: int
    before: int

    @property
    def is_anything(self) -> bool:
        """Whether a witness knows what is not here, or the key is not the one that must sign."""
        return bool(self.witnessed_at or self.key)

    @property
    def events(self) -> int:
        """How many sealed events are lost; at least, where nothing says since when."""
        return sum(max(lane.sealed - lane.kept, 0) for lane in self.lanes)


def find(key: str, witnessed: Signed | None, *, before: int | None = None) -> Found:
    """What is lost if `witnessed` is the longest log of the witnesses and `key` signs from now on.

    `before` finds once more what was found: events that were written in between change nothing.
    """
    last = standing.latest()
    own = last.signed if last else None
    until = witnessed or own
    restored = _restored(witnessed)
    first_new = before or restored or _next_event()
    return Found(
        after=own.body.number if own else 0,
        until=until.body.number if until else 0,
        until_hash=until.hash if until else FIRST,
        witnessed_at=witnessed.body.at if witnessed else "",
        lanes=_lanes(witnessed, first_new) if witnessed else (),
        key=own.body.key_after if own and own.body.key_after != key else "",
        restored=restored,
        before=first_new,
    )


def _restored(witnessed: Signed | None) -> int:
    """The first restoring after the witness's checkpoint: there the two logs part."""
    if witnessed is None:
        return 0
    later = Event.objects.filter(
        verb=Verb.RESTORED, at__gt=datetime.fromisoformat(witnessed.body.at)
    )
    return later.order_by("pk").values_list("pk", flat=True).first() or 0


def _next_event() -> int:
    return (Event.objects.order_by("-pk").values_list("pk", flat=True).first() or 0) + 1


def _lanes(witnessed: Signed, first_new: int) -> tuple[LostLane, ...]:
    """The lanes that were sealed with more events than are kept here, or with others."""
    newer = Event.objects.filter(pk__gte=first_new).values_list("lane").annotate(Count("pk"))
    since = dict(newer.order_by())
    kept = {head.lane: head.sequence - since.get(head.lane, 0) for head in leaves.heads()}
    return tuple(
        LostLane(lane, kept.get(lane, 0), sequence)
        for lane, sequence, hashed in witnessed.body.lanes
        if sequence and not _is_here(lane, sequence, hashed)
    )


def _is_here(lane: int, sequence: int, hashed: str) -> bool:
    return Event.objects.filter(lane=lane, sequence=sequence, hash=bytes.fromhex(hashed)).exists()
