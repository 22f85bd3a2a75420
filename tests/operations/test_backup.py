"""A backup is one moment of everything, made while people work; nothing half done stays."""

import signal
import time
from pathlib import Path

import pytest

from tests.operations.conftest import BackedUp
from tests.operations.installations import OF_SERVER, Installation
from throughcare.operations.backups import keys, making, pg_programs
from throughcare.operations.backups.refusals import BackupRefused

CANARIES = (b"A quiet talk", b"Idris Vale", b"Ann Ode", b"He came at noon")


def test_a_backup_shows_nothing_of_what_is_in_it(backed_up: BackedUp) -> None:
    content = backed_up.file.read_bytes()
    assert content.startswith(b"throughcare backup 1 k\n")
    assert not [words for words in CANARIES if words in content]
    assert backed_up.file.stat().st_mode & 0o077 == 0
    assert backed_up.source.left_over == []


def test_a_backup_is_noted_with_its_digest_in_the_trail(backed_up: BackedUp) -> None:
    noted = "from throughcare.audit.models import Event as E; print(E.objects.filter("
    said = backed_up.source.run("manage", "shell", "-c", noted + "verb='backup.made').count())")
    assert int(said.split()[-1]) >= 1
    assert backed_up.source.count("operations_backup") >= 1


def test_a_backup_made_while_people_work_is_one_moment_and_restores(
    backed_up: BackedUp, place: Installation, tmp_path: Path
) -> None:
    place.run("restore", backed_up.file, "--key-file", backed_up.key)
    working = place.started("-m", "tests.operations.region", "work")
    assert working.stdout is not None
    assert working.stdout.readline()
    said = place.run("backup", tmp_path, "--verify", "--key-file", backed_up.key)
    assert working.poll() is None, "the worker had to stop"
    working.kill()
    written = working.communicate()[0].splitlines()
    assert len(written) > 3, "nobody worked meanwhile"
    assert "trail, rows, files and who sees what agree" in said
    assert place.left_over == []


def test_a_backup_that_is_stopped_leaves_nothing_or_what_the_trail_notes(
    backed_up: BackedUp, tmp_path: Path
) -> None:
    for wait in (0.6, 1.4, 2.2):
        noted = backed_up.source.count("operations_backup")
        words = ["-m", "throughcare", "backup", tmp_path / "b", "--key-file", backed_up.key]
        running = backed_up.source.started(*words)
        time.sleep(wait)
        running.send_signal(signal.SIGTERM)
        running.communicate(timeout=60)
        is_noted = backed_up.source.count("operations_backup") > noted
        assert list(tmp_path.iterdir()) == ([tmp_path / "b"] if is_noted else [])
        assert is_noted or running.returncode != 0
        (tmp_path / "b").unlink(missing_ok=True)
    assert backed_up.source.left_over == []


def test_a_damaged_upload_stops_the_backup_unless_it_may_be_left_out(
    backed_up: BackedUp, place: Installation, tmp_path: Path
) -> None:
    place.run("restore", backed_up.file, "--key-file", backed_up.key)
    [upload] = [path for path in (place.home / "files").rglob("*") if path.is_file()]
    upload.write_bytes(b"He went at noon.")
    said = place.run("backup", tmp_path, "--key-file", backed_up.key, fails=True)
    assert f"File {upload.name} is not what was stored. Restore it" in said
    assert not list(tmp_path.glob("*.throughcare*"))
    incomplete = ["backup", tmp_path / "b", "--key-file", backed_up.key, "--incomplete", "--verify"]
    assert f"Left out: {upload.name}." in place.run(*incomplete)
    assert upload.name in place.run(
        "restore", tmp_path / "b", "--check", "--key-file", backed_up.key
    )


def test_nothing_is_overwritten_by_a_backup(backed_up: BackedUp) -> None:
    before = backed_up.file.read_bytes()
    words = ["backup", backed_up.file, "--key-file", backed_up.key]
    assert "is there already" in backed_up.source.run(*words, fails=True)
    assert backed_up.file.read_bytes() == before


def test_a_folder_that_is_not_there_is_said(backed_up: BackedUp, tmp_path: Path) -> None:
    words = ["backup", tmp_path / "no" / "b", "--key-file", backed_up.key]
    assert "There is no folder" in backed_up.source.run(*words, fails=True)


def test_without_a_key_and_a_terminal_it_says_what_to_name(
    backed_up: BackedUp, tmp_path: Path
) -> None:
    assert "THROUGHCARE_BACKUP_KEY" in backed_up.source.run("backup", tmp_path, fails=True)


@pytest.mark.skipif(not OF_SERVER, reason="SQLite needs no program beside it")
def test_missing_programs_of_postgresql_are_said_with_how_to_get_them(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(pg_programs, "_DEBIAN", tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(BackupRefused, match="apt-get install postgresql-client"):
        pg_programs.load({}, "x", tmp_path / "dump")


@pytest.mark.skipif(bool(OF_SERVER), reason="on the test's own file")
@pytest.mark.django_db(transaction=True)
def test_the_snapshot_in_this_process_is_whole(settings, tmp_path: Path) -> None:
    settings.DATA_DIR = tmp_path
    keys.make(tmp_path / "key")
    made = making.make(tmp_path / "b", keys.from_file(tmp_path / "key"))
    assert made.manifest.vendor == "sqlite"
    assert made.manifest.facts.tables["agencies_human"] == 0
    assert list((tmp_path / "scratch").iterdir()) == []
