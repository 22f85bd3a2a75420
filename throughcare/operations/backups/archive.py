"""What lies inside the encrypted file: a tar of manifest, database and uploaded files, in order."""

import gzip
import hashlib
import io
import re
import tarfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Protocol

from django.utils.translation import gettext as _

from throughcare.operations.backups.envelope import CHUNK, Opening, Sealing
from throughcare.operations.backups.keys import Secret
from throughcare.operations.backups.manifest import Manifest
from throughcare.operations.backups.refusals import NotWhole

MANIFEST, DATABASE, FILES, MISSING = "manifest.json", "database", "files/", "missing.txt"
_STORAGE_NAME = re.compile(r"[0-9a-f]{32}")
_FAST = 1  # zlib's level: most of the gain at a tenth of the time
_LARGEST_MANIFEST = 512 * 1024**2
Tell = Callable[[int], object]  # more bytes


class Readable(Protocol):
    """Whatever gives bytes."""

    def read(self, size: int = -1, /) -> bytes:
        """Up to so many bytes; none at the end."""


@dataclass(frozen=True)
class Unpacked:
    """What was read, every byte of it proved; files lie under `folder`/files."""

    manifest: Manifest
    database: Path
    files: dict[str, Path]
    missing: frozenset[str]


@contextmanager
def sealed(file: IO[bytes], secret: Secret) -> Iterator[tarfile.TarFile]:
    """A tar to add to, compressed and encrypted; only when all is well is its end written."""
    sealing = Sealing(file, secret)
    with (
        gzip.GzipFile(fileobj=sealing, mode="wb", compresslevel=_FAST, mtime=0) as packed,
        tarfile.open(fileobj=packed, mode="w|") as tar,
    ):
        yield tar
    sealing.finish()


def add(tar: tarfile.TarFile, name: str, content: bytes) -> None:
    """Add a few bytes."""
    member = tarfile.TarInfo(name)
    member.size = len(content)
    tar.addfile(member, io.BytesIO(content))


def add_file(tar: tarfile.TarFile, name: str, path: Path, tell: Tell) -> None:
    """Add a large file."""
    member = tarfile.TarInfo(name)
    member.size = path.stat().st_size
    with path.open("rb") as file:
        tar.addfile(member, _Heard(file, tell))


def unpack(file: IO[bytes], secret: Secret, folder: Path, tell: Tell) -> Unpacked:
    """Read a backup to its end into an empty folder, or raise `NotWhole`."""
    opening = io.BufferedReader(Opening(_Heard(file, tell), secret), CHUNK)  # type: ignore[arg-type]
    try:
        with gzip.GzipFile(fileobj=opening) as packed:
            with tarfile.open(fileobj=packed, mode="r|") as tar:
                found = _members(tar, iter(tar), folder)
            _drain(packed)
        _drain(opening)
    except (tarfile.TarError, gzip.BadGzipFile, zlib.error, EOFError, StopIteration) as error:
        raise NotWhole(
            _("The inside of the backup cannot be read: %(why)s") % {"why": error}
        ) from None
    _require_files(found)
    return found


def _members(tar: tarfile.TarFile, members: Iterator[tarfile.TarInfo], folder: Path) -> Unpacked:
    first = _expect(next(members), MANIFEST)
    manifest = Manifest.read(_content(tar, first).read(_LARGEST_MANIFEST))
    manifest.require_ours()
    database = folder / DATABASE
    _write(_content(tar, _expect(next(members), DATABASE)), database)
    files: dict[str, Path] = {}
    missing: frozenset[str] = frozenset()
    for member in members:
        if member.name == MISSING:
            missing = frozenset(_content(tar, member).read().decode().split())
        else:
            name = _expect(member, FILES + member.name.removeprefix(FILES)).name[len(FILES) :]
            files[name] = _keep(_content(tar, member), name, manifest, folder)
    return Unpacked(manifest, database, files, missing)


def _expect(member: tarfile.TarInfo, name: str) -> tarfile.TarInfo:
    if member.name != name or not member.isfile():
        raise NotWhole(_("The backup holds something that no backup holds."))
    return member


def _content(tar: tarfile.TarFile, member: tarfile.TarInfo) -> IO[bytes]:
    content = tar.extractfile(member)
    assert content is not None  # a file: see _expect
    return content


def _keep(content: IO[bytes], name: str, manifest: Manifest, folder: Path) -> Path:
    """One uploaded file, if the manifest knows it by name and digest."""
    expected = manifest.facts.files.get(name) if _STORAGE_NAME.fullmatch(name) else None
    (folder / "files").mkdir(exist_ok=True, mode=0o700)
    path = folder / "files" / name
    if expected is None or _write(content, path) != expected:
        raise NotWhole(_("The backup holds something that no backup holds."))
    return path


def _write(content: IO[bytes], path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("xb") as file:
        for chunk in _chunks(content):
            digest.update(chunk)
            file.write(chunk)
    return digest.hexdigest()


def _require_files(found: Unpacked) -> None:
    """Every file that the manifest names is there, or was said to be missing."""
    if found.manifest.facts.files.keys() != found.files.keys() | found.missing:
        raise NotWhole(_("Uploaded files are missing in the backup."))


def _chunks(content: Readable) -> Iterable[bytes]:
    return iter(lambda: content.read(CHUNK), b"")


def _drain(content: Readable) -> None:
    """To the end, where it shows whether the file was cut."""
    for _chunk in _chunks(content):
        pass


class _Heard:
    """A file that tells how much was read of it."""

    def __init__(self, file: IO[bytes], tell: Tell) -> None:
        self._file, self._tell = file, tell

    def read(self, size: int = -1) -> bytes:
        chunk = self._file.read(size)
        self._tell(len(chunk))
        return chunk
