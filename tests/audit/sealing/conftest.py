"""A sealing key outside the data folder, a witness's folder, and a few events."""

from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.db import transaction

from throughcare.audit.actions import record
from throughcare.audit.models import Event, Lane
from throughcare.audit.sealing import keys, losses
from throughcare.audit.sealing.actions import accept_loss
from throughcare.audit.sealing.checkpoints import Signed
from throughcare.audit.verbs import Verb
from throughcare.kernel.actor import Actor

Key = Ed25519PrivateKey
Write = Callable[[int], list[Event]]


def accept(
    actor: Actor,
    key: Key,
    *,
    humans: tuple[UUID, UUID],
    reason: str,
    witnessed: Signed | None = None,
) -> Signed:
    """Two accept what is found to be lost at this moment."""
    found = losses.find(keys.public(key), witnessed)
    return accept_loss(actor, key, humans=humans, reason=reason, found=found)


@pytest.fixture
def key_file(settings: Any, tmp_path: Path) -> Path:
    """A key is made and named in the settings."""
    (tmp_path / "keys").mkdir()
    settings.SEAL_KEY = tmp_path / "keys" / "seal"
    settings.SEAL_PUBLIC = keys.public_file(settings.SEAL_KEY)
    keys.new(settings.SEAL_KEY)
    return settings.SEAL_KEY


@pytest.fixture
def key(key_file: Path) -> Ed25519PrivateKey:
    return keys.load(key_file)


@pytest.fixture
def witness(settings: Any, tmp_path: Path) -> Path:
    """The only witness: a folder."""
    folder = tmp_path / "witness"
    folder.mkdir()
    settings.WITNESSES = str(folder)
    return folder


@pytest.fixture
def write(db: None, ann: Actor) -> Write:
    """Record so many events of one transaction, so of one lane."""

    def some(count: int) -> list[Event]:
        with transaction.atomic():
            return [record(ann, Verb.READ, Lane(pk=number)) for number in range(count)]

    return some
