"""The loop of a peer that decides entry by entry, newest first, until the cap is reached."""

from collections.abc import Callable, Iterable
from typing import Any

from benches.peers.asking import CAP, PAGE, Answer


def answer(entries: Iterable[dict[str, Any]], allows: Callable[[dict[str, Any]], bool]) -> Answer:
    """The first page and the capped count of what is allowed."""
    shown = []
    for entry in entries:
        if allows(entry):
            shown.append(entry["id"])
            if len(shown) == CAP:
                break
    return Answer(tuple(shown[:PAGE]), len(shown))
