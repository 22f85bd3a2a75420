"""Receipts: the one key to a conversation. We keep its hash; whoever lost it begins anew.

A receipt has 16 characters, 80 bits by chance, and so cannot be guessed. It is worked out from the
page that the first words were written on: sent twice, they give the same receipt, and one
conversation.
"""

import base64
import hashlib
import secrets

from django.core import signing
from django.utils.crypto import salted_hmac

_BYTES = 10
_SALT = "throughcare.concernline"
OPEN_FOR = 12 * 3600  # seconds that a page may be written on
# No digit or letter that is misread: I, O, 0 and 1 are never meant.
_MISREAD = str.maketrans("01", "OI")


class Stale(Exception):
    """A page that was open for too long, or is none of ours."""


def page_token() -> str:
    """What a page for the first words carries: by chance, signed, with its moment."""
    return signing.TimestampSigner(salt=_SALT).sign(secrets.token_hex(16))


def of_page(token: str) -> str:
    """The receipt that belongs to a page, in four groups."""
    try:
        by_chance = signing.TimestampSigner(salt=_SALT).unsign(token, max_age=OPEN_FOR)
    except signing.BadSignature:
        raise Stale from None
    drawn = salted_hmac(_SALT, by_chance, algorithm="sha256").digest()[:_BYTES]
    return grouped(base64.b32encode(drawn).decode())


def grouped(letters: str) -> str:
    """In four groups, as it is read aloud and written down."""
    return "-".join(letters[start : start + 4] for start in range(0, len(letters), 4))


def hashed(typed: str) -> str:
    """The hash of a receipt as somebody typed it: spaces, dashes and case do not count."""
    letters = "".join(each for each in typed.upper() if each.isalnum()).translate(_MISREAD)
    return hashlib.sha256(f"{_SALT}:{letters}".encode()).hexdigest()
