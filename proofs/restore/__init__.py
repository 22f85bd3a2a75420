"""Restore drill: a backup made while somebody works gives everything back, or nothing at all."""

import argparse
import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from proofs.report import Report

UPLOADS = 25


def options(parser: argparse.ArgumentParser) -> None:
    """How large, and how often a bit is flipped."""
    parser.add_argument("--cases", type=int, default=200, help="cases of the generated region")
    parser.add_argument("--flips", type=int, default=150, help="places where a bit is flipped")


def run(asked: argparse.Namespace, report: Report) -> None:
    """Fill, work, back up, restore elsewhere, compare; then harm the file in every way."""
    from proofs.restore import filling, harming
    from throughcare.operations.backups import keys, making

    with _timed(report, f"{asked.cases} cases and {UPLOADS} uploads made"):
        filling.fill(asked.cases, UPLOADS)
    with tempfile.TemporaryDirectory(prefix="throughcare-drill.") as home:
        key = Path(home) / "key"
        keys.make(key)
        secret = keys.from_file(key)
        with filling.somebody_works() as work:
            before = work.acknowledged()
            with _timed(report, "backup made while somebody worked"):
                made = making.make(Path(home) / "backup", secret)
            after = work.acknowledged()
        rows = sum(made.manifest.facts.tables.values())
        report.say(f"{rows} rows, {made.size / 1024**2:.1f} MB; {after - before} notes meanwhile")
        _restore(Path(home), key, report, made.manifest.facts, (before, after))
        harming.harm(made.path, secret, asked.flips, report)


def _restore(home: Path, key: Path, report: Report, facts: object, notes: tuple[int, int]) -> None:
    """Restore into an empty place, and ask there what the backup should have given."""
    from tests.operations.installations import installation

    with installation(home / "place") as place:
        with _timed(report, "restored and proved (trail, rows, files, who sees what)"):
            said = place.run("restore", home / "backup", "--key-file", key)
        report.say(f"  {said.strip()}")
        with _timed(report, "trail of the restored place verified once more"):
            if "The trail is whole." not in place.run("audit", "verify"):
                report.found("the trail of the restored place is not whole")
        _compare(place, report, facts)
        there = place.count("entries_entry WHERE headline LIKE 'Drill %'")
        report.say(f"Notes: {notes[0]} acknowledged before, {there} restored, {notes[1]} after")
        if not notes[0] <= there <= notes[1] + 1:
            report.found(f"{there} notes of the worker came back, {notes[0]} were acknowledged")


def _compare(place: object, report: Report, facts: object) -> None:
    """Count again, by other means than the restore's own."""
    lost = 0
    for table, rows in facts.tables.items():  # type: ignore[attr-defined]
        more = {"audit_event": 1, "audit_detail": 1}.get(table, 0)  # the restoring itself
        there = place.count(table)  # type: ignore[attr-defined]
        if not table.endswith("_session") and there != rows + more:
            report.found(f"{table} has {there} rows, {rows + more} are right")
            lost += 1
    files = [path for path in (place.home / "files").rglob("*") if path.is_file()]  # type: ignore[attr-defined]
    if {path.name for path in files} != facts.files.keys():  # type: ignore[attr-defined]
        report.found("uploaded files differ")
    report.say(f"{len(facts.tables)} tables counted again, {lost} differ; {len(files)} files")  # type: ignore[attr-defined]


@contextmanager
def _timed(report: Report, what: str) -> Iterator[None]:
    began = time.monotonic()
    yield
    report.say(f"{what}: {time.monotonic() - began:.1f} s ({os.cpu_count()} cores)")
