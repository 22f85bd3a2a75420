"""Checkpoints are bytes that only their key could have signed; keys lie in files."""

import json
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from throughcare.audit.sealing import checkpoints, keys
from throughcare.audit.sealing.checkpoints import (
    FIRST,
    Body,
    Head,
    Loss,
    LostLane,
    NoCheckpoint,
    Signed,
    leads,
    opened,
    read,
)


def made(signer: Ed25519PrivateKey, **told: Any) -> Signed:
    usual: dict[str, Any] = {
        "number": 1,
        "at": "2026-03-02T09:00:00.000000+00:00",
        "size": 3,
        "root": "ab" * 32,
        "lanes": (Head(0, 3, "cd" * 32),),
        "previous": FIRST,
        "key": keys.public(signer),
    }
    return keys.sign(signer, Body(**{**usual, **told}))


@pytest.fixture
def signer() -> Ed25519PrivateKey:
    return Ed25519PrivateKey.generate()


def test_a_checkpoint_is_read_back_as_it_was_signed(signer: Ed25519PrivateKey) -> None:
    lost = Loss(2, 5, "ef" * 32, (LostLane(0, 3, 9),), ("one", "other"), event=4, key="aa")

    signed = made(signer, lost=lost)

    assert read(signed.text()) == signed
    assert json.loads(signed.payload)["format"] == "throughcare-checkpoint-1"


@pytest.mark.parametrize("change", [b"4", b"2"])
def test_a_changed_checkpoint_is_refused(signer: Ed25519PrivateKey, change: bytes) -> None:
    signed = made(signer)

    with pytest.raises(NoCheckpoint, match="did not sign"):
        opened(signed.payload.replace(b'"size":3', b'"size":' + change), signed.signature)


def test_another_spelling_of_the_same_is_refused(signer: Ed25519PrivateKey) -> None:
    payload = made(signer).payload.replace(b'"size":3', b'"size": 3')

    with pytest.raises(NoCheckpoint, match="canonical"):
        opened(payload, signer.sign(payload))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        '{"body": 1, "signature": ""}',
        '{"body": "{}", "signature": "xy"}',
        '{"body": "{}", "signature": ""}',
        '{"body": "no json", "signature": ""}',
    ],
)
def test_what_is_no_checkpoint_is_refused(text: str) -> None:
    with pytest.raises(NoCheckpoint):
        read(text)


@pytest.mark.parametrize("change", [{"key": "ab"}, {"key": "xy"}, {"format": "other"}])
def test_a_body_that_cannot_be_is_refused(signer: Ed25519PrivateKey, change: Any) -> None:
    signed = made(signer, **change)

    with pytest.raises(NoCheckpoint):
        opened(signed.payload, signed.signature)


def test_keys_lead_on_by_rotations_alone() -> None:
    one, two, three, other = (Ed25519PrivateKey.generate() for _ in range(4))
    rotations = [made(one, next_key=keys.public(two)), made(two, next_key=keys.public(three))]

    assert leads(keys.public(one), keys.public(one), rotations)
    assert leads(keys.public(one), keys.public(three), rotations)
    assert leads(keys.public(two), keys.public(three), rotations)
    assert not leads(keys.public(three), keys.public(one), rotations)
    assert not leads(keys.public(other), keys.public(three), rotations)
    assert not leads(keys.public(one), keys.public(three), rotations[1:])
    assert not leads(keys.public(one), keys.public(other), [made(other), *rotations])


def test_a_key_is_made_for_its_owner_alone_and_once(tmp_path: Path) -> None:
    file = tmp_path / "seal"

    made_key = keys.new(file)

    assert file.stat().st_mode & 0o777 == 0o600
    assert keys.published(keys.public_file(file)) == made_key == keys.public(keys.load(file))
    with pytest.raises(keys.NoKey, match="there already"):
        keys.new(file)


def test_a_key_that_is_not_the_named_one_does_not_sign(tmp_path: Path) -> None:
    file = tmp_path / "seal"
    expected = keys.new(file)

    assert keys.public(keys.load(file, expected)) == expected
    with pytest.raises(keys.NoKey, match="last checkpoint"):
        keys.load(file, "ab" * 32)


def test_a_rotation_cut_short_is_finished(tmp_path: Path) -> None:
    file = tmp_path / "seal"
    keys.new(file)
    following = keys.public(keys.make_next(file))

    with pytest.raises(keys.NoKey):
        keys.load(file, "ab" * 32)
    assert keys.public(keys.load(file, following)) == following
    assert keys.public(keys.load(file)) == keys.published(keys.public_file(file)) == following
    assert sorted(one.name for one in tmp_path.iterdir()) == ["seal", "seal.pub"]


def test_a_next_key_that_nobody_named_is_replaced(tmp_path: Path) -> None:
    file = tmp_path / "seal"
    keys.new(file)

    assert keys.public(keys.make_next(file)) != keys.public(keys.make_next(file))


def test_what_is_no_key_is_refused(tmp_path: Path) -> None:
    file, elliptic = tmp_path / "seal", generate_private_key(SECP256R1())
    with pytest.raises(keys.NoKey, match="cannot be read"):
        keys.load(file)
    with pytest.raises(keys.NoKey, match="cannot be read"):
        keys.published(file)
    with pytest.raises(keys.NoKey, match="cannot be written"):
        keys.new(tmp_path / "nowhere" / "seal")

    encoding, plain = serialization.Encoding.PEM, serialization.NoEncryption()
    file.write_bytes(elliptic.private_bytes(encoding, serialization.PrivateFormat.PKCS8, plain))
    with pytest.raises(keys.NoKey, match="no Ed25519"):
        keys.load(file)
    public_format = serialization.PublicFormat.SubjectPublicKeyInfo
    file.write_bytes(elliptic.public_key().public_bytes(encoding, public_format))
    with pytest.raises(keys.NoKey, match="no Ed25519"):
        keys.published(file)


def test_the_first_checkpoint_hangs_on_nothing() -> None:
    assert checkpoints.FIRST == "00" * 32
