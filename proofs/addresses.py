"""Every address that can be read in a random world, found by walking the URL configuration."""

import uuid
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from proofs.furnishing import kind_of
from tests import reference
from tests.matrix.asking import declared, patterns, url_of

# How the objects of each kind in an address are found in a random world. A kind that is not here
# fails the proof; one with None has no rows in random worlds (the matrix and the canaries ask it).
OBJECTS: dict[str, Callable[[reference.World], Iterable[Any]] | None] = {
    "": lambda world: [None],
    "case": lambda world: world.cases,
    "entry": lambda world: world.entries,
    "document": lambda world: _of_kind(world, "document"),
    "todo": lambda world: _of_kind(world, "todo"),
    "appointment": lambda world: _of_kind(world, "appointment"),
    "seat": lambda world: world.seats,
    "label_request": None,
    "draft": None,
    "seat_offer": None,
    "responsibility_offer": None,
    "proposal": None,
    "programme_version": None,
    "referral": None,
    "conversation": None,
    "import": None,
    "agreement_version": None,
    "emergency": None,
    "look_up": None,
    "post": None,
    "pair": None,
    "pair_question": None,
}
# What is sent to the addresses that answer a question without changing anything.
QUESTIONS: dict[str, tuple[dict[str, str], ...]] = {
    "search": ({"words": "Entry"}, {"words": "Person"}, {"words": "Name"}),
}


@dataclass(frozen=True)
class Request:
    """One request to one address, and the object in it."""

    name: str
    method: str
    url: str
    of: str
    object: Any = None
    sent: dict[str, str] = field(default_factory=dict)

    @property
    def id(self) -> uuid.UUID | None:
        """The id in the address."""
        return self.object.id if self.object else None

    def __str__(self) -> str:
        words = f" {self.sent}" if self.sent else ""
        return f"{self.method} {self.name} {self.id or ''}{words}".strip()


def requests(world: reference.World) -> Iterator[Request]:
    """Each address with each object of the world: all that can be read, and the questions."""
    for pattern in patterns():
        if (address := declared(pattern)) is None or "GET" not in address.methods:
            continue
        for obj in (OBJECTS[address.of] or _none)(world):
            url = url_of(pattern, obj.id if obj else None)
            yield Request(address.name, "GET", url, address.of, obj)
            for sent in QUESTIONS.get(address.name, ()):
                yield Request(address.name, "POST", url, address.of, obj, sent)


def _none(world: reference.World) -> Iterable[Any]:
    return ()


def _of_kind(world: reference.World, kind: str) -> list[reference.Entry]:
    return [entry for entry in world.entries if kind_of(entry) == kind]
