"""Who acts: one frozen value, made once per request and passed by hand."""

import uuid
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Actor:
    """A human in one post, at one moment, for one purpose, in one request.

    `sectors` are the bits of the sectors of *all* the human's posts in force at `at`: a wall that
    binds one of them binds the human. Without a post (public pages, `tick`, failed sign-in) the
    ids are None and nothing is visible. The system actor (commands, set-up) computes, never shows.
    """

    at: datetime
    request_id: uuid.UUID
    human_id: uuid.UUID | None = None
    post_id: uuid.UUID | None = None
    agency_id: uuid.UUID | None = None
    role: str = ""
    sectors: int = 0
    purpose: str = "casework"
    is_system: bool = False

    @property
    def post(self) -> uuid.UUID:
        """The post; asking for it without one is a mistake of the program."""
        if self.post_id is None:
            raise LookupError("Nobody acts in a post here.")
        return self.post_id

    @property
    def agency(self) -> uuid.UUID:
        """The agency of the post; asking for it without one is a mistake of the program."""
        if self.agency_id is None:
            raise LookupError("Nobody acts in a post here.")
        return self.agency_id

    @property
    def has_post(self) -> bool:
        """Whether somebody acts in a post (and so may hold seats)."""
        return self.post_id is not None


ASKED_FOR_ADVICE = "advice"


def somebody(moment: datetime) -> Actor:
    """Somebody who writes to a concern line: no human, no post, and nothing that tells who."""
    return Actor(at=moment, request_id=uuid.uuid4(), purpose=ASKED_FOR_ADVICE)


def system(moment: datetime) -> Actor:
    """The actor of commands and set-up: a human at the machine, with no post."""
    return Actor(at=moment, request_id=uuid.uuid4(), is_system=True)
