"""What is signed: a checkpoint says how many events there were, under which root, in which lanes.

Its body is canonical JSON (sorted keys, no spaces, UTF-8; hashes and keys in hexadecimal). Each
checkpoint holds the hash of the one before it and the key that signed it. The key changes in one
way only: a checkpoint signed by the old key names the next. What a restore left out, or a key that
was lost, is in a checkpoint too, as a `Loss`.
"""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from hashlib import sha256
from typing import Literal, NamedTuple

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from pydantic import TypeAdapter

from throughcare.audit.chain import GENESIS

FIRST = GENESIS.hex()
"""What the first checkpoint holds as `previous`."""


class NoCheckpoint(ValueError):
    """These bytes are no checkpoint of this program, or their key did not sign them."""


class Head(NamedTuple):
    """A lane as it was sealed: the number of its last event, and that event's hash."""

    lane: int
    sequence: int
    hash: str


class LostLane(NamedTuple):
    """A lane of which more events, or others, had been sealed than are `kept` here."""

    lane: int
    kept: int
    sealed: int


@dataclass(frozen=True)
class Loss:
    """What two humans accepted: the checkpoints after `after` up to the witnessed `until` are lost.

    `event` is the id of the event that holds their reason; `key` is the key that is lost, or "".
    """

    after: int
    until: int
    until_hash: str
    lanes: tuple[LostLane, ...]
    humans: tuple[str, str]
    event: int
    key: str = ""


@dataclass(frozen=True)
class Body:
    """A checkpoint's content; `previous` is the hash of the checkpoint before it in this trail."""

    number: int
    at: str
    size: int
    root: str
    lanes: tuple[Head, ...]
    previous: str
    key: str
    next_key: str = ""
    lost: Loss | None = None
    format: Literal["throughcare-checkpoint-1"] = "throughcare-checkpoint-1"

    @property
    def key_after(self) -> str:
        """The key that signs the checkpoint after this one."""
        return self.next_key or self.key

    def canonical(self) -> bytes:
        """The bytes to sign."""
        return json.dumps(
            asdict(self), ensure_ascii=False, separators=(",", ":"), sort_keys=True
        ).encode()


@dataclass(frozen=True)
class Signed:
    """A checkpoint: what it says, the bytes that were signed, the signature (Ed25519, RFC 8032)."""

    body: Body
    payload: bytes
    signature: bytes

    @property
    def hash(self) -> str:
        """What the next checkpoint holds as `previous`."""
        return sha256(self.payload).hexdigest()

    def held(self) -> dict[str, str]:
        """As it stands in a proof: the signed bytes as they are, and the signature."""
        return {"body": self.payload.decode(), "signature": self.signature.hex()}

    def text(self) -> str:
        """As it goes to a witness."""
        return json.dumps(self.held(), ensure_ascii=False, indent=1)


_BODY = TypeAdapter(Body)


def read(text: str | bytes) -> Signed:
    """A checkpoint from its text."""
    try:
        return of(json.loads(text))
    except ValueError as error:
        raise NoCheckpoint(str(error)) from None


def of(held: object) -> Signed:
    """A checkpoint as it stands in a proof."""
    match held:
        case {"body": str(body), "signature": str(signature)}:
            return opened(body.encode(), _bytes(signature))
        case _:
            raise NoCheckpoint("A checkpoint has a body and a signature.")


def opened(payload: bytes, signature: bytes) -> Signed:
    """A checkpoint from what was signed and the signature; its own key must have signed it."""
    try:
        body = _BODY.validate_json(payload, strict=True)
    except ValueError as error:
        raise NoCheckpoint(str(error)) from None
    if body.canonical() != payload:
        raise NoCheckpoint("It is not in its canonical form.")
    try:
        Ed25519PublicKey.from_public_bytes(_bytes(body.key)).verify(signature, payload)
    except (InvalidSignature, ValueError):
        raise NoCheckpoint("Its key did not sign it.") from None
    return Signed(body, payload, signature)


def leads(trusted: str, signer: str, rotations: Iterable[Signed]) -> bool:
    """Whether signed rotations, in their order, lead from a trusted key to the signer."""
    known = trusted
    for rotation in rotations:
        if known == signer:
            break
        if rotation.body.key == known:
            known = rotation.body.key_after
    return known == signer


def _bytes(text: str) -> bytes:
    try:
        return bytes.fromhex(text)
    except ValueError as error:
        raise NoCheckpoint(str(error)) from None
