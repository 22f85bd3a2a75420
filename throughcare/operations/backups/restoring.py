"""Restoring: everything is read, proved and looked at as a copy before anything is replaced."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from django.conf import settings
from django.db import connection
from django.utils.translation import gettext as _

from throughcare.files import storage
from throughcare.kernel import clock
from throughcare.operations.backups import archive, on_postgresql, on_sqlite, scratch
from throughcare.operations.backups.archive import Unpacked
from throughcare.operations.backups.bars import bytes_bar, files_bar
from throughcare.operations.backups.keys import Secret
from throughcare.operations.backups.manifest import Manifest
from throughcare.operations.backups.refusals import BackupRefused, NotWhole
from throughcare.operations.backups.surveys import survey

_SHOWN = 5


@dataclass(frozen=True)
class Restored:
    """What was read; `kept` is where the database lies that was there before."""

    manifest: Manifest
    missing: frozenset[str]
    kept: str = ""


def verify(path: Path, secret: Secret) -> Restored:
    """Restore into a scratch place, compare with the manifest, and leave everything as it was."""
    with _copy(path, secret) as (unpacked, _place):
        return Restored(unpacked.manifest, unpacked.missing)


def restore(path: Path, secret: Secret, *, overwrite: bool = False) -> Restored:
    """Let the backup be the installation; up to the last step, nothing is touched.

    Uploaded files come first: without a row they are nothing. The database follows in one step.
    """
    vendor = on_postgresql if connection.vendor == "postgresql" else on_sqlite
    vendor.require_free(overwrite=overwrite)
    with _copy(path, secret, "--note") as (unpacked, place):
        for name, file in files_bar(unpacked.files.items()):
            storage.put_back(name, file.read_bytes(), unpacked.manifest.facts.files[name])
        vendor.require_free(overwrite=overwrite)
        stamp = f"{clock.now():%Y%m%dT%H%M%S}"
        kept = vendor.put_in_place(place, stamp)
        aside = Path(settings.FILES_DIR).with_name(f"files.before-{stamp}")
        storage.set_aside(unpacked.manifest.facts.files, aside)
    return Restored(unpacked.manifest, unpacked.missing, kept)


@contextmanager
def _copy(path: Path, secret: Secret, *asked: str) -> Iterator[tuple[Unpacked, dict[str, str]]]:
    """The backup as a database of its own, proved to be what the manifest says."""
    vendor = on_postgresql if connection.vendor == "postgresql" else on_sqlite
    with scratch.folder() as folder:
        with _opened(path) as (file, tell):
            unpacked = archive.unpack(file, secret, folder, tell)
        with vendor.loaded(folder, unpacked.database) as place:
            _require_same(unpacked.manifest, place, asked)
            yield unpacked, place


def _require_same(manifest: Manifest, place: dict[str, str], asked: tuple[str, ...]) -> None:
    found = survey(place, manifest.moment, "--prove", *asked)
    wrong = [*found.faults, *manifest.facts.differences(found.facts)]
    if wrong:
        raise NotWhole(
            _("The copy is not what was backed up: %(what)s") % {"what": "; ".join(wrong[:_SHOWN])}
        )


@contextmanager
def _opened(path: Path) -> Iterator[tuple[IO[bytes], archive.Tell]]:
    try:
        file = path.open("rb")
    except OSError as error:
        raise BackupRefused(
            _("%(path)s cannot be read: %(why)s.") % {"path": path, "why": error.strerror}
        ) from None
    with file, bytes_bar(_("Reading"), path.stat().st_size) as bar:
        yield file, bar.update
