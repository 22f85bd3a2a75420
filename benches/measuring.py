"""Times of contenders that take turns, so that a warm cache or a busy moment favours nobody."""

import gc
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from statistics import median

from django.db import connection

Contender = Callable[[], object]
Clock = Callable[[], float]


def processors(servers: Iterable[int]) -> Clock:
    """A clock of the processor seconds of this process and of these, at work for it.

    What others do on the machine hardly moves it. Waiting for one another does not count.
    """
    spent = {Path(f"/proc/{pid}/schedstat"): 0 for pid in servers}

    def clock() -> float:
        for file in spent:
            with suppress(FileNotFoundError):  # it has ended: it spends no more
                spent[file] = int(file.read_text().split()[0])
        return time.process_time() + sum(spent.values()) / 1e9

    return clock


def servers() -> list[int]:
    """On PostgreSQL, the processes that answer this one; nobody else has logged in there."""
    if connection.vendor == "sqlite":
        return []
    with connection.cursor() as cursor:
        cursor.execute("""SELECT pid FROM pg_stat_activity
            WHERE datname = current_database() AND usename IS NOT NULL""")
        return [pid for (pid,) in cursor.fetchall()]


def medians(contenders: Mapping[str, Contender], rounds: int) -> dict[str, float]:
    """The median seconds of each contender."""
    return {name: median(spent) for name, spent in seconds(contenders, rounds).items()}


def seconds(
    contenders: Mapping[str, Contender], rounds: int, clock: Clock = time.perf_counter
) -> dict[str, list[float]]:
    """The seconds of each contender in each round; the first warms up and does not count.

    Each round runs every contender once, in an order that moves on by one.
    """
    names = list(contenders)
    spent: dict[str, list[float]] = {name: [] for name in names}
    for number in range(rounds + 1):
        for name in turned(names, number):
            once = taken(contenders[name], clock)
            if number:
                spent[name].append(once)
    return spent


def turned(names: Sequence[str], by: int) -> list[str]:
    """The same names, beginning with another."""
    start = by % len(names)
    return [*names[start:], *names[:start]]


def taken(contender: Contender, clock: Clock) -> float:
    """The seconds of one contender, once, undisturbed by the collection of garbage."""
    gc.collect()
    gc.disable()
    try:
        began = clock()
        contender()
        return clock() - began
    finally:
        gc.enable()
