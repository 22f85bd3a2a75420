"""On the disk: random names, closed to others, there before the row, swept when orphaned."""

import os
import stat
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import IntegrityError, transaction

from throughcare.files import storage
from throughcare.files.inspection import Inspected
from throughcare.files.models import FileType, StoredFile
from throughcare.files.refusals import Damaged
from throughcare.kernel import clock

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(settings, tmp_path: Path) -> Path:
    settings.FILES_DIR = tmp_path / "files"
    return tmp_path / "files"


def inspected(content: bytes = b"He came.", name: str = "Ann's plan.txt") -> Inspected:
    return Inspected(FileType.TXT, name, content.decode(), content)


def on_disk(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_a_file_comes_back_as_it_was_stored(folder: Path) -> None:
    stored = storage.store(inspected())

    again = StoredFile.objects.get(pk=stored.pk)
    assert storage.open_bytes(again) == b"He came."
    assert (again.size, again.type, again.name) == (8, "txt", "Ann's plan.txt")


def test_the_disk_tells_no_name_and_is_closed_to_others(folder: Path) -> None:
    stored = storage.store(inspected())

    (path,) = on_disk(folder)
    assert path.name == stored.storage_name
    assert "Ann" not in str(path)
    assert stored.storage_name not in str(stored.pk)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert "Ann" not in str(stored) + repr(stored)


def test_equal_files_are_two(folder: Path) -> None:
    one, other = storage.store(inspected()), storage.store(inspected())

    assert one.sha256 == other.sha256
    assert len(on_disk(folder)) == 2


def test_file_and_folders_are_flushed_before_the_row(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps: list[str] = []
    real = os.fsync

    def note(handle: int) -> None:
        is_folder = stat.S_ISDIR(os.fstat(handle).st_mode)
        steps.append(f"{'folder' if is_folder else 'file'}, rows: {StoredFile.objects.count()}")
        real(handle)

    monkeypatch.setattr(os, "fsync", note)
    storage.store(inspected())

    assert steps[-2:] == ["file, rows: 0", "folder, rows: 0"]
    assert steps.count("folder, rows: 0") >= 3


def test_a_changed_missing_or_cut_file_is_told(folder: Path) -> None:
    stored = storage.store(inspected())
    (path,) = on_disk(folder)

    for content in (b"He went.", b"He", b""):
        path.write_bytes(content)
        with pytest.raises(Damaged):
            storage.open_bytes(stored)
    path.unlink()
    with pytest.raises(Damaged, match="missing"):
        storage.open_bytes(stored)


def test_a_row_that_cannot_be_written_leaves_no_file(folder: Path) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        storage.store(inspected(content=b""))

    assert on_disk(folder) == []


def test_a_file_whose_transaction_rolled_back_is_swept_after_an_hour(folder: Path) -> None:
    kept = storage.store(inspected())
    with transaction.atomic():
        storage.store(inspected())
        transaction.set_rollback(True)
    (folder / "ab").mkdir(exist_ok=True)
    (folder / "ab" / "ab12.part").write_bytes(b"cut off by a power failure")

    assert storage.sweep() == 0
    with clock.at(clock.now() + timedelta(hours=1, minutes=1)):
        assert storage.sweep() == 2
        assert storage.sweep() == 0
    assert [path.name for path in on_disk(folder)] == [kept.storage_name]


def test_sweeping_where_nothing_was_stored_is_no_error(folder: Path) -> None:
    assert storage.sweep() == 0
