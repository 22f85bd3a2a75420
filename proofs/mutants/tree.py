"""A copy of the checkout: what is tried is written there, and the checkout stays as it is."""

import compileall
import os
import shutil
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

NOT_COPIED = shutil.ignore_patterns(
    ".git", ".venv", "node_modules", "var", "__pycache__", ".*_cache", ".hypothesis", ".coverage*"
)
PROOFS = Path(__file__).resolve().parents[2]
LINKED = (".venv", "tests/oidc/node_modules")

_runs = count()


@dataclass(frozen=True)
class Tree:
    """Where a program stands, which of its files are changed, and which tests there are."""

    root: Path
    files: tuple[str, ...]
    tests: tuple[str, ...]

    def sources(self) -> Iterator[tuple[str, str]]:
        """The files that are changed, with their text."""
        found = {path for pattern in self.files for path in self.root.glob(pattern)}
        for path in sorted(found):
            if "migrations" not in path.parts:
                yield str(path.relative_to(self.root)), path.read_text(encoding="utf-8")

    @contextmanager
    def copied(self) -> Iterator["Copy"]:
        """A copy, gone afterwards."""
        with TemporaryDirectory(prefix="throughcare-mutants.") as home:
            place = Path(home, "checkout")
            shutil.copytree(self.root, place, ignore=NOT_COPIED)
            for name in LINKED:
                if (self.root / name).exists():
                    (place / name).symlink_to(self.root / name)
            compileall.compile_dir(place, quiet=2)
            yield Copy(place, Path(home))


@dataclass(frozen=True)
class Copy:
    """A copy of the checkout, and a folder beside it."""

    place: Path
    home: Path

    @contextmanager
    def changed(self, file: str, source: str) -> Iterator[None]:
        """With another text in one file, for processes that start meanwhile."""
        path = self.place / file
        before = path.read_text(encoding="utf-8")
        self._forget(path)
        path.write_text(source, encoding="utf-8")
        try:
            yield
        finally:
            path.write_text(before, encoding="utf-8")
            self._forget(path)

    def pytest(self, *arguments: str) -> list[str]:
        """The command that runs tests of the copy."""
        quiet = ("-q", "-p", "no:randomly", "-p", "no:cacheprovider", "--tb=no", "--no-header")
        own = f"--basetemp={self.home}/tmp{next(_runs)}"
        return [sys.executable, "-m", "pytest", *quiet, own, *arguments]

    def surroundings(self, **further: str) -> dict[str, str]:
        """The environment of its processes: its own modules, and no compiled ones kept."""
        own = {
            "PYTHONPATH": f"{self.place}{os.pathsep}{PROOFS}",
            "PYTHONDONTWRITEBYTECODE": "1",
            "THROUGHCARE_DATA": str(self.home),
        }
        return {**os.environ, **own, **further}

    @staticmethod
    def _forget(path: Path) -> None:
        """The compiled file; a change within a second and of the same length would not show."""
        for compiled in (path.parent / "__pycache__").glob(f"{path.stem}.*"):
            compiled.unlink()


def digest(texts: Iterable[str]) -> str:
    """What is the same for the same texts."""
    return sha256("\0".join(texts).encode()).hexdigest()[:16]
