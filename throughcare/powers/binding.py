"""What a proposal is bound to: canonical bytes, and their hash, which the trail keeps too."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

DOMAIN = b"throughcare.powers.proposal\0"
Terms = dict[str, Any]


def canonical(values: Mapping[str, Any]) -> bytes:
    """The same bytes for the same values: sorted names, no spaces, UTF-8."""
    text = json.dumps(values, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return text.encode()


def fingerprint(payload: bytes) -> str:
    """SHA-256 of the bytes, 64 hexadecimal digits; the domain keeps it apart from other hashes."""
    return hashlib.sha256(DOMAIN + payload).hexdigest()
