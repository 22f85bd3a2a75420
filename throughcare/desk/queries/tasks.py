"""One row of the agenda."""

from dataclasses import dataclass
from uuid import UUID

MOST = 50  # of each sort of thing that waits


@dataclass(frozen=True)
class Task:
    """Something to do, as a row of the agenda."""

    when: str
    title: str
    url: str
    text: str
    tag: str
    icon: str
    case_id: UUID | None = None
    entry_id: UUID | None = None
    offer_id: UUID | None = None
