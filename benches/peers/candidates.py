"""For peers that decide in memory: the entries of an actor's cases, and what clears them.

Both come in a statement each, ready to decide on: the peers are spared the way to the rows.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from throughcare.cases import policy as cases
from throughcare.entries.models import Entry, Reader
from throughcare.kernel.actor import Actor
from throughcare.sharing.models import Clearance

FIELDS = (
    "id", "case_id", "agency_id", "categories", "handling", "bits", "occurred_at", "shared_at",
)  # fmt: skip


@dataclass(frozen=True)
class Held:
    """A seat and one clearance of its key, as numbers and texts."""

    seat: Any
    case: Any
    owner: Any
    sees_from: float
    shared_before: float
    mask: int
    walled: int


def held(actor: Actor) -> list[Held]:
    """Every seat of the actor with every clearance that holds now."""
    seats = list(cases.seats_of(actor))
    rows = Clearance.objects.filter(
        key__in={seat.key_id for seat in seats},
        sectors=actor.sectors,
        from_at__lte=actor.at,
        until_at__gt=actor.at,
    )
    by_key: dict[int, list[Clearance]] = {}
    for row in rows:
        by_key.setdefault(row.key_id, []).append(row)
    return [
        Held(
            seat.pk,
            seat.case_id,
            row.owner_id,
            seat.sees_from.timestamp(),
            row.shared_before.timestamp(),
            row.mask,
            row.walled,
        )
        for seat in seats
        for row in by_key.get(seat.key_id, ())
    ]


def entries(actor: Actor) -> Iterator[dict[str, Any]]:
    """The entries of the actor's cases, newest first, with the seats on the list of each."""
    mine = cases.seats_of(actor).values("case")
    found = Entry.objects.filter(case__in=mine).order_by("-occurred_at", "-id")
    named = Reader.objects.filter(entry__in=found.order_by()).values_list("entry_id", "seat_id")
    lists: dict[Any, set[Any]] = {}
    for entry, seat in named:
        lists.setdefault(entry, set()).add(seat)
    for row in found.values(*FIELDS).iterator(chunk_size=500):
        yield row | {"named": lists.get(row["id"], set())}
