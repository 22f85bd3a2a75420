"""A region to back up, and somebody who writes in it meanwhile."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def fill(cases: int, uploads: int) -> None:
    """A generated region, and uploaded files."""
    from django.core.files.uploadedfile import SimpleUploadedFile
    from django.core.management import call_command
    from django.db import transaction

    from throughcare.files import storage
    from throughcare.files.inspection import inspect

    call_command("demo", cases=cases, verbosity=0)
    for number in range(uploads):
        content = f"He came at noon, {number}.\n".encode() * 3000
        with transaction.atomic():
            storage.store(inspect(SimpleUploadedFile("plan.txt", content)))


@dataclass
class Work:
    """Somebody who writes notes in a process of their own."""

    process: subprocess.Popen[bytes]
    told: Path

    def acknowledged(self) -> int:
        """How many notes the program has acknowledged."""
        return self.told.read_bytes().count(b"\n")


@contextmanager
def somebody_works() -> Iterator[Work]:
    """From the first acknowledged note on, until the block ends."""
    import tempfile
    import time

    with tempfile.NamedTemporaryFile(prefix="throughcare-drill.") as told:
        command = [sys.executable, "-m", "proofs.restore.working"]
        with subprocess.Popen(command, cwd=ROOT, stdout=told) as process:
            work = Work(process, Path(told.name))
            try:
                while not work.acknowledged() and process.poll() is None:
                    time.sleep(0.05)
                yield work
                if process.poll() is not None:
                    raise RuntimeError("Nobody worked any more.")
            finally:
                process.kill()
