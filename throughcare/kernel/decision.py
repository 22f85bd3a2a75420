"""The answer to "may I?": yes, or no with a reason a worker understands."""

from dataclasses import dataclass
from typing import Any


class Refused(Exception):
    """An act that its actor may not do. The reason is shown to the actor (403)."""

    def __init__(self, reason: Any) -> None:
        super().__init__(str(reason))
        self.reason = reason


@dataclass(frozen=True)
class Decision:
    """Whether an act is allowed; `reason` says why not, in the worker's words."""

    allowed: bool
    reason: Any = ""

    def __bool__(self) -> bool:
        return self.allowed

    def require(self) -> None:
        """Go on, or raise `Refused` with the reason."""
        if not self.allowed:
            raise Refused(self.reason)


ALLOWED = Decision(True)


def refuse(reason: Any) -> Decision:
    """No, because of the reason."""
    return Decision(False, reason)


def when(condition: bool, otherwise: Any) -> Decision:
    """Yes when the condition holds; otherwise no, with the reason."""
    return ALLOWED if condition else Decision(False, otherwise)
