"""Where sealing stands: the last checkpoint, what is not sealed yet, what a witness knows more."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from django.db.models import Q

from throughcare.audit.models import Checkpoint, Event
from throughcare.audit.sealing import leaves
from throughcare.audit.sealing.checkpoints import Signed


class Witnessed(Enum):
    """How the newest checkpoint of a witness stands to ours."""

    NOTHING = "nothing"
    KNOWN = "known"
    LONGER = "longer"
    OTHER = "other"

    @property
    def is_conflict(self) -> bool:
        """Whether the witness knows what is not here."""
        return self in (Witnessed.LONGER, Witnessed.OTHER)


@dataclass(frozen=True)
class Window:
    """The events that no checkpoint holds yet: how many, and since when (None: none shows)."""

    events: int
    since: datetime | None


def latest() -> Checkpoint | None:
    """The last checkpoint."""
    return Checkpoint.objects.order_by("-number").first()


def unsealed() -> Window:
    """What could still be cut off without a trace."""
    last = latest()
    ranges = leaves.between(last.signed.body.lanes if last else (), leaves.heads())
    first = Q(pk__in=[])
    for lane, after, _ in ranges:
        first |= Q(lane=lane, sequence=after + 1)
    since = Event.objects.filter(first).order_by("at").values_list("at", flat=True).first()
    return Window(sum(one.size for one in ranges), since)


def judge(witnessed: Signed | None) -> Witnessed:
    """Whether we know what the witness knows, or two humans accepted its loss."""
    if witnessed is None:
        return Witnessed.NOTHING
    number, last = witnessed.body.number, latest()
    if last is None or number > last.number:
        return Witnessed.LONGER
    ours = Checkpoint.objects.filter(pk=number).first()
    if ours is not None and bytes(ours.payload) == witnessed.payload:
        return Witnessed.KNOWN
    return Witnessed.KNOWN if _is_accepted(witnessed, is_ours=ours is not None) else Witnessed.OTHER


def _is_accepted(witnessed: Signed, *, is_ours: bool) -> bool:
    """Whether an accepted loss names this checkpoint, or lets its number be missing here."""
    number, losses = witnessed.body.number, Checkpoint.objects.filter(kind=Checkpoint.Kind.LOSS)
    for lost in (row.signed.body.lost for row in losses):
        if lost and (lost.until, lost.until_hash) == (number, witnessed.hash):
            return True
        if lost and not is_ours and lost.after < number < lost.until:
            return True
    return False
