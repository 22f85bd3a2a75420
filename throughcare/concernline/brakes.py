"""Brakes on abuse of the public pages. They keep no address: a hash under a key of this hour.

The key lives in this process alone and is thrown away with all counts when the hour is over.
"""

import hashlib
import secrets
import time
from collections import Counter
from threading import Lock

from django.http import HttpRequest

from throughcare.web import clients

HOUR = 3600  # seconds
BEGINNINGS, WORDS, TRIES = 10, 60, 60  # from one address in an hour
_MOST_COUNTED = 100_000


class Brake:
    """Counts what comes from an address in this hour."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._begin(0.0)

    def _begin(self, hour: float) -> None:
        self._hour, self._key, self._counts = hour, secrets.token_bytes(32), Counter[bytes]()

    def lets(self, request: HttpRequest, what: str, most: int) -> bool:
        """Count one more of what is done; no, when it is too much for this hour."""
        with self._lock:
            if (hour := time.monotonic() // HOUR) != self._hour or self._is_full():
                self._begin(hour)
            told = f"{what}:{clients.address(request)}".encode()
            who = hashlib.blake2b(told, key=self._key, digest_size=16).digest()
            self._counts[who] += 1
            return self._counts[who] <= most

    def _is_full(self) -> bool:
        return len(self._counts) >= _MOST_COUNTED

    def forget(self) -> None:
        """Begin anew."""
        with self._lock:
            self._begin(0.0)


BRAKE = Brake()
