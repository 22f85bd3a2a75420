"""The commands: seal, key, prove, check, verify; each says clearly what it did and did not."""

import os
import subprocess
import sys
from datetime import timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.core.management import CommandError, call_command
from django.db import transaction

from tests.audit import tampering as by
from tests.audit import triggers
from tests.audit.sealing.conftest import Write, accept
from throughcare import cli
from throughcare.audit.management.commands import audit_seal
from throughcare.audit.models import Checkpoint, Event
from throughcare.audit.sealing import answers, keys
from throughcare.audit.sealing.actions import rotate, seal
from throughcare.kernel import clock, ids
from throughcare.kernel.actor import Actor

Key = Ed25519PrivateKey


def told(name: str, *words: Any, **options: Any) -> str:
    """What a command says, on both of its streams."""
    said = StringIO()
    call_command(name, *words, stdout=said, stderr=said, **options)
    return said.getvalue()


def test_sealing_says_what_it_did_and_does_nothing_twice(
    write: Write, key_file: Path, witness: Path
) -> None:
    write(3)

    assert "Checkpoint 1 seals 3 events." in told("audit_seal")
    assert told("audit_seal") == "Nothing new to seal.\n"
    assert len(list(witness.iterdir())) == 1


def test_a_witness_out_of_reach_is_told_and_stops_nothing(
    write: Write, key_file: Path, witness: Path
) -> None:
    write(3)
    hidden = witness.rename(witness.with_name("hidden"))

    said = told("audit_seal")

    assert "Checkpoint 1 seals 3 events." in said
    assert "is out of reach" in said
    hidden.rename(witness)
    assert f"Witness {witness} has 1 checkpoints more." in told("audit_seal")


def test_a_witness_that_cannot_keep_is_told(write: Write, key_file: Path, witness: Path) -> None:
    write(1)
    (witness / "checkpoint-000000000001.part").mkdir()

    assert "is out of reach" in told("audit_seal")
    assert Checkpoint.objects.count() == 1


def test_nothing_is_sealed_when_a_witness_knows_more(
    write: Write, key_file: Path, witness: Path
) -> None:
    events = write(3)
    told("audit_seal")
    write(1)
    told("audit_seal")
    with triggers.lifted():
        by.forget(events, 3, checkpoint=1)
    write(1)

    with pytest.raises(CommandError, match="knows a checkpoint 2 that is not here"):
        told("audit_seal")


def test_sealing_needs_its_key(write: Write, settings: Any, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="THROUGHCARE_SEAL_KEY"):
        told("audit_seal")
    settings.SEAL_KEY = tmp_path / "nowhere"
    with pytest.raises(CommandError, match="cannot be read"):
        told("audit_seal")


class Stopped(Exception):
    """Somebody stopped the watch."""


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("events", "minutes", "sealed"), [(499, 4, 1), (500, 0, 2), (1, 5, 2), (0, 60, 1)]
)
def test_watching_seals_after_five_minutes_or_five_hundred_events(
    write: Write, key_file: Path, events: int, minutes: int, sealed: int
) -> None:
    write(1)
    turns = iter(["one"])

    def pause(seconds: float) -> None:
        if next(turns, None) is None:
            raise Stopped
        with clock.at(clock.now() - timedelta(minutes=minutes)):
            write(events)

    command = audit_seal.Command(stdout=StringIO(), stderr=StringIO())
    command.pause = pause
    with pytest.raises(Stopped):
        command.handle(watch=True)

    assert Checkpoint.objects.count() == sealed


def test_a_key_is_made_outside_the_data_folder(settings: Any, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="THROUGHCARE_SEAL_KEY"):
        told("audit_key", "new")
    settings.SEAL_KEY = settings.DATA_DIR / "seal"
    with pytest.raises(CommandError, match="data folder"):
        told("audit_key", "new")
    settings.SEAL_KEY = tmp_path / "seal"
    said = told("audit_key", "new")
    assert keys.published(tmp_path / "seal.pub") in said
    with pytest.raises(CommandError, match="there already"):
        told("audit_key", "new")


def test_a_key_is_rotated(write: Write, key_file: Path) -> None:
    before = keys.published(keys.public_file(key_file))
    write(1)
    told("audit_seal")

    told("audit_key", "rotate")

    after = keys.published(keys.public_file(key_file))
    assert after != before
    assert Checkpoint.objects.get(pk=2).signed.body.next_key == after
    write(1)
    assert "Checkpoint 3 seals 3 events." in told("audit_seal")
    assert "The trail is whole." in told("audit_verify", verbosity=0)


def test_a_rotation_that_was_cut_short_goes_on(write: Write, key_file: Path, ann: Actor) -> None:
    """The checkpoint was committed, and the files were not moved."""
    rotate(ann, keys.load(key_file), keys.make_next(key_file))
    write(1)

    assert "Checkpoint 2 seals 2 events." in told("audit_seal")


def test_a_proof_is_printed_and_checked_without_a_database(
    write: Write, key_file: Path, tmp_path: Path
) -> None:
    events = write(3)
    told("audit_seal")
    file = tmp_path / "proof.json"
    file.write_text(told("audit_prove", str(events[1].pk)))
    public = str(keys.public_file(key_file))

    right = _check(str(file), public)
    file.write_text(file.read_text().replace("audit.read", "audit.other"))
    wrong = _check(str(file), public)

    assert right.returncode == 0
    assert right.stdout.startswith("Proven: event 2 of the 3 that checkpoint 1 seals")
    assert "verb: audit.read" in right.stdout
    assert wrong.returncode == 1
    assert "not proven" in wrong.stderr


def _check(file: str, public: str) -> subprocess.CompletedProcess[str]:
    """In a process of its own, whose settings would refuse to load."""
    command = [sys.executable, "-m", "throughcare", "audit", "check", file, "--key", public]
    environment = {**os.environ, "THROUGHCARE_HTTPS": "no settings are read"}
    return subprocess.run(command, capture_output=True, text=True, env=environment, check=False)


def test_a_proof_that_cannot_be_made_is_said(write: Write, key_file: Path) -> None:
    [event] = write(1)
    with pytest.raises(CommandError, match="not sealed yet"):
        told("audit_prove", str(event.pk))


def test_the_command_line_knows_them_all(
    write: Write, key_file: Path, witness: Path, capsys: Any
) -> None:
    [event] = write(1)
    cli.main(["audit", "seal"])
    cli.main(["audit", "prove", str(event.pk)])
    proof = capsys.readouterr().out.partition("\n")[2].partition("\n")[2]
    file = witness.with_name("proof.json")
    file.write_text(proof)
    cli.main(["audit", "check", str(file), "--key", str(keys.public_file(key_file))])
    cli.main(["audit", "key", "rotate"])
    assert "Proven" in capsys.readouterr().out
    with pytest.raises(SystemExit, match="not proven"):
        cli.main(["audit", "check", str(file), "--key", str(key_file)])
    with pytest.raises(SystemExit, match="there already"):
        cli.main(["audit", "key", "new"])


def test_verifying_says_what_is_sealed_and_what_not_yet(
    write: Write, key_file: Path, witness: Path
) -> None:
    write(3)
    assert "Nothing is sealed." in told("audit_verify", verbosity=0)
    told("audit_seal")
    write(2)

    said = told("audit_verify", verbosity=0)

    assert "1 checkpoints seal 3 events" in said
    assert "Not sealed yet: 2 events" in said
    assert f"Witness {witness} knows checkpoint 1." in said
    witness.rename(witness.with_name("gone"))
    assert f"Witness {witness} is out of reach" in told("audit_verify", verbosity=0)


def test_verifying_says_that_it_could_not_read_the_published_key(
    write: Write, key_file: Path
) -> None:
    write(1)
    told("audit_seal")
    keys.public_file(key_file).unlink()

    assert "No key was compared: The public key" in told("audit_verify", verbosity=0)


def test_verifying_names_what_was_done_to_what_was_sealed(write: Write, key: Key) -> None:
    events = write(10)
    seal(key)
    with triggers.lifted():
        by.rebuild_from(events)
    with pytest.raises(CommandError) as failed:
        told("audit_verify", verbosity=0)
    assert str(failed.value) == (
        "Checkpoint 1: sealed events were changed, inserted or moved"
        f" (lane {events[0].lane}, numbers 1 to 10)."
    )


def test_verifying_names_a_checkpoint_that_was_changed(write: Write, key: Key) -> None:
    write(1)
    seal(key)
    with triggers.lifted():
        Checkpoint.objects.update(signature=b"")
    with pytest.raises(CommandError, match=r"^Checkpoint 1: the checkpoint was changed"):
        told("audit_verify", verbosity=0)


def test_verifying_names_the_witness_that_knows_more(
    write: Write, key: Key, witness: Path, ann: Actor
) -> None:
    """And after two humans accepted the loss, it tells of that instead."""
    events = write(2)
    seal(key)
    answers.hand_over(answers.ask_all()[0])
    with triggers.lifted():
        by.forget(events, 1, checkpoint=0)
    with pytest.raises(CommandError, match=f"Checkpoint 1: a witness knows later .*{witness}"):
        told("audit_verify", verbosity=0)

    one, other = ids.new(), ids.new()
    known = answers.longest(answers.ask_all())
    accept(ann, key, humans=(one, other), reason="disk", witnessed=known)

    said = told("audit_verify", verbosity=0)
    assert f"Checkpoint 2: {one} and {other} accepted the loss" in said
    assert f"Lane {events[0].lane}: 1 kept, 2 sealed." in said


def test_verifying_tells_of_a_lost_key(write: Write, key: Key, ann: Actor, settings: Any) -> None:
    write(1)
    seal(key)
    accept(ann, Key.generate(), humans=(ids.new(), ids.new()), reason="gone")
    assert "The key is lost as well." in told("audit_verify", verbosity=0)


def test_a_seal_within_a_transaction_that_rolls_back_leaves_nothing(write: Write, key: Key) -> None:
    with transaction.atomic():
        write(1)
        seal(key)
        transaction.set_rollback(True)
    assert not Checkpoint.objects.exists()
    assert not Event.objects.exists()
