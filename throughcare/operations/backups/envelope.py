"""The encrypted file: AES-256-GCM over chunks, in the order of the STREAM construction.

A first line says what it is and where its secret comes from; 32 bytes of salt and a check of 32
bytes follow, then chunks of 1 MiB, each with its tag of 16 bytes. Key and check come from the
secret, the salt and the first line by HKDF-SHA256. A chunk's nonce is its number (11 bytes) and
whether it is the last (1 byte): chunks that are changed, moved, missing or too many do not open.
Hoang, Reyhanitabar, Rogaway, Vizár: Online Authenticated-Encryption and its Nonce-Reuse
Misuse-Resistance, CRYPTO 2015; the same framing as age (age-encryption.org/v1).
"""

import hmac
import io
import secrets
from typing import IO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.utils.translation import gettext as _

from throughcare.operations.backups.keys import KEY_BYTES, Kind, Secret
from throughcare.operations.backups.refusals import NotWhole

CHUNK = 1024 * 1024
TAG = 16
_SALT = _CHECK = 32
_FIRST_LINE = b"throughcare backup 1 %s\n"
_LENGTH = len(_FIRST_LINE % b"k")


class Sealing(io.RawIOBase):
    """Encrypts what is written. Only `finish` writes the last chunk: without it nothing opens."""

    def __init__(self, file: IO[bytes], secret: Secret) -> None:
        first, salt = _FIRST_LINE % secret.kind.value, secrets.token_bytes(_SALT)
        self._cipher, check = _derived(secret, salt, first)
        self._file, self._held, self._number = file, bytearray(), 0
        file.write(first + salt + check)

    def writable(self) -> bool:
        """Whether it takes bytes: it does."""
        return True

    def write(self, data: object) -> int:
        """Take bytes; whole chunks go out once it is known that more follow."""
        taken = bytes(data)  # type: ignore[call-overload]
        self._held += taken
        while len(self._held) > CHUNK:
            self._put(bytes(self._held[:CHUNK]), is_last=False)
            del self._held[:CHUNK]
        return len(taken)

    def finish(self) -> None:
        """Write the last chunk."""
        self._put(bytes(self._held), is_last=True)

    def _put(self, chunk: bytes, *, is_last: bool) -> None:
        self._file.write(self._cipher.encrypt(_nonce(self._number, is_last), chunk, None))
        self._number += 1


class Opening(io.RawIOBase):
    """Decrypts what is read. A byte leaves only after its chunk's tag was right.

    That the file ends where it was ended is known at its end alone: read it whole before use.
    """

    def __init__(self, file: IO[bytes], secret: Secret) -> None:
        first = file.read(_LENGTH)
        _require_kind(first, secret)
        salt, check = file.read(_SALT), file.read(_CHECK)
        self._cipher, expected = _derived(secret, salt, first)
        if not hmac.compare_digest(check, expected):
            raise NotWhole(_("This key does not open the backup, or its beginning was changed."))
        self._file, self._number, self._plain = file, 0, b""
        self._next = file.read(CHUNK + TAG)
        self._ended = False

    def readable(self) -> bool:
        """Whether it gives bytes: it does."""
        return True

    def readinto(self, buffer: object) -> int:
        """Give bytes that are proved to be those that were written; 0 at the end."""
        if not self._plain and not self._ended:
            self._open_next()
        view = memoryview(buffer)  # type: ignore[arg-type]
        given, self._plain = self._plain[: len(view)], self._plain[len(view) :]
        view[: len(given)] = given
        return len(given)

    def _open_next(self) -> None:
        chunk, self._next = self._next, self._file.read(CHUNK + TAG)
        self._ended = not self._next
        try:
            nonce = _nonce(self._number, self._ended)
            self._plain = self._cipher.decrypt(nonce, chunk, None)
        except (InvalidTag, ValueError):
            raise NotWhole(
                _("The backup was changed, or is not whole (part %(number)d). Take another copy.")
                % {"number": self._number + 1}
            ) from None
        self._number += 1


def kind_of(file: IO[bytes]) -> Kind:
    """What opens the file; it is left at its beginning."""
    first = file.read(_LENGTH)
    file.seek(0)
    for kind in Kind:
        if first == _FIRST_LINE % kind.value:
            return kind
    raise NotWhole(_("This is no backup of Throughcare, or its beginning was changed."))


def _require_kind(first: bytes, secret: Secret) -> None:
    if kind_of(io.BytesIO(first)) is not secret.kind:
        raise NotWhole(
            _("The backup was made with a passphrase: --passphrase.")
            if secret.kind is Kind.KEY_FILE
            else _("The backup was made with a key file: --key-file FILE.")
        )


def _derived(secret: Secret, salt: bytes, first: bytes) -> tuple[AESGCM, bytes]:
    """The cipher of a file, and what shows that a key is its key (and the only one)."""
    derivation = HKDF(algorithm=SHA256(), length=KEY_BYTES + _CHECK, salt=salt, info=first)
    derived = derivation.derive(secret.stretched(salt))
    return AESGCM(derived[:KEY_BYTES]), derived[KEY_BYTES:]


def _nonce(number: int, is_last: bool) -> bytes:
    return number.to_bytes(11, "big") + bytes([is_last])
