"""The proof that one event was sealed: a file that anybody can check without the database.

It holds the event's payload, its place in the tree, the hashes beside its way to the root, the
signed checkpoint of that root, and the checkpoints in which the key was passed on.
"""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal

from pydantic import TypeAdapter

from throughcare.audit import chain
from throughcare.audit.sealing import merkle
from throughcare.audit.sealing.checkpoints import NoCheckpoint, Signed, leads, of


class NotProven(ValueError):
    """The file does not prove its event."""


@dataclass(frozen=True)
class Proof:
    """What stands in the file; hashes are hexadecimal, checkpoints as `Signed.held` writes them."""

    payload: str
    previous: str
    index: int
    path: tuple[str, ...]
    checkpoint: dict[str, str]
    rotations: tuple[dict[str, str], ...]
    format: Literal["throughcare-proof-1"] = "throughcare-proof-1"

    def text(self) -> str:
        """The file."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=1) + "\n"


@dataclass(frozen=True)
class Proven:
    """What a file proves: the event's content, and the checkpoint that holds it."""

    event: dict[str, Any]
    index: int
    checkpoint: Signed


_PROOF = TypeAdapter(Proof)
_EVENT = TypeAdapter(dict[str, Any])


def check(text: str | bytes, trusted: str) -> Proven:
    """What the file proves to somebody who trusts a public key (hexadecimal); else NotProven."""
    try:
        proof = _PROOF.validate_json(text, strict=True)
        checkpoint = of(proof.checkpoint)
        rotations = [of(one) for one in proof.rotations]
        event = _EVENT.validate_json(proof.payload)
        entry = chain.link(bytes.fromhex(proof.previous), proof.payload.encode())
        path = [bytes.fromhex(one) for one in proof.path]
    except NoCheckpoint as error:
        raise NotProven(f"A checkpoint in it is not as it was signed: {error}") from None
    except ValueError as error:
        raise NotProven(f"This is no proof: {error}") from None
    _require_key(trusted, checkpoint, rotations)
    root = merkle.root_of(entry, proof.index, checkpoint.body.size, path)
    if root is None or root.hex() != checkpoint.body.root:
        raise NotProven("The event is not the one that was sealed.")
    return Proven(event, proof.index, checkpoint)


def _require_key(trusted: str, checkpoint: Signed, rotations: Sequence[Signed]) -> None:
    if not leads(trusted, checkpoint.body.key, rotations):
        raise NotProven("The key that you trust did not sign it, nor a key that it named.")
