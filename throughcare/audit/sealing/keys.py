"""The key that signs checkpoints: a file that neither the server nor the database's owner may read.

Beside the private key lies the public one, as `<file>.pub`; both are PEM. While the key is rotated
the next one lies beside them as `<file>.next`: a crash half-way is mended by the next sealing.
"""

import os
from pathlib import Path

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from throughcare.audit.sealing.checkpoints import Body, Signed


class NoKey(Exception):
    """The key is not there, cannot be read, or is not the one that must sign now."""


def new(path: Path) -> str:
    """Make a key where there is none; returns the public key."""
    if path.exists():
        raise NoKey(f"{path} is there already; throughcare audit key rotate makes the next one.")
    key = _made(path)
    _publish(path, key)
    return public(key)


def load(path: Path, expected: str = "") -> Ed25519PrivateKey:
    """The key that must sign now: `expected` is its public key, or "" before the first checkpoint.

    If a rotation was cut short after its checkpoint, it is finished here.
    """
    key = _read(path)
    if expected and public(key) != expected and _next(path).exists():
        key = _read(_next(path))
        if public(key) == expected:
            adopt(path)
    if expected and public(key) != expected:
        raise NoKey(f"{path} is not the key that the last checkpoint names.")
    return key


def make_next(path: Path) -> Ed25519PrivateKey:
    """The key to rotate to, written before anything names it; one left over is used no more."""
    _next(path).unlink(missing_ok=True)
    return _made(_next(path))


def adopt(path: Path) -> None:
    """Let the next key take the place of the old one, which is gone then."""
    os.replace(_next(path), path)
    _flush(path.parent)
    _publish(path, _read(path))


def sign(key: Ed25519PrivateKey, body: Body) -> Signed:
    """The checkpoint, signed."""
    payload = body.canonical()
    return Signed(body, payload, key.sign(payload))


def public(key: Ed25519PrivateKey) -> str:
    """The public key in hexadecimal, as it stands in a checkpoint."""
    return key.public_key().public_bytes_raw().hex()


def published(path: Path) -> str:
    """The public key of a file, in hexadecimal."""
    try:
        key = serialization.load_pem_public_key(path.read_bytes())
    except (OSError, ValueError) as error:
        raise NoKey(f"The public key {path} cannot be read: {error}") from None
    if not isinstance(key, Ed25519PublicKey):
        raise NoKey(f"{path} holds no Ed25519 key.")
    return key.public_bytes_raw().hex()


def public_file(path: Path) -> Path:
    """Where the public key of a private one lies."""
    return path.with_name(path.name + ".pub")


def _next(path: Path) -> Path:
    return path.with_name(path.name + ".next")


def _read(path: Path) -> Ed25519PrivateKey:
    try:
        key = serialization.load_pem_private_key(path.read_bytes(), password=None)
    except (OSError, ValueError, TypeError) as error:
        raise NoKey(f"The sealing key {path} cannot be read: {error}") from None
    if not isinstance(key, Ed25519PrivateKey):
        raise NoKey(f"{path} holds no Ed25519 key.")
    return key


def _made(path: Path) -> Ed25519PrivateKey:
    key = Ed25519PrivateKey.generate()
    text = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    try:
        _write(path, text, os.O_EXCL, 0o600)
    except OSError as error:
        raise NoKey(f"{path} cannot be written: {error}") from None
    return key


def _publish(path: Path, key: Ed25519PrivateKey) -> None:
    text = key.public_key().public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    _write(public_file(path), text, os.O_TRUNC, 0o644)


def _write(path: Path, text: bytes, flag: int, mode: int) -> None:
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | flag, mode), "wb") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    _flush(path.parent)


def _flush(folder: Path) -> None:
    """Make names in a folder last."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
