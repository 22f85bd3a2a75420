"""Making a backup: one moment of the database, the files of that moment, one encrypted file."""

import hashlib
import os
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO

from django.db import connection
from django.utils.translation import gettext as _
from tqdm import tqdm

from throughcare.files import storage
from throughcare.files.refusals import Damaged
from throughcare.kernel import clock
from throughcare.operations.backups import archive, on_postgresql, on_sqlite, scratch
from throughcare.operations.backups.bars import bytes_bar, files_bar
from throughcare.operations.backups.keys import Secret
from throughcare.operations.backups.manifest import Manifest
from throughcare.operations.backups.refusals import BackupRefused
from throughcare.operations.queries.facts import Facts

ENDING = ".throughcare"


@dataclass(frozen=True)
class Made:
    """A backup that was written whole, and flushed."""

    path: Path
    made_at: datetime
    size: int
    sha256: str
    manifest: Manifest
    missing: frozenset[str]


def make(destination: Path, secret: Secret, *, incomplete: bool = False) -> Made:
    """Write a backup into a folder, or as a new file; interrupted, nothing stays.

    `incomplete` leaves out uploaded files that are missing or changed on the disk, and says which;
    without it, such a file stops the backup.
    """
    moment = clock.now()
    target = _target(destination, moment)
    with scratch.folder() as folder, bytes_bar(_("Database")) as bar:
        dumped, facts = _snapshot(folder, moment, bar)
        manifest = Manifest.of(moment, facts)
        bar.reset(total=dumped.stat().st_size)
        bar.set_description(_("Encrypting"))
        with _whole_or_not(target) as file, archive.sealed(file, secret) as tar:
            archive.add(tar, archive.MANIFEST, manifest.as_bytes())
            archive.add_file(tar, archive.DATABASE, dumped, bar.update)
            missing = _add_files(tar, manifest.facts.files, incomplete)
    return Made(target, moment, *_size_and_digest(target), manifest, missing)


def _snapshot(folder: Path, moment: datetime, bar: tqdm) -> tuple[Path, Facts]:
    def tell(done: int, of: int) -> None:
        bar.total = max(of, done)
        bar.update(done - bar.n)

    vendor = on_postgresql if connection.vendor == "postgresql" else on_sqlite
    return vendor.snapshot(folder, moment, tell)


def _add_files(tar: tarfile.TarFile, files: dict[str, str], incomplete: bool) -> frozenset[str]:
    missing = set()
    for name, sha256 in files_bar(files.items()):
        try:
            archive.add(tar, archive.FILES + name, storage.read(name, sha256))
        except Damaged as damaged:
            if not incomplete:
                raise BackupRefused(
                    _("%(what)s Restore it from an older backup, or add --incomplete.")
                    % {"what": damaged}
                ) from None
            missing.add(name)
    archive.add(tar, archive.MISSING, "\n".join(sorted(missing)).encode())
    return frozenset(missing)


def _target(destination: Path, moment: datetime) -> Path:
    target = destination
    if destination.is_dir():
        target = destination / f"throughcare-{moment:%Y%m%dT%H%M%SZ}{ENDING}"
    if target.exists():
        raise BackupRefused(_("%(path)s is there already.") % {"path": target})
    if not target.parent.is_dir():
        raise BackupRefused(_("There is no folder %(path)s.") % {"path": target.parent})
    return target


@contextmanager
def _whole_or_not(target: Path) -> Iterator[IO[bytes]]:
    """A file that has its name only once it is whole and flushed."""
    part = target.with_name(f"{target.name}.part")
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW, 0o600)
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        part.rename(target)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def _size_and_digest(path: Path) -> tuple[int, str]:
    with path.open("rb") as file:
        return path.stat().st_size, hashlib.file_digest(file, "sha256").hexdigest()
