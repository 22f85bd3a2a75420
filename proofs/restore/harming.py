"""Harms a backup in every way and asks whether it still opens; it must not."""

import os
import random
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from proofs.report import Report
from throughcare.operations.backups import archive, scratch
from throughcare.operations.backups.envelope import CHUNK, TAG
from throughcare.operations.backups.keys import Kind, Secret
from throughcare.operations.backups.refusals import NotWhole

BEGINNING = 23 + 32 + 32  # first line, salt, check
CUTS = 12
CHANCE = random.Random(2026)


def harm(path: Path, secret: Secret, flips: int, report: Report) -> None:
    """Flip bits, cut, extend, swap, take another key; each must be refused."""
    size = path.stat().st_size
    if not _opens(path, secret):
        report.found("the backup does not open as it is")
    places = list(range(BEGINNING))[:: max(1, BEGINNING * 2 // max(1, flips))]
    places += [CHANCE.randrange(BEGINNING, size) for _ in range(flips - len(places))]
    for place in report.through(places, len(places), "bits"):
        with _flipped(path, place):
            _must_not_open(path, secret, report, f"a flipped bit at byte {place} of {size}")
    _harm_ends(path, secret, report, size)
    if _opens(path, Secret(Kind.KEY_FILE, bytes(32))):
        report.found("another key opens it")
    if not _opens(path, secret):
        report.found("the backup does not open after all was undone")
    report.say(f"{len(places)} flipped bits, {CUTS} cuts, a longer file, moved parts, another key")


def _harm_ends(path: Path, secret: Secret, report: Report, size: int) -> None:
    cuts = [0, 10, BEGINNING, size - 1, size - TAG, *(CHANCE.randrange(size) for _ in range(7))]
    whole = path.read_bytes()
    with tempfile.TemporaryDirectory(prefix="throughcare-drill.") as folder:
        other = Path(folder) / "other"
        for length in cuts:
            other.write_bytes(whole[:length])
            _must_not_open(other, secret, report, f"a cut at byte {length} of {size}")
        other.write_bytes(whole + b"x")
        _must_not_open(other, secret, report, "a byte too many")
        first = whole[BEGINNING : BEGINNING + CHUNK + TAG]
        other.write_bytes(whole[:BEGINNING] + first + whole[BEGINNING:])
        _must_not_open(other, secret, report, "a part twice")
        other.write_bytes(whole[:BEGINNING] + whole[BEGINNING + CHUNK + TAG :])
        _must_not_open(other, secret, report, "a part left out")


@contextmanager
def _flipped(path: Path, place: int) -> Iterator[None]:
    bit = 1 << CHANCE.randrange(8)
    with path.open("r+b") as file:
        _flip(file, place, bit)
        try:
            yield
        finally:
            _flip(file, place, bit)


def _flip(file: IO[bytes], place: int, bit: int) -> None:
    file.seek(place)
    byte = file.read(1)[0] ^ bit
    file.seek(place)
    file.write(bytes([byte]))
    file.flush()
    os.fsync(file.fileno())


def _must_not_open(path: Path, secret: Secret, report: Report, what: str) -> None:
    if _opens(path, secret):
        report.found(f"{what} was not refused")


def _opens(path: Path, secret: Secret) -> bool:
    with scratch.folder() as folder, path.open("rb") as file:
        try:
            archive.unpack(file, secret, folder, lambda more: None)
        except NotWhole:
            return False
    return True
