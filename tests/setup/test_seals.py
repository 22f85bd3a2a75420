"""The doctor looks at who owns key and witness; the server asks the witnesses before it serves."""

import os
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import transaction

from tests.audit import tampering as by
from tests.audit import triggers
from tests.logins import as_installed
from throughcare import cli
from throughcare.audit.actions import record
from throughcare.audit.models import Checkpoint, Event
from throughcare.audit.sealing import answers, keys
from throughcare.audit.sealing.actions import seal
from throughcare.audit.verbs import Verb
from throughcare.config import server
from throughcare.demo.actions.marks import mark
from throughcare.kernel import clock
from throughcare.kernel.actor import system
from throughcare.web import seals

pytestmark = pytest.mark.django_db


@pytest.fixture
def witness(settings: Any, tmp_path: Path) -> Path:
    folder = tmp_path / "witness"
    folder.mkdir()
    settings.WITNESSES = str(folder)
    return folder


def written(count: int) -> list[Event]:
    with transaction.atomic():
        return [record(system(clock.now()), Verb.READ) for _ in range(count)]


def sealed(tmp_path: Path) -> None:
    file = tmp_path / "seal"
    if not file.exists():
        keys.new(file)
    seal(keys.load(file))
    for answer in answers.ask_all():
        answers.hand_over(answer)


def test_key_and_witness_of_others_are_well(others: None) -> None:
    assert seals.key().is_well
    assert seals.witness_owners().is_well


def test_a_key_of_whoever_owns_the_data_is_an_error(
    installation: Path, settings: Any, tmp_path: Path
) -> None:
    settings.SEAL_KEY = tmp_path / "seal"
    keys.new(settings.SEAL_KEY)
    assert "belong to another user" in seals.key().remedy


def test_a_key_in_the_data_folder_is_an_error_whoever_owns_it(
    others: None, installation: Path, settings: Any
) -> None:
    settings.SEAL_KEY = installation / "seal"
    settings.SEAL_KEY.touch()
    assert "outside the data folder" in seals.key().remedy


def test_a_key_in_a_folder_of_whoever_owns_the_data_is_an_error(
    others: None, installation: Path, settings: Any, tmp_path: Path
) -> None:
    """They could put another in its place."""
    if os.getuid() != 0:
        pytest.skip("Only root can give a file away.")
    assert seals.key().is_well
    os.chown(settings.SEAL_KEY.parent, installation.stat().st_uid, -1)
    assert not seals.key().is_well


def test_without_key_and_witness_something_is_to_be_done(installation: Path) -> None:
    assert "audit key new" in seals.key().remedy
    assert "THROUGHCARE_WITNESSES" in seals.witness_owners().remedy


def test_a_key_that_was_not_made_is_an_error(settings: Any, tmp_path: Path) -> None:
    settings.SEAL_KEY = tmp_path / "nowhere" / "seal"
    assert "audit key new" in seals.key().remedy


def test_a_key_on_another_machine_is_well(settings: Any, tmp_path: Path) -> None:
    settings.SEAL_PUBLIC = tmp_path / "seal.pub"
    assert seals.key().is_well
    assert "another machine" in seals.key().note


def test_a_key_that_we_may_not_look_at_is_somebody_elses(
    installation: Path, settings: Any, tmp_path: Path
) -> None:
    class Closed(type(tmp_path)):  # type: ignore[misc]
        """A path below a folder of another user."""

        def stat(self, **words: Any) -> Any:
            raise PermissionError

    settings.SEAL_KEY = Closed("/closed/keys/seal")
    assert seals.key().is_well


def test_a_witness_folder_of_whoever_owns_the_data_is_an_error(
    installation: Path, witness: Path
) -> None:
    assert str(witness) in seals.witness_owners().remedy


def test_a_witness_that_is_a_command_has_no_folder_to_look_at(settings: Any) -> None:
    settings.WITNESSES = "command:ssh seals@witness"
    assert seals.witness_owners().is_well


def test_a_witness_that_cannot_be_is_an_error(installation: Path, settings: Any) -> None:
    settings.WITNESSES = "relative"
    assert "THROUGHCARE_WITNESSES: 'relative'" in seals.findings()[1].remedy


def test_in_a_demo_all_of_this_is_said_and_is_no_error(installation: Path) -> None:
    with clock.at(clock.now() - timedelta(hours=1)):
        mark(system(clock.now()), seed=1)

    found = seals.findings()

    assert all(one.is_well for one in found)
    assert ["no error in a demo" in one.note for one in found] == [True, True, True, False]


def test_an_event_that_waits_long_to_be_sealed_is_an_error(tmp_path: Path) -> None:
    assert seals.running().is_well
    with clock.at(clock.now() - timedelta(minutes=14)):
        written(1)
    assert seals.running().is_well
    sealed(tmp_path)
    with clock.at(clock.now() - timedelta(minutes=16)):
        written(2)
    assert "2 events wait since" in seals.running().remedy
    sealed(tmp_path)
    assert seals.running().is_well


def test_many_events_that_wait_are_an_error_also_where_their_moments_do_not_show() -> None:
    """As for a login that reads no events of others; the lanes tell how many there are."""
    [first, *_] = written(seals.MANY - 1)
    with triggers.lifted():
        Event.objects.filter(pk=first.pk).delete()
    assert seals.running().is_well
    written(1)
    assert "1000 events wait since a moment that is not shown" in seals.running().remedy


def test_a_lane_shorter_than_sealed_is_an_error(tmp_path: Path) -> None:
    events = written(10)
    sealed(tmp_path)
    with triggers.lifted():
        by.cut_off(events)
        by.lane_of(events).update(sequence=7, head=events[6].hash)
    assert "audit verify" in seals.running().remedy


def test_the_server_does_not_start_when_a_witness_knows_more(
    witness: Path, tmp_path: Path, settings: Any
) -> None:
    events = written(3)
    sealed(tmp_path)
    server._require(seals.agreement())
    written(1)
    sealed(tmp_path)
    with triggers.lifted():
        by.forget(events, 3, checkpoint=1)

    with pytest.raises(ImproperlyConfigured, match="cut off, rewritten or restored"):
        server._require(seals.agreement())
    settings.STATIC_ROOT = tmp_path
    (tmp_path / "staticfiles.json").write_text('{"paths": {"vendor/govuk-frontend.css": ""}}')
    with as_installed(), pytest.raises(SystemExit, match="cut off, rewritten or restored"):
        cli.main(["run"])


def test_the_server_does_not_start_when_a_witness_knows_another_trail(
    witness: Path, tmp_path: Path
) -> None:
    written(3)
    sealed(tmp_path)
    with triggers.lifted():
        Checkpoint.objects.all().delete()
    seal(keys.load(tmp_path / "seal"))

    with pytest.raises(ImproperlyConfigured, match="that are not here"):
        server._require(seals.agreement())


def test_the_server_starts_without_a_witness_and_says_so(
    witness: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    server._require(seals.agreement())
    assert capsys.readouterr().err == ""
    witness.rmdir()
    server._require(seals.agreement())
    assert "Out of reach" in capsys.readouterr().err
