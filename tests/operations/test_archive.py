"""The inside of a backup is what its manifest says, even when whoever has the key made it up."""

import hashlib
import io
import tarfile
from pathlib import Path

import pytest

from throughcare.kernel import clock
from throughcare.operations.backups import archive
from throughcare.operations.backups.envelope import Sealing
from throughcare.operations.backups.keys import Kind, Secret
from throughcare.operations.backups.manifest import Manifest
from throughcare.operations.backups.refusals import NotWhole
from throughcare.operations.queries.facts import Facts, facts

KEY = Secret(Kind.KEY_FILE, bytes(32))
NAME = "ab" * 16


@pytest.fixture
def manifest(db: None) -> Manifest:
    """Of this database, with one uploaded file of nine bytes."""
    now = clock.now()
    found = facts(now)
    digest = hashlib.sha256(b"He came.\n").hexdigest()
    return Manifest.of(now, Facts(found.steps, found.tables, {}, {NAME: digest}, {}))


def made(manifest: Manifest, *members: tuple[str, bytes]) -> io.BytesIO:
    out = io.BytesIO()
    with archive.sealed(out, KEY) as tar:
        archive.add(tar, archive.MANIFEST, manifest.as_bytes())
        archive.add(tar, archive.DATABASE, b"database")
        for name, content in members:
            archive.add(tar, name, content)
    return io.BytesIO(out.getvalue())


def unpacked(file: io.BytesIO, folder: Path) -> archive.Unpacked:
    return archive.unpack(file, KEY, folder, lambda more: None)


def test_what_was_added_comes_back(manifest: Manifest, tmp_path: Path) -> None:
    found = unpacked(made(manifest, (f"files/{NAME}", b"He came.\n")), tmp_path)
    assert found.manifest == manifest
    assert found.database.read_bytes() == b"database"
    assert found.files[NAME].read_bytes() == b"He came.\n"


def test_a_file_that_was_left_out_is_told(manifest: Manifest, tmp_path: Path) -> None:
    found = unpacked(made(manifest, ("missing.txt", NAME.encode())), tmp_path)
    assert found.missing == {NAME}


@pytest.mark.parametrize(
    "members",
    [
        [],
        [(f"files/{NAME}", b"He went.\n")],
        [(f"files/{'cd' * 16}", b"He came.\n")],
        [("files/../../out", b"x")],
        [("/etc/passwd", b"x")],
        [("other", b"x")],
        [(f"files/{NAME}", b"He came.\n"), ("files/", b"")],
    ],
)
def test_what_the_manifest_does_not_say_is_refused(
    manifest: Manifest, tmp_path: Path, members: list[tuple[str, bytes]]
) -> None:
    (tmp_path / "in").mkdir()
    with pytest.raises(NotWhole):
        unpacked(made(manifest, *members), tmp_path / "in")
    assert {path.name for path in tmp_path.iterdir()} == {"in"}


def test_a_link_in_it_is_refused(manifest: Manifest, tmp_path: Path) -> None:
    out = io.BytesIO()
    with archive.sealed(out, KEY) as tar:
        archive.add(tar, archive.MANIFEST, manifest.as_bytes())
        link = tarfile.TarInfo(archive.DATABASE)
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        tar.addfile(link)
    with pytest.raises(NotWhole):
        unpacked(io.BytesIO(out.getvalue()), tmp_path)


@pytest.mark.parametrize("inside", [b"", b"no archive at all", bytes(5000)])
def test_an_inside_that_is_no_archive_is_refused(tmp_path: Path, inside: bytes) -> None:
    out = io.BytesIO()
    sealing = Sealing(out, KEY)
    sealing.write(inside)
    sealing.finish()
    with pytest.raises(NotWhole, match="cannot be read"):
        unpacked(io.BytesIO(out.getvalue()), tmp_path)
