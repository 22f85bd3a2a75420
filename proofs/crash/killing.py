"""kill -9 while browsers write; then what was acknowledged is looked for."""

import subprocess
import sys
import time
from random import Random

from django.db import connection
from django.urls import reverse

from proofs import region
from proofs.crash import checking
from proofs.crash.serving import ROOT, Server, collect_static, free_port
from proofs.crash.writing import Writer
from proofs.region import cookies_of
from proofs.report import Report
from throughcare.audit.models import Event

LONGEST = 0.8  # seconds of writing after the first note was taken
PATIENCE = 60
FEW = 60  # of each kill's notes so many are looked for again at the end


def run(report: Report, *, kills: int, writers: int, seed: int) -> None:
    """Kill, look, start again."""
    made, rng = region.build(), Random(seed)
    url = reverse("entry-write", args=[made.case.pk, "note"])
    sessions = [cookies_of(made.ann) for _ in range(writers)]
    collect_static()
    port, acknowledged, kept = free_port(), 0, set[str]()
    for number in report.through(range(kills), kills, "kills"):
        connection.close()
        taken = _killed(report, port, sessions, url, rng)
        acknowledged += len(taken)
        kept |= set(sorted(taken)[:FEW])
        if gone := checking.lost(taken):
            report.found(f"kill {number}: {len(gone)} of {len(taken)} acknowledged notes are lost")
        for fault in checking.faults():
            report.found(f"kill {number}: {fault}")
    if gone := checking.lost(kept):
        report.found(f"{len(gone)} notes of earlier kills are lost")
    report.say(
        f"{kills} kills under {writers} writers on {connection.vendor}: {acknowledged} writes"
        f" acknowledged, {Event.objects.count()} events in the trail."
    )
    _verify(report)


def _killed(
    report: Report, port: int, sessions: list[dict[str, str]], url: str, rng: Random
) -> set[str]:
    """Serve, write, kill; the notes that were acknowledged."""
    server = Server(port)
    try:
        writers = [Writer(port, dict(cookies), url) for cookies in sessions]
        threads = [writer.start() for writer in writers]
        until = time.monotonic() + PATIENCE
        while not any(writer.taken for writer in writers) and time.monotonic() < until:
            time.sleep(0.005)
        time.sleep(rng.random() * LONGEST)
    finally:
        server.kill()
    for thread in threads:
        thread.join(PATIENCE)
    wrong = {status for writer in writers for status in writer.answers} - {302}
    if wrong:
        report.found(f"writing was answered with {sorted(wrong)}")
    taken = {word for writer in writers for word in writer.taken}
    if not taken:
        report.found("no write was acknowledged before the kill")
    return taken


def _verify(report: Report) -> None:
    """What the command says that anybody runs."""
    command = [sys.executable, "-m", "throughcare", "audit", "verify"]
    told = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if told.returncode:
        report.found(f"throughcare audit verify: {told.stderr.strip()}")
    else:
        report.say(f"throughcare audit verify: {told.stdout.strip().splitlines()[-1]}")
