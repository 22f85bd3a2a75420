"""Asks both twins the same, as the same actor, and compares every byte of what comes back."""

import re
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import groupby
from pathlib import Path
from random import Random, SystemRandom

from proofs.addresses import Request, requests
from proofs.report import Report
from proofs.twins.leaks import QUIET
from proofs.twins.pairing import Twins, twins, write_one, write_other
from tests.matrix.asking import Answer, ask, signed_in, undone
from tests.matrix.world import Who
from tests.standing import undone_at_the_end
from tests.worlds import NOW
from throughcare.agencies.models import Post

SOME = 3
TRIES = 12  # so many pairs may pass before a planted leak must have shown
# What is another one in every form: its key, and the token that keeps its draft.
OWN = re.compile(r'(name="(?:key|token)" value=)"[^"]*"|(value=)"[^"]*"( name="(?:key|token)")')
# Figures of the process, for monitors alone: they are others in each moment.
OF_THE_MACHINE = {"metrics"}
Answers = dict[str, Answer]


def run(report: Report, *, pairs: int, leaks: int | None, seed: int | None) -> None:
    """Pairs from a seed; each finding names the seed of its pair."""
    first = SystemRandom().randrange(2**32) if seed is None else seed
    counted: Counter[str] = Counter()
    report.say(f"{pairs} pairs of worlds from seed {first}.")
    with tempfile.TemporaryDirectory() as home:
        for number in report.through(range(first, first + pairs), pairs, "pairs"):
            for finding in _differences(number, Path(home), counted):
                report.found(f"pair {number}: {finding}")
        told = ", ".join(f"{name} {number}" for name, number in sorted(counted.items()))
        report.say(f"Compared: {told}.")
        for name, planted in QUIET[:leaks]:
            with planted():
                _hunt(report, name, first, Path(home))


def _hunt(report: Report, name: str, first: int, home: Path) -> None:
    """A planted leak must show in one of the next pairs."""
    for number in range(first, first + TRIES):
        for finding in _differences(number, home, Counter()):
            report.say(f"  quiet leak {name}: pair {number}: {finding}")
            return
    report.found(f"the quiet leak “{name}” was not found")


def _differences(seed: int, home: Path, counted: Counter[str]) -> Iterator[str]:
    pair = twins(seed)
    if pair is None:
        counted["worlds without anybody"] += 1
        return
    asked = list(_asked(pair, Random(seed)))
    counted["requests"] += len(asked)
    counted["hidden entries"] += len(pair.one.entries) - len(pair.seen)
    with undone_at_the_end(home, NOW):
        one = _answers(pair, asked, write_one)
        other = _answers(pair, asked, write_other)
    for request in asked:
        if fault := _difference(one[str(request)], other[str(request)]):
            yield f"{request} as post {pair.post.id}: {fault}"


def _asked(pair: Twins, rng: Random) -> Iterator[Request]:
    """Each address, with some of what is visible and some of what is not."""
    every = sorted(requests(pair.one), key=lambda one: one.name)
    for name, same in groupby(every, lambda one: one.name):
        found = [one for one in same if name not in OF_THE_MACHINE]
        near = [one for one in found if one.object in pair.seen]
        far = [one for one in found if one.object not in pair.seen]
        yield from rng.sample(near, min(SOME, len(near)))
        yield from rng.sample(far, min(SOME if name != "search" else len(far), len(far)))


def _answers(pair: Twins, asked: list[Request], write: Callable[[Twins], None]) -> Answers:
    with undone():
        write(pair)
        row = Post.objects.select_related("human").get(pk=pair.post.id)
        cookies = signed_in(Who("", row.human, row))
        return {str(one): ask(cookies, one.method, one.url, one.sent) for one in asked}


def _difference(one: Answer, other: Answer) -> str:
    if one.status != other.status:
        return f"{one.status} and {other.status}"
    if (left := OWN.sub("", one.body)) != (right := OWN.sub("", other.body)):
        return f"other bytes: {_first(left, right)}"
    if one.headers != other.headers:
        return "other headers"
    if one.queries != other.queries:
        return f"{one.queries} and {other.queries} queries"
    return "" if _looks(one) == _looks(other) else "other looks in the trail"


def _first(left: str, right: str) -> str:
    """Where two bodies part."""
    at = next((n for n, pair in enumerate(zip(left, right, strict=False)) if pair[0] != pair[1]), 0)
    return f"{left[at - 30 : at + 40]!r} and {right[at - 30 : at + 40]!r}"


def _looks(answer: Answer) -> list[tuple[str, list[str]]]:
    return [(event.verb, event.ids) for event in answer.events]
