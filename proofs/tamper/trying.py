"""Tries the attacks, each in a transaction that is rolled back, and untouched trails between."""

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from random import Random, SystemRandom

from django.db import connection, transaction

from proofs.report import Report
from proofs.tamper import attacks, trail
from proofs.tamper.attacks import Attack
from proofs.tamper.trail import Found, Trail
from tests.audit import triggers
from throughcare.audit.models import Event
from throughcare.audit.sealing.verification import SealFinding

EXPECTED: Sequence[tuple[str, Sequence[Attack]]] = (
    ("the chain", attacks.BY_CHAIN),
    ("checkpoints", attacks.BY_CHECKPOINT),
    ("a witness alone", attacks.BY_WITNESS),
    ("nothing", attacks.BY_NOTHING),
)
NEAR = 1
"""An event next to the one that was tampered with names it as well."""


def run(report: Report, *, tries: int, events: int, seed: int | None) -> None:
    """Try each attack so many times on a trail of so many events."""
    seed = SystemRandom().randrange(1_000_000) if seed is None else seed
    chance = Random(seed)
    with trail.sealed(events, chance) as made:
        report.say(
            f"{connection.vendor}: {events} events in {len(made.lanes)} lanes,"
            f" {trail.CHECKPOINTS} checkpoints, 1 witness; {tries} tries each (seed {seed})"
        )
        for expected, some in EXPECTED:
            for attack in some:
                _try(report, made, attack, expected, tries, chance)
        _leave_alone(report, made, tries, chance)


def _try(
    report: Report, made: Trail, attack: Attack, expected: str, tries: int, chance: Random
) -> None:
    told, named, name = Counter[str](), 0, attack.__doc__ or ""
    for _ in report.through(range(tries), tries, "tries"):
        lane, at = made.pick(chance)
        with _rolled_back(), triggers.lifted():
            attack(made, lane, at)
            found = trail.found()
        told[found.by] += 1
        named += _is_named(found, lane, at)
        if found.by != expected:
            report.found(f"{name}: found by {found.by}, not by {expected} ({found.first})")
        elif found.first and not _is_named(found, lane, at):
            report.found(f"{name}: event {lane[at].pk} tampered with, {found.first} named")
    by = ", ".join(f"{count} found by {what}" for what, count in told.items())
    report.say(f"{name}: {tries} tried, {by}, {named} named")


def _is_named(found: Found, lane: list[Event], at: int) -> bool:
    """By the event, by the range of its lane, or by the checkpoint or witness that tells."""
    first, place = found.first, at + 1
    if first is None:
        return False
    if isinstance(first, SealFinding):
        is_here = first.lane == lane[at].lane and _within(first, place)
        return first.lane is None or is_here or _is_everywhere(first)
    is_near = first.lane == lane[at].lane and abs((first.sequence or 0) - place) <= NEAR
    return is_near or first.event_id == lane[at].pk


def _within(first: SealFinding, place: int) -> bool:
    return (first.first or 0) <= place <= (first.last or 0)


def _is_everywhere(first: SealFinding) -> bool:
    """Of a chain that was rebuilt as a whole, the first checkpoint's first lane is named."""
    return first.checkpoint == 1


def _leave_alone(report: Report, made: Trail, tries: int, chance: Random) -> None:
    """Grown, sealed or not, and never tampered with: nothing may be found."""
    alarms = 0
    for _ in report.through(range(tries), tries, "tries"):
        with _rolled_back():
            trail.add(chance.randint(0, 20), chance)
            found = trail.found()
        if found.first:
            alarms += 1
            report.found(f"false alarm: {found.first}")
    report.say(f"untouched: {tries} tried, {alarms} false alarms")


@contextmanager
def _rolled_back() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
