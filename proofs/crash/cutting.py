"""Cuts the power of SQLite at moments drawn by chance, and looks what the disk still has.

With `synchronous=FULL`, as the program runs it, no acknowledged write may be lost. The control
runs the same with NORMAL and must lose some, or this simulation would prove nothing.
"""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from random import Random

from django.db import connection
from django.db.utils import DatabaseError

from proofs import region
from proofs.crash import checking
from proofs.crash.disk import Disk
from proofs.crash.recording import Call, Unrecorded, recorded
from proofs.report import Report

PARTS = ("", "-wal")


@dataclass
class Loss:
    """What the cuts of one setting cost."""

    cuts: int = 0
    acknowledged: int = 0
    lost: int = 0


def run(report: Report, *, cuts: int, writes: int, seed: int) -> None:
    """The cuts with FULL, then the control with NORMAL."""
    if connection.vendor != "sqlite":
        report.say("Power cuts are simulated on SQLite only; PostgreSQL keeps its own log.")
        return
    made = region.build(number=3)
    words = (str(made.ann.pk), str(made.case.pk), str(writes))
    try:
        full = _cut(report, words, "FULL", cuts, seed)
        normal = _cut(report, words, "NORMAL", cuts, seed)
    except Unrecorded as missing:
        report.say(f"The power cuts were skipped: {missing}")
        return
    for name, loss in (("FULL", full), ("NORMAL (control)", normal)):
        report.say(
            f"{loss.cuts} power cuts with synchronous={name}: {loss.lost} of"
            f" {loss.acknowledged} acknowledged writes lost."
        )
    if full.lost:
        report.found(f"{full.lost} acknowledged writes were lost in power cuts")
    if not normal.lost:
        report.found("the control lost nothing: these cuts prove nothing")


def _cut(report: Report, words: tuple[str, ...], synchronous: str, cuts: int, seed: int) -> Loss:
    rng, loss = Random(seed), Loss()
    with tempfile.TemporaryDirectory() as home:
        acknowledged = str(Path(home, "acknowledged"))
        before, calls = _record(Path(home), *words, synchronous, acknowledged)
        ours = {*before.safe, *(f"{path}-wal" for path in before.safe), acknowledged}
        calls = [call for call in calls if call.path in ours]
        moments = sorted(rng.randrange(len(calls)) for _ in range(cuts))
        for number, moment in enumerate(report.through(moments, cuts, f"cuts, {synchronous}")):
            disk = Disk({path: bytearray(content) for path, content in before.safe.items()})
            for call in calls[:moment]:
                disk.do(call)
            told = b"".join(c.content for c in calls[:moment] if c.path == acknowledged)
            chance = rng if number % 2 else None
            place = Path(home, f"{synchronous}-{number}.sqlite3")
            _look(report, disk, place, told.decode().split(), chance, loss, synchronous)
    return loss


def _record(home: Path, *words: str) -> tuple[Disk, list[Call]]:
    """The database as it lies there, and what a writer then did to it."""
    connection.close()  # the last one to close leaves one file alone
    before = Disk()
    before.hold(Path(connection.settings_dict["NAME"]))
    return before, recorded(home / "calls", "proofs.crash.writer", *words)


def _look(
    report: Report, disk: Disk, place: Path, acknowledged: list[str], rng: Random | None,
    loss: Loss, synchronous: str,
) -> None:  # fmt: skip
    """Put the files as the disk has them, open the database, and look."""
    real = str(connection.settings_dict["NAME"])
    for part in PARTS:
        content = disk.without_power(real + part, rng)
        if content is not None:
            Path(f"{place}{part}").write_bytes(content)
    with _opened(str(place)):
        try:
            gone = checking.lost(acknowledged)
            faults = [*checking.faults(), *_integrity()]
        except DatabaseError as error:
            gone, faults = set(acknowledged), [f"it cannot be read: {error}"]
    loss.cuts += 1
    loss.acknowledged += len(acknowledged)
    loss.lost += len(gone)
    if synchronous == "FULL":
        for fault in faults:
            report.found(f"after a power cut: {fault}")


def _integrity() -> Iterator[str]:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA integrity_check")
        answer = cursor.fetchone()[0]
    if answer != "ok":
        yield f"SQLite says: {answer}"


@contextmanager
def _opened(place: str) -> Iterator[None]:
    """The program's connection, led to another file for a while."""
    connection.close()
    real, connection.settings_dict["NAME"] = connection.settings_dict["NAME"], place
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = real
