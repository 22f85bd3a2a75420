"""What the chain costs: events a second by eight writers at once, against the same rows unchained.

Each event is a transaction of its own, as that of a look is: the dearest case, since nothing else
shares the cost. The unchained row has the same columns, bytes and indexes, in a table of its own,
and is written without reading, locking or moving a lane and without hashing. The two take turns;
the ratio is the median of the rounds' ratios. Then the whole trail is verified.
"""

import argparse
import multiprocessing
import os
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from multiprocessing.connection import Connection
from operator import truediv
from statistics import median

from django.core.management import call_command
from django.db import connection

from benches.report import printed, say

WRITERS = 8
SECONDS = 1.0
WAYS = ("chained", "unchained")


def run(asked: argparse.Namespace) -> None:
    """Write in turns, verify, print."""
    from benches import unchained
    from throughcare.audit import verification

    call_command("migrate", interactive=False, verbosity=0)
    unchained.make_table()
    say(asked, f"{connection.vendor}: {WRITERS} writers, {asked.rounds} rounds of {SECONDS} s each")
    with _writers() as pipes:
        rates = _rounds(pipes, asked.rounds)
    unchained.drop_table()
    say(asked, "Verifying the trail")
    report = verification.verify()
    if not report.is_intact:
        sys.exit(f"The trail is not whole: {report.first}")
    figures = {
        "database": connection.vendor,
        "writers": WRITERS,
        "rounds": asked.rounds,
        "chained_events_per_second": median(rates["chained"]),
        "unchained_events_per_second": median(rates["unchained"]),
        "ratio_chained_unchained": median(map(truediv, rates["chained"], rates["unchained"])),
        "verified_events": report.events,
        "verified_events_per_second": report.rate,
    }
    printed(asked, figures)


def _rounds(pipes: list[Connection], rounds: int) -> Mapping[str, list[float]]:
    """Events a second by way and round. The first round does not count; the order turns."""
    rates: dict[str, list[float]] = {way: [] for way in WAYS}
    for number in range(rounds + 1):
        for way in WAYS if number % 2 else reversed(WAYS):
            for pipe in pipes:
                pipe.send(way)
            counted = [pipe.recv() for pipe in pipes]
            if number:
                rates[way].append(sum(events / seconds for events, seconds in counted))
    return rates


@contextmanager
def _writers() -> Iterator[list[Connection]]:
    """Writers in processes of their own, ready to begin."""
    context = multiprocessing.get_context("spawn")
    pipes, children = [], []
    for number in range(WRITERS):
        here, there = context.Pipe()
        child = context.Process(target=_write, args=(there, number), daemon=True)
        child.start()
        pipes.append(here)
        children.append(child)
    for pipe in pipes:
        pipe.recv()
    try:
        yield pipes
    finally:
        for child in children:
            child.kill()
            child.join()


def _write(pipe: Connection, number: int) -> None:
    """In the child: write for a while in the way that is asked for, and say how much."""
    import django

    from throughcare.config import logins

    logins.take_owner()
    django.setup()
    from django.db import transaction

    from benches import unchained
    from throughcare.audit.actions import look
    from throughcare.audit.verbs import Verb
    from throughcare.kernel import clock, ids
    from throughcare.kernel.actor import Actor

    row = unchained.Writer(number, os.getpid())
    pipe.send("ready")
    while way := pipe.recv():
        events, began = 0, time.perf_counter()
        while (spent := time.perf_counter() - began) < SECONDS:
            actor = Actor(clock.now(), ids.new(), ids.new(), ids.new(), ids.new())
            if way == "chained":
                look(actor, Verb.READ, case_id=ids.new())
            else:
                with transaction.atomic(durable=True):
                    row.write(actor, Verb.READ, case_id=ids.new())
            events += 1
        pipe.send((events, spent))
