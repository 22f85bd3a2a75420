"""A plugin of pytest in the processes of the proof: runs chosen tests, and says how long each took.

`MUTANTS_CHOSEN` names a file with the tests to run, in their order; `MUTANTS_TOOK` one to write
the seconds to, or null for a test that fails; `MUTANTS_DATABASE` the test database to begin with.
"""

import json
import os
from pathlib import Path

import pytest

from proofs.mutants import cloning

_took: dict[str, float | None] = {}


def pytest_configure() -> None:
    """Copy the database that was made, which is quicker than making it again."""
    if made := os.environ.get("MUTANTS_DATABASE"):
        cloning.copy_instead_of_making(made)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep what was chosen."""
    if file := os.environ.get("MUTANTS_CHOSEN"):
        there = {item.nodeid: item for item in items}
        chosen = json.loads(Path(file).read_text())
        items[:] = [there[name] for name in chosen if name in there]


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Note how long it took, with its setting up and tearing down."""
    before = _took.get(report.nodeid, 0.0)
    is_well = before is not None and not report.failed
    _took[report.nodeid] = before + report.duration if is_well and before is not None else None


def pytest_sessionfinish() -> None:
    """Write it down."""
    if file := os.environ.get("MUTANTS_TOOK"):
        Path(file).write_text(json.dumps(_took))
