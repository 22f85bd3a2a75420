"""The process that ends access, and counts what the other one still saw."""

import time
from collections import Counter
from collections.abc import Callable
from functools import partial
from multiprocessing.connection import Connection
from random import Random

from django.db import transaction
from django.urls import reverse

from proofs import region
from proofs.processes import running
from proofs.region import Region, cookies_of
from proofs.report import Report
from proofs.revocation.reading import Read, Task
from tests.factories import actor, root
from throughcare.agencies.models import Post
from throughcare.cases.actions import posts, seats
from throughcare.cases.models import Seat
from throughcare.kernel import clock
from throughcare.sharing.models import Key, Version

WORD = "Quillwort"  # the headline that is read
LONGEST = 0.06  # seconds until the end, so that it falls anywhere in a read


def run(report: Report, *, rounds: int, seed: int) -> None:
    """End a seat, a post, an agreement, in turn."""
    made, rng, counted = region.build(), Random(seed), Counter[str]()
    entry = made.write(WORD)
    urls = (reverse("entry", args=[entry.pk]), reverse("chronology", args=[made.case.pk]))
    reader = made.exit_worker("Bob Fen")
    kinds = tuple(ENDINGS)
    with running("proofs.revocation.reading:read", 1) as [pipe]:
        for number in report.through(range(rounds), rounds, "endings"):
            kind = kinds[number % len(kinds)]
            if kind == "post":
                reader = made.exit_worker(f"Bob{number} Fen")
            _seat(made, reader)
            task = Task(cookies_of(reader), urls, WORD)
            committed, reads = _round(pipe, task, partial(ENDINGS[kind], made, reader), rng)
            _judge(report, kind, number, committed, reads, counted)
            reader = made.exit_worker(f"New{number} Fen") if kind == "post" else reader
        pipe.send(None)
    report.say(f"{rounds} endings of {', '.join(kinds)}: " + ", ".join(
        f"{name} {count}" for name, count in sorted(counted.items())
    ) + ".")  # fmt: skip


def _seat(made: Region, reader: Post) -> None:
    """A seat for the reader, under an agreement in force."""
    _agree(made, until_at=clock.now() + region.YEAR)
    seat = Seat.objects.filter(case=made.case, post=reader, until_at__gt=clock.now())
    if not seat.exists():
        made.join(reader)


def _round(
    pipe: Connection, task: Task, end: Callable[[], None], rng: Random
) -> tuple[int, list[Read]]:
    """End it while the other reads; when that was committed, and all that the other has read."""
    pipe.send(task)
    pipe.recv()
    time.sleep(rng.random() * LONGEST)
    end()
    committed = time.monotonic_ns()
    pipe.send("ended")
    return committed, pipe.recv()


def _judge(
    report: Report, kind: str, number: int, committed: int, reads: list[Read],
    counted: Counter[str],
) -> None:  # fmt: skip
    if not reads[0].shows:
        report.found(f"round {number} ({kind}): the reader saw nothing before the end")
    for read in reads:
        late = read.begun > committed
        between = read.begun <= committed < read.ended
        counted["reads after the end" if late else "reads before"] += 1
        counted["reads across it that still showed"] += between and read.shows
        counted["reads across it that were stopped"] += between and not read.shows
        if late and read.shows:
            after = (read.begun - committed) / 1e6
            report.found(f"round {number} ({kind}): shown {after:.1f} ms after the commit")


def _end_seat(made: Region, reader: Post) -> None:
    seat = Seat.objects.get(case=made.case, post=reader)
    seats.end(actor(made.ann), seat, reason="The work is done")


def _end_post(made: Region, reader: Post) -> None:
    posts.end(root(), reader)


def _end_agreement(made: Region, reader: Post) -> None:
    _agree(made, until_at=clock.now())


@transaction.atomic
def _agree(made: Region, *, until_at: object) -> None:
    """Let the agreement end at a moment, with no wind-down, and compile what follows from it."""
    versions = Version.objects.filter(agreement=made.agreement)
    versions.update(until_at=until_at, wind_down_until=until_at)
    Key.objects.recompile_under(made.agreement)


ENDINGS: dict[str, Callable[[Region, Post], None]] = {
    "seat": _end_seat,
    "post": _end_post,
    "agreement": _end_agreement,
}
