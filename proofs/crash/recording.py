"""The system calls of a process that concern files, in their order, recorded by strace."""

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from proofs.crash.serving import ROOT

CALLS = "openat,close,pwrite64,write,fsync,fdatasync,ftruncate,unlink"
LINE = re.compile(r"^(\w+)\((.*)\) += (-?\d+)")
TEXT = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')
MISSING = "strace is missing or not permitted here. On Debian: sudo apt-get install strace"


class Unrecorded(Exception):
    """System calls cannot be recorded here; the text says what is missing."""


@dataclass(frozen=True)
class Call:
    """What was done to a file: write, sync, cut (to `at` bytes) or unlink."""

    what: str
    path: str
    content: bytes = b""
    at: int = 0


def recorded(log: Path, *words: str) -> list[Call]:
    """Run `python -m` with these words under strace; the calls it made on files."""
    if not shutil.which("strace"):
        raise Unrecorded(MISSING)
    recorder = ["strace", "-xx", "-s", "70000", "-o", str(log), "-e", f"trace={CALLS}"]
    command = [*recorder, sys.executable, "-m", *words]
    told = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if "ptrace" in told.stderr:
        raise Unrecorded(MISSING)
    if told.returncode:
        raise RuntimeError(told.stderr[-2000:])
    return list(_calls(log))


def _calls(log: Path) -> Iterator[Call]:
    """Names instead of numbers of open files; what failed did nothing."""
    paths: dict[int, str] = {}
    with log.open() as lines:
        for line in lines:
            if (match := LINE.match(line)) and int(match[3]) >= 0:
                yield from _call(match[1], match[2], int(match[3]), paths)


def _call(name: str, words: str, answer: int, paths: dict[int, str]) -> Iterator[Call]:
    text = _bytes(words)
    if name == "openat":
        paths[answer] = text.decode()
        if "O_TRUNC" in words:
            yield Call("cut", paths[answer])
        return
    if name == "unlink":
        yield Call("unlink", text.decode())
        return
    number = int(words.partition(",")[0])
    path = paths.pop(number, "") if name == "close" else paths.get(number, "")
    match name:
        case "pwrite64":
            yield Call("write", path, text[:answer], int(words.rpartition(", ")[2]))
        case "write":
            yield Call("append", path, text[:answer])
        case "fsync" | "fdatasync":
            yield Call("sync", path)
        case "ftruncate":
            yield Call("cut", path, at=int(words.rpartition(", ")[2]))


def _bytes(words: str) -> bytes:
    found = TEXT.search(words)
    return bytes.fromhex(found[1].replace("\\x", "")) if found else b""
