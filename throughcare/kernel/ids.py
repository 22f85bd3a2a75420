"""Public ids and case references: random, with no time in them."""

import secrets
import uuid

# No vowels (no words by chance), nothing that is misread on the telephone.
_LETTERS = "BCDFGHJKMNPQRTVWXYZ"
_DIGITS = "2346789"


def new() -> uuid.UUID:
    """A random id (UUID version 4)."""
    return uuid.uuid4()


def reference() -> str:
    """A case reference such as `4K7P9D-22`: three digit-letter pairs, two digits, at random."""
    draw = secrets.choice
    pairs = "".join(draw(_DIGITS) + draw(_LETTERS) for _ in range(3))
    return f"{pairs}-{draw(_DIGITS)}{draw(_DIGITS)}"
