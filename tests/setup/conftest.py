"""An installation as bin/setup leaves it, and a key and a witness of somebody else's."""

import json
import os
from pathlib import Path
from typing import Any

import pytest

from throughcare.web import health

NOBODY = 65534


@pytest.fixture
def installation(settings: Any, tmp_path: Path) -> Path:
    """A data directory as bin/setup leaves it."""
    home = tmp_path / "var"
    home.mkdir(mode=0o700)
    listing = {"paths": {health.NEEDED_SHEET: "vendor/govuk-frontend.1.css"}}
    (home / "staticfiles.json").write_text(json.dumps(listing))
    settings.DATA_DIR = settings.STATIC_ROOT = home
    settings.SQLITE_PATH = home / "throughcare.sqlite3"
    return home


@pytest.fixture
def others(settings: Any, installation: Path, tmp_path: Path) -> None:
    """The key and the witness belong to another user than the installation.

    Nobody but root can give files away, so for others what root owns on every machine stands for
    them; the doctor looks at owners only.
    """
    settings.SEAL_KEY, settings.WITNESSES = Path("/etc/passwd"), "/usr"
    if os.getuid() == 0:
        folder = tmp_path / "others"
        folder.mkdir()
        (folder / "key").touch()
        (folder / "witness").mkdir()
        for one in (folder, folder / "key", folder / "witness"):
            os.chown(one, NOBODY, NOBODY)
        settings.SEAL_KEY, settings.WITNESSES = folder / "key", str(folder / "witness")
