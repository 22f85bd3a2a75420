"""What the rule costs: the first 25 entries that an actor may see, newest first, and their number.

Our layer (`entries.compiled`) against the best hand-written SQL on the bare driver, and against
django-guardian, casbin and cedarpy on the same rows, each with the same answers as ours. On
PostgreSQL also with the second wall on, against the same SQL without it.
"""

import argparse
import sys
from functools import partial
from statistics import median
from typing import Any

from django.db import connection

from benches import ground
from benches.measuring import medians
from benches.peers import ours, raw, walled
from benches.peers.asking import Answer, Peer
from benches.report import printed, say
from throughcare.kernel.actor import Actor

SLOW_ROUNDS = 3


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
    """Medians in milliseconds over the actors, and the ratios to ours."""
    quick: dict[str, Peer] = {"ours": ours.Ours()}
    quick |= {f"raw {name}": peer for name, peer in raw.variants().items()}
    if connection.vendor == "postgresql":
        quick["rls"] = walled.Walled()
    seconds = _seconds(asked, quick, actors, asked.rounds)
    fast = min(value for name, value in seconds.items() if name.startswith("raw "))
    apart = "" if group == "practitioner" else f"_{group}"
    figures: dict[str, Any] = {f"ratio_ours_raw_{group}": seconds["ours"] / fast}
    figures[f"ratio_rls_raw{apart}"] = seconds["rls"] / fast if "rls" in seconds else None
    figures |= {f"ms_{name.replace(' ', '_')}_{group}": 1000 * s for name, s in seconds.items()}
    slow = _seconds(asked, {"ours": quick["ours"]} | _peers(), actors, SLOW_ROUNDS)
    for name in sorted(slow.keys() - {"ours"}):
        figures[f"ratio_{name}_ours{apart}"] = slow[name] / slow["ours"]
    return figures


def _peers() -> dict[str, Peer]:
    from benches.peers import cedar, guardian, with_casbin

    return {
        "guardian": guardian.Guardian(),
        "casbin": with_casbin.Casbin(),
        "cedarpy": cedar.Cedar(),
    }


def _seconds(
    asked: argparse.Namespace, peers: dict[str, Peer], actors: list[Actor], rounds: int
) -> dict[str, float]:
    """The median over the actors of each peer's median."""
    spent: dict[str, list[float]] = {name: [] for name in peers}
    for actor in actors:
        _require_same(peers, actor)
        asks = {name: partial(peer.ask, actor) for name, peer in peers.items()}
        for name, seconds in medians(asks, rounds).items():
            spent[name].append(seconds)
    return {name: median(values) for name, values in spent.items()}


def _require_same(peers: dict[str, Peer], actor: Actor) -> None:
    answers: dict[str, Answer] = {name: peer.ask(actor) for name, peer in peers.items()}
    for name, answer in answers.items():
        if answer != answers["ours"]:
            sys.exit(f"{name} gives another answer than ours: {answer} {answers['ours']}")
