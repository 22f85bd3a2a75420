"""Is every checkpoint right, and does the trail still give its root? Is it what witnesses know?

Together with the chain (audit.verification) this finds whoever rewrites sealed events, lane heads
and all. Whoever also has the key, or cuts the checkpoints off as well, is found by a witness alone.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from throughcare.audit.models import Checkpoint
from throughcare.audit.sealing import answers, keys, leaves, standing
from throughcare.audit.sealing.answers import Answer
from throughcare.audit.sealing.checkpoints import FIRST, NoCheckpoint, Signed
from throughcare.audit.sealing.merkle import Tree
from throughcare.audit.sealing.standing import Window, Witnessed


class Fault(models.TextChoices):
    """What is wrong with what was sealed."""

    CHANGED = "checkpoint changed", _("the checkpoint was changed, or its key did not sign it")
    GAP = "checkpoint missing", _("a checkpoint before it was removed or replaced")
    KEY = "another key", _("it is signed by a key that nobody named")
    MISSING = "events missing", _("sealed events were removed or cut off")
    OTHER = "other events", _("sealed events were changed, inserted or moved")
    WITNESS_LONGER = "witness longer", _("a witness knows later checkpoints")
    WITNESS_OTHER = "witness other", _("a witness knows another checkpoint of that number")


@dataclass(frozen=True)
class SealFinding:
    """The first bad checkpoint, with the lane and numbers of the events if they are known."""

    fault: Fault
    checkpoint: int
    lane: int | None = None
    first: int | None = None
    last: int | None = None
    witness: str = ""


@dataclass
class SealReport:
    """What was sealed, what is not yet, which losses were accepted, and what is wrong.

    `trouble` says why the published key could not be compared.
    """

    checkpoints: int = 0
    sealed: int = 0
    last_at: str = ""
    seconds: float = 0.0
    trouble: str = ""
    window: Window | None = None
    losses: list[Signed] = field(default_factory=list)
    answers: list[Answer] = field(default_factory=list)
    findings: list[SealFinding] = field(default_factory=list)


@dataclass
class _Reading:
    """How far the reading of the checkpoints has come."""

    tree: Tree = field(default_factory=Tree)
    before: Signed | None = None
    keys: set[str] = field(default_factory=set)


def verify(progress: Callable[[int], object] = lambda more: None) -> SealReport:
    """Check every checkpoint against the trail, and ask the witnesses."""
    started, report, reading = time.perf_counter(), SealReport(), _Reading()
    for row in Checkpoint.objects.order_by("number").iterator(chunk_size=100):
        if finding := _fault(row, reading):
            report.findings.append(finding)
            break
        _count(reading.before, report)
        progress(1)
    if reading.before and not report.findings:
        report.findings += _unknown_key(reading.before, reading.keys, report)
    if not report.findings:
        report.findings += _present(reading.before, report)
    report.answers = answers.ask_all()
    report.findings += [_witness_fault(one) for one in report.answers if one.standing.is_conflict]
    report.seconds = time.perf_counter() - started
    return report


def _count(signed: Signed | None, report: SealReport) -> None:
    assert signed is not None, "what was read without a fault was kept"
    report.checkpoints += 1
    report.sealed, report.last_at = signed.body.size, signed.body.at
    if signed.body.lost:
        report.losses.append(signed)


def _fault(row: Checkpoint, reading: _Reading) -> SealFinding | None:
    """What is wrong with the next checkpoint; reads on when nothing is."""
    try:
        signed = row.signed
    except (NoCheckpoint, TypeError):
        return SealFinding(Fault.CHANGED, row.number)
    fault = _misplaced(row, signed, reading.before) or _unsealed(row, signed, reading)
    reading.before = signed
    reading.keys |= {signed.body.key, signed.body.key_after}
    return fault


def _misplaced(row: Checkpoint, signed: Signed, before: Signed | None) -> SealFinding | None:
    body = signed.body
    number, previous = (before.body.number, before.hash) if before else (0, FIRST)
    if row.number != body.number or row.kind != _kind(signed):
        return SealFinding(Fault.CHANGED, row.number)
    reached = max(number, body.lost.until) if body.lost and body.lost.after == number else number
    if body.number != reached + 1 or body.previous != previous:
        return SealFinding(Fault.GAP, row.number)
    named = before.body.key_after if before else body.key
    if body.key != named and not (body.lost and body.lost.key == named):
        return SealFinding(Fault.KEY, row.number)
    return None


def _kind(signed: Signed) -> str:
    if signed.body.lost:
        return Checkpoint.Kind.LOSS
    return Checkpoint.Kind.ROTATED if signed.body.next_key else Checkpoint.Kind.SEALED


def _unsealed(row: Checkpoint, signed: Signed, reading: _Reading) -> SealFinding | None:
    """Whether the trail still gives what was signed."""
    before = reading.before.body.lanes if reading.before else ()
    try:
        reading.tree.extend(leaves.entries(before, signed.body.lanes))
    except leaves.Broken as broken:
        lane, after, until = broken.range
        fault = Fault.MISSING if broken.is_missing else Fault.OTHER
        return SealFinding(fault, row.number, lane, after + 1, until)
    if (reading.tree.size, reading.tree.root().hex()) != (signed.body.size, signed.body.root):
        return SealFinding(Fault.OTHER, row.number)
    if bytes(row.peaks) != b"".join(reading.tree.peaks):
        return SealFinding(Fault.CHANGED, row.number)
    return None


def _unknown_key(last: Signed, known: set[str], report: SealReport) -> list[SealFinding]:
    """The public key that lies outside the database must be one of those that signed."""
    if settings.SEAL_PUBLIC is None:
        return []
    try:
        published = keys.published(settings.SEAL_PUBLIC)
    except keys.NoKey as error:
        report.trouble = str(error)
        return []
    return [] if published in known else [SealFinding(Fault.KEY, last.body.number)]


def _present(last: Signed | None, report: SealReport) -> list[SealFinding]:
    """The lanes as they are now hold at least what was sealed."""
    try:
        report.window = standing.unsealed()
    except leaves.Broken as broken:
        lane, after, until = broken.range
        number = last.body.number if last else 0
        return [SealFinding(Fault.MISSING, number, lane, after + 1, until)]
    return []


def _witness_fault(answer: Answer) -> SealFinding:
    is_longer = answer.standing is Witnessed.LONGER
    fault = Fault.WITNESS_LONGER if is_longer else Fault.WITNESS_OTHER
    return SealFinding(fault, answer.number, witness=answer.witness.name)
