"""Cedar, through cedarpy: the actor's seats are principals, entries are resources, in batches.

A seat holds what it is cleared for as a set of words (owner, half, category), an entry what it
needs; Cedar's sets then say whether everything needed is held. That an entry was shared before a
wind-down is left out: no agreement of the measured region has ended.
"""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

import cedarpy

from benches.peers import candidates
from benches.peers.asking import CAP, PAGE, Answer
from benches.peers.candidates import Held
from throughcare.kernel.actor import Actor
from throughcare.sharing.categories import AGENCY_BIT, Handling, categories_in, need_half, team_half

BATCH = 500
POLICIES = """
permit (principal, action == Action::"read", resource)
when {
  principal.sees_from <= resource.occurred_at &&
  principal.walled.containsAny(resource.about) == false &&
  principal.parties.contains(resource.owner) &&
  ((resource.is_named && resource.named.contains(principal)) ||
   (resource.is_named == false && principal.cleared.containsAll(resource.needs)))
};
"""


class Cedar:
    """Asks Cedar about the candidates, a batch at a time."""

    def ask(self, actor: Actor) -> Answer:
        """The actor's answer."""
        seats = _seats(candidates.held(actor))
        shown: list[Any] = []
        for batch in _batches(candidates.entries(actor)):
            shown += _allowed(seats, batch)
            if len(shown) >= CAP:
                break
        return Answer(tuple(shown[:PAGE]), min(len(shown), CAP))


def _batches(entries: Iterator[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    while batch := list(islice(entries, BATCH)):
        yield batch


def _allowed(seats: dict[Any, dict[str, Any]], batch: list[dict[str, Any]]) -> Iterable[Any]:
    asked = [entry for entry in batch if entry["case_id"] in seats]
    principals = {entry["case_id"]: seats[entry["case_id"]] for entry in asked}
    requests = [
        {
            "principal": f'Seat::"{seats[entry["case_id"]]["uid"]["id"]}"',
            "action": 'Action::"read"',
            "resource": f'Entry::"{entry["id"]}"',
            "context": {},
        }
        for entry in asked
    ]
    things = [*principals.values(), *(_entry(entry) for entry in asked)]
    results = cedarpy.is_authorized_batch(requests, POLICIES, things)
    return [entry["id"] for entry, result in zip(asked, results, strict=True) if result.allowed]


def _seats(held: list[Held]) -> dict[Any, dict[str, Any]]:
    """The actor's seats as Cedar's entities, by case."""
    seats: dict[Any, dict[str, Any]] = {}
    for row in held:
        seat = seats.setdefault(
            row.case,
            {
                "uid": {"type": "Seat", "id": str(row.seat)},
                "attrs": {
                    "sees_from": int(row.sees_from),
                    "walled": [],
                    "parties": [],
                    "cleared": [],
                },
                "parents": [],
            },
        )["attrs"]
        seat["parties"].append(str(row.owner))
        seat["walled"] += [f"{row.owner} {each.code}" for each in categories_in(row.walled)]
        halves = (("team", team_half(row.mask)), ("need", need_half(row.mask)))
        seat["cleared"] += [
            f"{row.owner} {half} {each.code}"
            for half, bits in halves
            for each in categories_in(bits)
        ]
        if row.mask & AGENCY_BIT:
            seat["cleared"].append(f"{row.owner} agency")
    return seats


def _entry(entry: dict[str, Any]) -> dict[str, Any]:
    owner, about = str(entry["agency_id"]), categories_in(entry["categories"])
    half = "team" if entry["handling"] == Handling.TEAM else "need"
    needs = [f"{owner} {half} {each.code}" for each in about]
    if entry["handling"] == Handling.AGENCY:
        needs.append(f"{owner} agency")
    named = [{"__entity": {"type": "Seat", "id": str(seat)}} for seat in entry["named"]]
    return {
        "uid": {"type": "Entry", "id": str(entry["id"])},
        "attrs": {
            "owner": owner,
            "about": [f"{owner} {each.code}" for each in about],
            "needs": needs,
            "is_named": entry["handling"] == Handling.NAMED,
            "named": named,
            "occurred_at": int(entry["occurred_at"].timestamp()),
        },
        "parents": [],
    }
