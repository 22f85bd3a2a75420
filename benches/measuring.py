"""Medians of contenders that take turns, so that a warm cache or a busy moment favours nobody."""

import gc
import time
from collections.abc import Callable, Mapping, Sequence
from statistics import median

Contender = Callable[[], object]


def medians(contenders: Mapping[str, Contender], rounds: int) -> dict[str, float]:
    """The median seconds of each contender; the first round warms up and does not count.

    Each round runs every contender once, in an order that moves on by one.
    """
    names = list(contenders)
    spent: dict[str, list[float]] = {name: [] for name in names}
    for number in range(rounds + 1):
        for name in turned(names, number):
            taken = _seconds(contenders[name])
            if number:
                spent[name].append(taken)
    return {name: median(values) for name, values in spent.items()}


def turned(names: Sequence[str], by: int) -> list[str]:
    """The same names, beginning with another."""
    start = by % len(names)
    return [*names[start:], *names[:start]]


def _seconds(contender: Contender) -> float:
    gc.collect()
    gc.disable()
    try:
        began = time.perf_counter()
        contender()
        return time.perf_counter() - began
    finally:
        gc.enable()
