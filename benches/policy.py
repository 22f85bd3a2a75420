"""What the rule costs: the first 25 entries that an actor may see, newest first, and their number.

Our layer (`entries.compiled`) against the best hand-written SQL on the bare driver, and against
django-guardian, casbin and cedarpy on the same rows, each with the same answers as ours. On
PostgreSQL also with the second wall on, against the same SQL without it. Times are those of the
processor, here and in PostgreSQL.
"""

import argparse
import sys
from collections.abc import Callable, Mapping
from functools import partial
from statistics import median
from typing import Any

from django.db import connection

from benches import ground
from benches.measuring import processors, seconds, servers
from benches.peers import ours, raw, walled
from benches.peers.asking import Answer, Peer
from benches.report import printed, say
from throughcare.kernel.actor import Actor

SLOW_ROUNDS = {"practitioner": 3, "manager": 1}


def run(asked: argparse.Namespace) -> None:
    """Load, check that all give the same answers, measure, and print."""
    say(asked, f"{connection.vendor}, {asked.cases} cases: loading what is not there yet")
    ground.loaded(asked.cases)
    people = ground.people()
    figures: dict[str, Any] = {"database": connection.vendor, "cases": asked.cases}
    for group, actors in people.groups.items():
        say(asked, f"{len(actors)} of group {group}")
        figures |= _measured(asked, group, actors)
    printed(asked, figures)


def _measured(asked: argparse.Namespace, group: str, actors: list[Actor]) -> dict[str, Any]:
    """Milliseconds over the actors (the medians, and the least, which others disturb least)."""
    quick: dict[str, Peer] = {"ours": ours.Ours()}
    quick |= {f"raw_{name}": peer for name, peer in raw.variants().items()}
    if connection.vendor == "postgresql":
        quick["rls"] = walled.Walled()
    spent = _spent(quick, actors, asked.rounds)
    taken, least = _typical(spent, median), _typical(spent, min)
    fast = min(value for name, value in taken.items() if name.startswith("raw_"))
    apart = "" if group == "practitioner" else f"_{group}"
    figures: dict[str, Any] = {f"ratio_ours_raw_{group}": taken["ours"] / fast}
    figures[f"ratio_rls_raw{apart}"] = taken["rls"] / fast if "rls" in taken else None
    figures |= {f"ms_{name}_{group}": value for name, value in taken.items()}
    figures |= {f"least_ms_{name}_{group}": value for name, value in least.items()}
    peers = {"ours": quick["ours"]} | _peers(actors)
    slow = _typical(_spent(peers, actors, SLOW_ROUNDS[group]), median)
    for name in sorted(slow.keys() - {"ours"}):
        figures[f"ratio_{name}_ours{apart}"] = slow[name] / slow["ours"]
    return figures


def _peers(actors: list[Actor]) -> dict[str, Peer]:
    from benches.peers import cedar, guardian, with_casbin

    return {
        "guardian": guardian.Guardian(actors),
        "casbin": with_casbin.Casbin(),
        "cedarpy": cedar.Cedar(),
    }


def _spent(
    peers: Mapping[str, Peer], actors: list[Actor], rounds: int
) -> dict[str, list[list[float]]]:
    """For each peer and actor the seconds of each round."""
    spent: dict[str, list[list[float]]] = {name: [] for name in peers}
    for actor in actors:
        _require_same(peers, actor)
        asks = {name: partial(peer.ask, actor) for name, peer in peers.items()}
        for name, taken in seconds(asks, rounds, processors(servers())).items():
            spent[name].append(taken)
    return spent


def _typical(
    spent: Mapping[str, list[list[float]]], pick: Callable[[list[float]], float]
) -> dict[str, float]:
    """In milliseconds: one of each actor's times, and of those the median."""
    return {
        name: 1000 * median(pick(rounds) for rounds in by_actor) for name, by_actor in spent.items()
    }


def _require_same(peers: Mapping[str, Peer], actor: Actor) -> None:
    answers: dict[str, Answer] = {name: peer.ask(actor) for name, peer in peers.items()}
    for name, answer in answers.items():
        if answer != answers["ours"]:
            sys.exit(f"{name} gives another answer than ours: {answer} {answers['ours']}")
