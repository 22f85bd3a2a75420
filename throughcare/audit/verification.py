"""Is the trail whole? Reads it once, recomputes every hash, and names the first bad event.

The chain shows what was changed, removed, inserted, moved or cut off. Somebody who rewrites a lane
from one event to its end, head and all, is found only with checkpoints kept by somebody else.
"""

import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import groupby
from operator import attrgetter

from django.db import connection
from django.db.models import Exists, OuterRef

from throughcare.audit import chain, lanes
from throughcare.audit.diagnosis import What, diagnosis
from throughcare.audit.models import Detail, Event, Lane
from throughcare.audit.rows import Row, rows
from throughcare.audit.verbs import Verb

TOLD_EVERY = 1000
START = (0, chain.GENESIS, 0)


@dataclass(frozen=True)
class Finding:
    """The first bad event of a lane. Without an event: an empty lane, or a detail left behind."""

    what: What
    lane: int | None = None
    sequence: int | None = None
    event_id: int | None = None


@dataclass
class Report:
    """What was read and what was found; `erased` counts erased details by decision."""

    events: int = 0
    generated: int = 0
    details: int = 0
    lanes: int = 0
    seconds: float = 0.0
    erased: Counter[int] = field(default_factory=Counter)
    findings: list[Finding] = field(default_factory=list)

    @property
    def is_intact(self) -> bool:
        """Whether nothing was found."""
        return not self.findings

    @property
    def first(self) -> Finding | None:
        """The earliest bad event; what has no event comes last."""
        return min(self.findings, key=lambda one: one.event_id or float("inf"), default=None)

    @property
    def rate(self) -> float:
        """Events per second."""
        return self.events / self.seconds if self.seconds else 0.0


def verify(progress: Callable[[int], object] = lambda more: None) -> Report:
    """Check the whole trail; `progress` hears how many more events were read."""
    started = time.perf_counter()
    report = Report(lanes=Lane.objects.count())
    _decided.cache_clear()
    for _lane, lane_rows in groupby(_counted(report, progress), key=attrgetter("lane")):
        if finding := _first_bad(lane_rows, report):
            report.findings.append(finding)
    report.findings += [*_empty_lanes(), *_without_lane(), *_left_behind()]
    report.seconds = time.perf_counter() - started
    return report


def _counted(report: Report, progress: Callable[[int], object]) -> Iterator[Row]:
    for row in rows():
        report.events += 1
        report.generated += row.is_generated
        if report.events % TOLD_EVERY == 0:
            progress(TOLD_EVERY)
        yield row
    progress(report.events % TOLD_EVERY)


def _first_bad(lane_rows: Iterator[Row], report: Report) -> Finding | None:
    before: Row | None = None
    for row in lane_rows:
        if not _follows(before, row):
            bad, what = diagnosis(before, row)
            return Finding(what, bad.lane, bad.sequence, bad.id)
        if fault := _detail_fault(row, report):
            return Finding(fault, row.lane, row.sequence, row.id)
        before = row
    return _fault_at_end(before) if before else None


def _follows(before: Row | None, row: Row) -> bool:
    """Whether the event is in its place, hangs on the one before it, and says what was hashed."""
    place, head, pk = (before.sequence, before.hash, before.id) if before else START
    return (
        row.sequence == place + 1
        and row.sequence <= row.lane_sequence
        and row.id > pk
        and row.previous == head
        and row.hash == chain.link(head, row.payload)
        and row.payload == chain.payload(row.values)
    )


def _fault_at_end(last: Row) -> Finding | None:
    if last.sequence < last.lane_sequence:
        return Finding(What.CUT_OFF, last.lane, last.sequence, last.id)
    if last.hash != last.lane_head:
        return Finding(What.CHANGED, last.lane, last.sequence, last.id)
    return None


def _detail_fault(row: Row, report: Report) -> What | None:
    if not row.commitment:
        return What.DETAIL_INSERTED if row.detail is not None else None
    if row.detail is None:
        return What.DETAIL_REMOVED
    report.details += 1
    if row.salt is None or row.text is None:
        return _erasure_fault(row, report)
    whole = chain.commitment(row.salt, row.text) == row.commitment
    return None if whole else What.DETAIL_CHANGED


def _erasure_fault(row: Row, report: Report) -> What | None:
    if row.decision is None or str(row.id) not in _decided(row.decision):
        return What.DETAIL_UNDECIDED
    report.erased[row.decision] += 1
    return None


@lru_cache(maxsize=16)
def _decided(decision: int) -> frozenset[str]:
    """The ids of the events whose details a decision allowed to erase."""
    found = Event.objects.filter(pk=decision, verb=Verb.ERASED).values_list("ids", flat=True)
    return frozenset(one for ids in found for one in ids)


def _empty_lanes() -> list[Finding]:
    """Lanes that should hold events and hold none, and lanes that are gone."""
    events = Event.objects.filter(lane=OuterRef("pk"))
    emptied = Lane.objects.filter(~Exists(events), sequence__gt=0)
    there = set(Lane.objects.values_list("pk", flat=True))
    return [
        *(Finding(What.CUT_OFF, pk, 0) for pk in emptied.values_list("pk", flat=True)),
        *(
            Finding(What.LANE_MISSING, pk)
            for pk in range(lanes.count(connection.vendor))
            if pk not in there
        ),
    ]


def _without_lane() -> list[Finding]:
    """The first event in a lane that is not there."""
    known = Lane.objects.filter(pk=OuterRef("lane"))
    lost = Event.objects.filter(~Exists(known)).order_by("pk").first()
    return [Finding(What.LANE_MISSING, lost.lane, lost.sequence, lost.pk)] if lost else []


def _left_behind() -> list[Finding]:
    """The first detail whose event is gone."""
    event = Event.objects.filter(pk=OuterRef("pk"))
    left = Detail.objects.filter(~Exists(event)).order_by("pk").first()
    return [Finding(What.REMOVED, event_id=left.pk)] if left else []
