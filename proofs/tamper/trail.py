"""A sealed trail with witnesses, and what verification says of it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.db import transaction
from django.test.utils import override_settings

from throughcare.audit import verification as chained
from throughcare.audit.actions import record
from throughcare.audit.models import Event, Lane
from throughcare.audit.sealing import actions, answers, keys, standing
from throughcare.audit.sealing import verification as sealing
from throughcare.audit.sealing.verification import SealFinding
from throughcare.audit.verbs import Verb
from throughcare.audit.verification import Finding
from throughcare.kernel import clock, ids
from throughcare.kernel.actor import Actor

CHECKPOINTS = 6
AT_ONCE = 12
"""Events of one transaction at most."""


@dataclass
class Trail:
    """Events by lane, how many of each are sealed, and the key that a thief may have."""

    lanes: dict[int, list[Event]]
    sealed: dict[int, int]
    key: Ed25519PrivateKey

    def pick(self, chance: Random) -> tuple[list[Event], int]:
        """A lane, and in it the place of an event that is sealed, neither its first nor last."""
        able = [events for lane, events in self.lanes.items() if self.sealed[lane] > 3]
        events = chance.choice(able)
        last = min(self.sealed[events[0].lane], len(events) - 1)
        return events, chance.randrange(1, last)


@dataclass(frozen=True)
class Found:
    """What was found, and what it took: the chain, the checkpoints, or a witness."""

    by: str
    first: Finding | SealFinding | None


@contextmanager
def sealed(events: int, chance: Random) -> Iterator[Trail]:
    """A trail of so many events, most of them sealed and witnessed."""
    with TemporaryDirectory() as home:
        file, folder = Path(home) / "seal", Path(home) / "witness"
        folder.mkdir()
        keys.new(file)
        with override_settings(SEAL_PUBLIC=keys.public_file(file), WITNESSES=str(folder)):
            key = keys.load(file)
            _write(events, chance, key)
            yield _read(key)


def found() -> Found:
    """What verification finds: first without what is sealed, then without witnesses."""
    if first := chained.verify().first:
        return Found("the chain", first)
    with override_settings(WITNESSES=""):
        if findings := sealing.verify().findings:
            return Found("checkpoints", findings[0])
    if findings := sealing.verify().findings:
        return Found("a witness alone", findings[0])
    return Found("nothing", None)


def add(events: int, chance: Random) -> None:
    """More events, each with or without a detail, some in one transaction."""
    actor = Actor(clock.now(), ids.new(), ids.new(), ids.new(), ids.new())
    while events > 0:
        some = min(events, chance.randint(1, AT_ONCE))
        with transaction.atomic():
            for number in range(some):
                reason = "words" * chance.randint(0, 1)
                record(actor, Verb.READ, Lane(pk=number), case_id=ids.new(), reason=reason)
        events -= some


def seal(key: Ed25519PrivateKey) -> None:
    """Seal and hand over."""
    actions.seal(key)
    for answer in answers.ask_all():
        answers.hand_over(answer)


def _write(events: int, chance: Random, key: Ed25519PrivateKey) -> None:
    part = events // (CHECKPOINTS + 1)
    for _ in range(CHECKPOINTS):
        add(part, chance)
        seal(key)
    add(events - part * CHECKPOINTS, chance)


def _read(key: Ed25519PrivateKey) -> Trail:
    lanes: dict[int, list[Event]] = {}
    for event in Event.objects.order_by("lane", "sequence"):
        lanes.setdefault(event.lane, []).append(event)
    last = standing.latest()
    assert last is not None
    return Trail(lanes, {head.lane: head.sequence for head in last.signed.body.lanes}, key)
