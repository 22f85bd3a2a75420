"""The bytes of the trail: what is hashed, how it is chained, how a detail is committed to.

The canonical form is JSON with sorted keys, no spaces, UTF-8, no floats; ids are dashed lower-case
UUIDs, the moment is ISO 8601 in UTC with microseconds, bytes are hexadecimal.
"""

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from hashlib import sha256
from uuid import UUID

GENESIS = bytes(32)
"""What the first event of a lane is chained to."""

FIELDS = (
    "agency_id",
    "at",
    "case_id",
    "commitment",
    "generated",
    "human_id",
    "ids",
    "kind",
    "lane",
    "object_id",
    "object_kind",
    "post_id",
    "purpose",
    "request_id",
    "sequence",
    "verb",
)
"""What a payload holds, in its order: everything that matters."""

LANE, SEQUENCE = b',"lane":', b',"sequence":'

_encode = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode


def payload(values: Sequence[object]) -> bytes:
    """The canonical bytes of an event, from its values in the order of FIELDS."""
    return _encode(dict(zip(FIELDS, values, strict=True))).encode()


def around_place(payload: bytes) -> tuple[bytes, bytes, bytes]:
    """The bytes before an event's lane, between lane and sequence, and after them.

    Inside a text a quotation mark has a backslash before it: these names are the real ones.
    """
    before, _, rest = payload.partition(LANE)
    between, _, after = rest.partition(SEQUENCE)
    return (
        before + LANE,
        between[between.index(b",") :] + SEQUENCE,
        after[after.index(b",") :],
    )


def link(previous: bytes, payload: bytes) -> bytes:
    """The hash of an event: over its predecessor's hash and its own payload."""
    return sha256(previous + payload).digest()


def commitment(salt: bytes, text: str) -> bytes:
    """What an event keeps of its detail."""
    return sha256(salt + text.encode()).digest()


def moment(at: datetime) -> str:
    """A moment as it stands in a payload."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def dashed(value: UUID | None) -> str | None:
    """An id as it stands in a payload."""
    return None if value is None else str(value)
