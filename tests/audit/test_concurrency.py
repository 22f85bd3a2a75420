"""Writers in several processes at once leave a whole trail, and lose nothing."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from tests import logins

ROOT = Path(__file__).parents[2]
WRITERS, TRANSACTIONS = 4, 30


@pytest.fixture
def database(tmp_path: Path, transactional_db: None) -> dict[str, Any]:
    """The test database on PostgreSQL, a file of its own on SQLite."""
    settings = connection.settings_dict
    if connection.vendor == "postgresql":
        names = ("ENGINE", "NAME", "USER", "PASSWORD", "HOST", "PORT")
        return {name: settings[name] for name in names} | logins.urls()[1]
    options = settings["OPTIONS"]
    return {"ENGINE": settings["ENGINE"], "NAME": str(tmp_path / "trail"), "OPTIONS": options}


def begin(database: dict[str, Any], *words: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.audit.writer", json.dumps(database), *words]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT, env=environment)


def ended(process: subprocess.Popen[str]) -> Any:
    told, _ = process.communicate(timeout=120)
    assert process.returncode == 0
    return json.loads(told)


def test_writers_at_once_leave_a_whole_trail(database: dict[str, Any]) -> None:
    if connection.vendor == "sqlite":
        ended(begin(database, "migrate"))

    writers = [begin(database, "write", str(TRANSACTIONS)) for _ in range(WRITERS)]
    while_writing = ended(begin(database, "verify"))
    written = sum(ended(writer) for writer in writers)

    assert while_writing[1] == []
    assert written > WRITERS * TRANSACTIONS / 2
    assert ended(begin(database, "verify")) == [written, []]
