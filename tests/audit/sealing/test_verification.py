"""Whoever changes what was sealed is found, and named; some only by a witness."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.db import transaction

from tests.audit import tampering as by
from tests.audit import triggers
from tests.audit.sealing.conftest import Write, accept
from throughcare.audit import verification as chained
from throughcare.audit.models import Checkpoint, Event
from throughcare.audit.sealing import answers, keys, verification
from throughcare.audit.sealing.actions import rotate, seal
from throughcare.audit.sealing.checkpoints import Signed
from throughcare.audit.sealing.verification import Fault, SealFinding
from throughcare.kernel import ids
from throughcare.kernel.actor import Actor

Key = Ed25519PrivateKey
Trail = list[Event]


def first() -> SealFinding:
    return verification.verify().findings[0]


@pytest.fixture
def trail(write: Write, key: Key) -> Trail:
    """Ten events of one lane under checkpoint 1."""
    events = write(10)
    seal(key)
    return events


@pytest.fixture
def told(trail: Trail, witness: Path) -> Path:
    """The witness knows checkpoint 1."""
    [answer] = answers.ask_all()
    answers.hand_over(answer)
    return witness


def resign(signer: Key, row: Checkpoint, **change: Any) -> None:
    """Change a checkpoint as somebody who has a key can."""
    held = {**json.loads(bytes(row.payload)), "key": keys.public(signer), **change}
    payload = json.dumps(held, separators=(",", ":"), sort_keys=True).encode()
    Checkpoint.objects.filter(pk=row.pk).update(payload=payload, signature=signer.sign(payload))


def test_an_untouched_trail_raises_no_alarm(trail: Trail, told: Path, write: Write) -> None:
    write(3)
    heard: list[int] = []

    report = verification.verify(progress=heard.append)

    assert report.findings == []
    assert (report.checkpoints, report.sealed, heard) == (1, 10, [1])
    assert report.window is not None
    assert report.window.events == 3
    assert [answer.number for answer in report.answers] == [1]


def test_a_trail_that_was_never_sealed_is_all_window(write: Write) -> None:
    write(2)
    report = verification.verify()
    assert report.findings == []
    assert report.window is not None
    assert report.window.events == 2


@pytest.mark.parametrize("tamper", [by.rebuild_from, by.rebuild_all])
def test_a_rebuilt_lane_escapes_the_chain_and_not_the_checkpoint(
    trail: Trail, tamper: Callable[[Trail], None]
) -> None:
    with triggers.lifted():
        tamper(trail)

    assert chained.verify().is_intact
    assert first() == SealFinding(Fault.OTHER, 1, trail[0].lane, 1, 10)


def test_a_sealed_tail_cut_off_with_its_head_is_found(trail: Trail) -> None:
    with triggers.lifted():
        by.cut_off_with_head(trail)

    assert chained.verify().is_intact
    assert first() == SealFinding(Fault.MISSING, 1, trail[0].lane, 1, 10)


def test_a_lane_that_is_gone_is_found(trail: Trail, key: Key) -> None:
    with triggers.lifted():
        by.remove_lane(trail)
        assert first() == SealFinding(Fault.MISSING, 1, trail[0].lane, 1, 10)


def test_a_changed_hash_within_the_range_is_found(trail: Trail) -> None:
    with triggers.lifted():
        by.edit_hash(trail)

    assert first() == SealFinding(Fault.OTHER, 1)


@pytest.mark.parametrize(
    "change",
    [
        {"payload": b"{}"},
        {"signature": b"\0" * 64},
        {"kind": Checkpoint.Kind.LOSS},
        {"peaks": b"\0" * 64},
        {"number": 7},
    ],
)
def test_a_changed_checkpoint_is_found(trail: Trail, change: Any) -> None:
    with triggers.lifted():
        Checkpoint.objects.update(**change)

    assert first() == SealFinding(Fault.CHANGED, change.get("number", 1))


def test_a_removed_checkpoint_is_found(trail: Trail, write: Write, key: Key) -> None:
    write(1)
    seal(key)
    with triggers.lifted():
        Checkpoint.objects.filter(pk=1).delete()

    assert first() == SealFinding(Fault.GAP, 2)


def test_a_replaced_checkpoint_is_found_by_the_next(trail: Trail, write: Write, key: Key) -> None:
    write(1)
    seal(key)
    with triggers.lifted():
        resign(key, Checkpoint.objects.get(pk=1), at="2020-01-01T00:00:00.000000+00:00")

    assert first() == SealFinding(Fault.GAP, 2)


def test_a_checkpoint_by_a_key_that_nobody_named_is_found(
    trail: Trail, write: Write, key: Key
) -> None:
    write(1)
    seal(key)
    other = Key.generate()
    with triggers.lifted():
        resign(other, Checkpoint.objects.get(pk=2))

    assert first() == SealFinding(Fault.KEY, 2)


def test_a_trail_signed_anew_by_another_key_is_found_by_the_published_one(
    trail: Trail, key: Key
) -> None:
    other = Key.generate()
    with triggers.lifted():
        resign(other, Checkpoint.objects.get(pk=1))

    assert first() == SealFinding(Fault.KEY, 1)


def test_without_a_published_key_none_is_compared(trail: Trail, key: Key, settings: Any) -> None:
    settings.SEAL_PUBLIC = None
    other = Key.generate()
    with triggers.lifted():
        resign(other, Checkpoint.objects.get(pk=1))

    assert verification.verify().findings == []


def test_a_rotated_key_is_followed_from_the_published_one(
    trail: Trail, key: Key, ann: Actor, write: Write
) -> None:
    following = Key.generate()
    rotate(ann, key, following)
    write(1)
    seal(following)

    assert verification.verify().findings == []


@pytest.mark.parametrize("size", [9, 11])
def test_a_wrong_size_is_found(trail: Trail, key: Key, size: int) -> None:
    with triggers.lifted():
        resign(key, Checkpoint.objects.get(pk=1), size=size)

    assert first() == SealFinding(Fault.OTHER, 1)


def test_everything_cut_off_is_found_by_a_witness_alone(
    trail: Trail, told: Path, write: Write, key: Key
) -> None:
    write(4)
    seal(key)
    answers.hand_over(answers.ask_all()[0])
    with triggers.lifted():
        by.forget(trail, 10, checkpoint=1)

    assert chained.verify().is_intact
    assert first() == SealFinding(Fault.WITNESS_LONGER, 2, witness=str(told))


def test_a_trail_signed_anew_with_the_stolen_key_is_found_by_a_witness_alone(
    trail: Trail, told: Path, key: Key
) -> None:
    with triggers.lifted():
        by.rebuild_from(trail)
        Checkpoint.objects.all().delete()
    seal(key)

    assert chained.verify().is_intact
    assert verification.verify().findings == [
        SealFinding(Fault.WITNESS_OTHER, 1, witness=str(told))
    ]


def test_a_restored_backup_is_refused_until_two_humans_accept_the_loss(
    trail: Trail, told: Path, write: Write, key: Key, ann: Actor
) -> None:
    write(4)
    known = seal(key)
    answers.hand_over(answers.ask_all()[0])
    with triggers.lifted():
        by.forget(trail, 10, checkpoint=1)
    asked = answers.ask_all()
    assert answers.longest(asked) == known
    assert first().fault is Fault.WITNESS_LONGER

    accept(ann, key, humans=(ids.new(), ids.new()), reason="disk", witnessed=answers.longest(asked))

    report = verification.verify()
    assert report.findings == []
    assert [loss.body.number for loss in report.losses] == [3]
    [answer] = answers.ask_all()
    assert answers.longest([answer]) is None
    assert answers.hand_over(answer) == 1
    assert answers.ask_all()[0].number == 3
    assert verification.verify().findings == []


def test_a_witness_that_missed_the_end_of_what_was_lost_disagrees_no_more(
    trail: Trail, told: Path, write: Write, key: Key, ann: Actor
) -> None:
    """It knows checkpoint 2; 2 and 3 are lost, and another witness knew 3."""
    write(1)
    seal(key)
    answers.hand_over(answers.ask_all()[0])
    with transaction.atomic():
        write(1)
        known = seal(key)
        transaction.set_rollback(True)
    with triggers.lifted():
        by.forget(trail, 10, checkpoint=1)

    accept(ann, key, humans=(ids.new(), ids.new()), reason="disk", witnessed=known)

    assert verification.verify().findings == []


def test_a_changed_loss_is_not_taken_for_an_accepted_one(
    trail: Trail, told: Path, write: Write, key: Key, ann: Actor
) -> None:
    accept(ann, key, humans=(ids.new(), ids.new()), reason="nothing")
    other = _other(write, key)
    (told / "checkpoint-000000000001.json").write_text(other.text())
    with triggers.lifted():
        Checkpoint.objects.filter(kind=Checkpoint.Kind.LOSS).update(signature=b"\0" * 64)

    findings = verification.verify().findings

    assert findings[0] == SealFinding(Fault.CHANGED, 2)
    assert findings[1] == SealFinding(Fault.WITNESS_OTHER, 1, witness=str(told))


def test_a_loss_that_names_others_does_not_excuse_a_witness(
    trail: Trail, told: Path, write: Write, key: Key, ann: Actor
) -> None:
    accept(ann, key, humans=(ids.new(), ids.new()), reason="nothing")
    (told / "checkpoint-000000000001.json").write_text(_other(write, key).text())

    assert first() == SealFinding(Fault.WITNESS_OTHER, 1, witness=str(told))


def _other(write: Write, key: Key) -> Signed:
    """A first checkpoint of another trail."""
    with transaction.atomic():
        with triggers.lifted():
            Checkpoint.objects.all().delete()
        write(1)
        signed = seal(key)
        transaction.set_rollback(True)
    assert signed is not None
    return signed
