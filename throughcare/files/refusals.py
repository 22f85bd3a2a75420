"""Why a file is not taken."""

from collections.abc import Sequence
from typing import Any

from throughcare.markings import Marking


class Unacceptable(Exception):
    """A file that cannot be taken; `sentence` says why and what to do instead."""

    def __init__(self, sentence: Any) -> None:
        super().__init__(str(sentence))
        self.sentence = str(sentence)


class Marked(Exception):
    """A file that carries a security classification: it leads to a pointer instead."""

    def __init__(self, markings: Sequence[Marking]) -> None:
        super().__init__(f"{len(markings)} marking(s)")
        self.markings = list(markings)


class Damaged(Exception):
    """A stored file that is missing, or no longer what was stored."""
