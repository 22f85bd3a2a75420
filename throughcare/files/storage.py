"""Files on the disk: written and flushed before the row commits, read back only if unchanged."""

import hashlib
import os
import secrets
from collections.abc import Collection, Iterator
from datetime import timedelta
from itertools import islice
from pathlib import Path

from django.conf import settings

from throughcare.files.inspection import Inspected
from throughcare.files.models import StoredFile
from throughcare.files.refusals import Damaged
from throughcare.kernel import clock

# Longer than any transaction lasts: a younger file may have a row that has not committed yet.
ORPHANED_AFTER = timedelta(hours=1)
_AT_ONCE = 500


def store(inspected: Inspected) -> StoredFile:
    """Write the file, then its row; call it inside the transaction of the entry that holds it.

    If that transaction rolls back, the file stays behind without a row until `sweep` finds it.
    """
    name = secrets.token_hex(16)
    _write(_place(name), inspected.content)
    try:
        return StoredFile.keep(
            storage_name=name,
            size=len(inspected.content),
            sha256=hashlib.sha256(inspected.content).hexdigest(),
            type=inspected.type,
            name=inspected.name,
        )
    except BaseException:
        _place(name).unlink(missing_ok=True)
        raise


def open_bytes(stored: StoredFile) -> bytes:
    """The file as it was stored, or `Damaged`."""
    return read(stored.storage_name, stored.sha256)


def read(name: str, sha256: str) -> bytes:
    """The file of this name as it was stored, or `Damaged`."""
    try:
        content = _place(name).read_bytes()
    except FileNotFoundError:
        raise Damaged(f"File {name} is missing.") from None
    if hashlib.sha256(content).hexdigest() != sha256:
        raise Damaged(f"File {name} is not what was stored.")
    return content


def put_back(name: str, content: bytes, sha256: str) -> None:
    """Write a file of a backup, unless it lies there unchanged; its row comes later."""
    try:
        read(name, sha256)
    except Damaged:
        _place(name).with_suffix(".part").unlink(missing_ok=True)
        _write(_place(name), content)


def set_aside(known: Collection[str], folder: Path) -> int:
    """Move the files that a restored database does not know where they are kept."""
    unknown = [path for path in _files() if path.name not in known]
    for path in unknown:
        _make_folder(folder)
        path.rename(folder / path.name)
    return len(unknown)


def sweep(older_than: timedelta = ORPHANED_AFTER) -> int:
    """Delete files that no row points to and that are older than an hour; how many there were."""
    before = (clock.now() - older_than).timestamp()
    files = (path for path in _files() if path.stat().st_mtime < before)
    swept = 0
    while batch := list(islice(files, _AT_ONCE)):
        remembered = StoredFile.remembered(path.name for path in batch)
        for path in batch:
            if path.name not in remembered:
                path.unlink(missing_ok=True)
                swept += 1
    return swept


def _place(name: str) -> Path:
    return Path(settings.FILES_DIR) / name[:2] / name


def _files() -> Iterator[Path]:
    return (path for path in Path(settings.FILES_DIR).glob("??/*") if path.is_file())


def _write(path: Path, content: bytes) -> None:
    """Whole and flushed, or not there: under another name first, then the folders as well."""
    _make_folder(path.parent.parent)
    _make_folder(path.parent)
    part = path.with_suffix(".part")
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        part.rename(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    _flush_folder(path.parent)


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(mode=0o700, parents=True)
    except FileExistsError:
        return
    _flush_folder(folder.parent)


def _flush_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
