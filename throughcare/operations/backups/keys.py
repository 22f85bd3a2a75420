"""What a backup is encrypted with: a key file, or a passphrase."""

import base64
import os
import secrets
import stat
import unicodedata
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path

from cryptography.hazmat.primitives.kdf.scrypt import Scrypt
from django.utils.translation import gettext as _

from throughcare.operations.backups.refusals import BackupRefused

KEY_BYTES = 32
LEAST_CHARACTERS = 20
_LABEL = "throughcare-backup-key-1:"
_FOR_EVERYBODY = stat.S_IROTH | stat.S_IWOTH
# RFC 7914. 128 MB and about half a second for each guess.
_SCRYPT = {"n": 2**17, "r": 8, "p": 1}


class Kind(Enum):
    """Where the secret comes from; written into the file's first line."""

    KEY_FILE = b"k"
    PASSPHRASE = b"p"


@dataclass(frozen=True)
class Secret:
    """A key file's bytes, or a passphrase's."""

    kind: Kind
    material: bytes = field(repr=False)

    def stretched(self, salt: bytes) -> bytes:
        """32 bytes to derive a file's key from; a passphrase is made costly to guess first."""
        if self.kind is Kind.KEY_FILE:
            return self.material
        return Scrypt(salt=salt, length=KEY_BYTES, **_SCRYPT).derive(self.material)


def make(path: Path) -> None:
    """Write a new random key into a file that nobody else may read."""
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError as error:
        raise BackupRefused(
            _("%(path)s cannot be made: %(why)s.") % {"path": path, "why": error.strerror}
        ) from None
    with os.fdopen(handle, "w") as file:
        key = base64.urlsafe_b64encode(secrets.token_bytes(KEY_BYTES)).decode()
        file.write(f"{_LABEL}{key}\n")
        file.flush()
        os.fsync(file.fileno())


def from_file(path: Path) -> Secret:
    """The key in a file that not everybody on the machine may read."""
    try:
        text = path.read_text(encoding="ascii").strip()
        is_open = path.stat().st_mode & _FOR_EVERYBODY
    except (OSError, UnicodeDecodeError):
        raise BackupRefused(_("The key file %(path)s cannot be read.") % {"path": path}) from None
    if is_open:
        raise BackupRefused(
            _("Everybody on this machine can read the key: chmod o= %(path)s") % {"path": path}
        )
    try:
        label, material = text[: len(_LABEL)], base64.urlsafe_b64decode(text[len(_LABEL) :])
    except ValueError:
        label, material = "", b""
    if label != _LABEL or len(material) != KEY_BYTES:
        raise BackupRefused(
            _("%(path)s is no backup key. Make one: throughcare backup-key FILE") % {"path": path}
        )
    return Secret(Kind.KEY_FILE, material)


def from_passphrase(words: str) -> Secret:
    """A passphrase as it was typed, composed, so that it is the same on every keyboard."""
    return Secret(Kind.PASSPHRASE, unicodedata.normalize("NFC", words).encode())


def require_strong(words: str) -> None:
    """Refuse a new passphrase that is too short to be kept for years."""
    if len(words) < LEAST_CHARACTERS:
        raise BackupRefused(
            _("A passphrase needs %(least)d characters: six random words.")
            % {"least": LEAST_CHARACTERS}
        )
