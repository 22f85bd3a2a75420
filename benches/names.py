"""What it takes to find a name in another spelling: our keys, trigrams, likeness with everything.

Asked are pairs of spellings of invented people, all of whom are stored among a crowd. A pair is
found when its person is among the candidates. Times are those of the processor, here and in
PostgreSQL, with ranking: what is found comes best first.
"""

import argparse
import gc
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice
from statistics import median, quantiles
from typing import Any

from django.core.management import call_command
from django.db import connection

from benches import crowd, spellings
from benches.measuring import Clock, processors, servers, taken, turned
from benches.peers.finding import Everything, Finder, Keys, Trigrams
from benches.report import printed, say
from benches.spellings import Pair

PAGE = 25
READ = 50_000  # rapidfuzz reads no more people: its time grows with them, and is scaled


@dataclass
class Asked:
    """What one way made of one pair."""

    pair: Pair
    candidates: int
    place: int | None  # of the person looked for, the best is 0
    seconds: float


def run(asked: argparse.Namespace) -> None:
    """Fill, ask for each pair in each way, print."""
    say(asked, f"{connection.vendor}: storing {asked.people} people")
    call_command("migrate", interactive=False, verbosity=0)
    crowd.fill(asked.people)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
        # No process of its own for a part of a query: its work would not be counted.
        cursor.execute("SET max_parallel_workers_per_gather = 0")
    pairs = spellings.pairs()
    gc.freeze()  # what is loaded by now need not be looked through before each look-up
    say(asked, f"asking for {len(pairs)} names")
    found = ask_all(finders(asked.people), pairs, processors(servers()))
    for way in found["keys"]:
        if way.place is None:
            say(asked, f"not found by keys: {way.pair.stored} as {way.pair.asked}")
    head = {"database": connection.vendor, "people": asked.people, "pairs": len(pairs)}
    printed(asked, head | figures(found, max(1.0, asked.people / READ)))


def finders(people: int) -> dict[str, Finder]:
    """All ways, by name."""
    return {
        "keys": Keys(),
        "trigrams": Trigrams("folded"),
        "trigrams_as_written": Trigrams("written"),
        "rapidfuzz": Everything(list(islice(crowd.everybody(people), READ))),
    }


def ask_all(
    finders: Mapping[str, Finder], pairs: Sequence[Pair], clock: Clock
) -> dict[str, list[Asked]]:
    """Ask for each pair in each way, in turns; the first pair once before, to warm up."""
    numbers = {name: number for number, name in enumerate(spellings.spellings())}
    for finder in finders.values():
        finder.find(pairs[0].asked)
    found: dict[str, list[Asked]] = {way: [] for way in finders}
    for turn, pair in enumerate(pairs):
        for way in turned(list(finders), turn):
            answer: list[int] = []
            spent = taken(partial(_keep, answer, finders[way], pair.asked), clock)
            sought = numbers[pair.stored]
            place = answer.index(sought) if sought in answer else None
            found[way].append(Asked(pair, len(answer), place, spent))
    return found


def figures(found: Mapping[str, Sequence[Asked]], scale: float) -> dict[str, Any]:
    """Recall, candidates and times of each way, and what the others take as a multiple of ours."""
    told: dict[str, Any] = {"rapidfuzz_scaled_by": scale}
    for way, answers in found.items():
        times = [1000 * each.seconds * (scale if way == "rapidfuzz" else 1) for each in answers]
        told[f"recall_{way}"] = _share(answers)
        told[f"recall_first_{PAGE}_{way}"] = _share(answers, PAGE)
        told[f"candidates_{way}"] = median(each.candidates for each in answers)
        told[f"ms_{way}"] = median(times)
        told[f"p95_ms_{way}"] = quantiles(times, n=20)[-1]
        for tradition in dict.fromkeys(each.pair.tradition for each in answers):
            of_it = [each for each in answers if each.pair.tradition == tradition]
            told[f"recall_{tradition}_{way}"] = _share(of_it)
    told["candidates_rapidfuzz"] *= scale
    for way in found.keys() - {"keys"}:
        told[f"ratio_{way}_keys"] = told[f"ms_{way}"] / told["ms_keys"]
        told[f"p95_ratio_{way}_keys"] = told[f"p95_ms_{way}"] / told["p95_ms_keys"]
    return dict(sorted(told.items()))


def _keep(answer: list[int], finder: Finder, name: str) -> None:
    answer.extend(finder.find(name))


def _share(answers: Sequence[Asked], most: int | None = None) -> float:
    """How many of the people were found, within the first so many."""
    places = [each.place for each in answers]
    return sum(p is not None and (most is None or p < most) for p in places) / len(places)
