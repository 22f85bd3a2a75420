"""casbin: one enforcer for each case of the actor, with a policy line for each clearance.

An enforcer over all lines of an actor would ask each of them for each entry; one for each case is
the kindest arrangement that still lets casbin decide.
"""

from typing import Any

import casbin

from benches.peers import candidates
from benches.peers.asking import Answer
from benches.peers.candidates import Held
from benches.peers.deciding import answer
from throughcare.kernel.actor import Actor

MODEL = """
[request_definition]
r = entry
[policy_definition]
p = seat, owner, sees_from, shared_before, mask, walled
[policy_effect]
e = some(where (p.eft == allow))
[matchers]
m = cleared(r.entry, p.owner, p.seat, p.sees_from, p.shared_before, p.mask, p.walled)
"""


class Casbin:
    """Asks casbin about each candidate."""

    def ask(self, actor: Actor) -> Answer:
        """The actor's answer."""
        by_case: dict[Any, list[Held]] = {}
        for row in candidates.held(actor):
            by_case.setdefault(row.case, []).append(row)
        enforcers: dict[Any, Any] = {}

        def allows(entry: dict[str, Any]) -> bool:
            case = entry["case_id"]
            if case not in enforcers:
                enforcers[case] = _enforcer(by_case.get(case, []))
            return bool(enforcers[case].enforce(_Entry(entry)))

        return answer(candidates.entries(actor), allows)


class _Entry:
    def __init__(self, entry: dict[str, Any]) -> None:
        self.owner = str(entry["agency_id"])
        self.row = entry


def _cleared(
    entry: _Entry,
    owner: str,
    seat: str,
    sees_from: str,
    shared_before: str,
    mask: str,
    walled: str,
) -> bool:
    row = entry.row
    if entry.owner != owner or row["occurred_at"].timestamp() < float(sees_from):
        return False
    if row["shared_at"].timestamp() >= float(shared_before) or row["categories"] & int(walled):
        return False
    if row["handling"] == 4:
        return any(str(each) == seat for each in row["named"])
    return not row["bits"] & ~int(mask)


def _enforcer(held: list[Held]) -> Any:
    enforcer = casbin.Enforcer(casbin.Enforcer.new_model(text=MODEL))
    enforcer.add_function("cleared", _cleared)
    for row in held:
        enforcer.add_policy(
            str(row.seat),
            str(row.owner),
            str(row.sees_from),
            str(row.shared_before),
            str(row.mask),
            str(row.walled),
        )
    return enforcer
