"""The question that all contenders answer."""

from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from throughcare.kernel.actor import Actor

PAGE = 25
CAP = 1001


@dataclass(frozen=True)
class Answer:
    """The first page of what an actor sees, newest first, and how many there are, to the cap."""

    first: tuple[UUID, ...]
    count: int


class Peer(Protocol):
    """A way of working out what somebody may see."""

    def ask(self, actor: Actor) -> Answer:
        """The actor's answer."""
