"""One filled installation and one backup of it for all tests; an empty place for each."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.operations.installations import Installation, installation


@dataclass
class BackedUp:
    """A filled installation, its backup, and the key."""

    source: Installation
    file: Path
    key: Path


@pytest.fixture(scope="session")
def backed_up(tmp_path_factory: pytest.TempPathFactory) -> Iterator[BackedUp]:
    """Nobody changes it; who must, copies the file."""
    home = tmp_path_factory.mktemp("source")
    with installation(home / "data") as source:
        source.run("migrate")
        source.python("-m", "tests.operations.region", "make")
        source.run("backup-key", home / "key")
        source.run("backup", home / "first.throughcare", "--key-file", home / "key")
        yield BackedUp(source, home / "first.throughcare", home / "key")


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Installation]:
    """Where to restore: nothing is there."""
    with installation(tmp_path / "place") as empty:
        yield empty
