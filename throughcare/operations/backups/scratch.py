"""A folder for what must lie unencrypted for a moment: closed to others, gone afterwards."""

import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings

from throughcare.kernel import clock

LEFT_BEHIND = timedelta(days=1)


@contextmanager
def folder() -> Iterator[Path]:
    """An empty folder inside the data folder, as closed as the database beside it."""
    made = _home() / secrets.token_hex(8)
    made.parent.mkdir(mode=0o700, exist_ok=True)
    made.mkdir(mode=0o700)
    try:
        yield made
    finally:
        shutil.rmtree(made)


def sweep() -> int:
    """Remove what a killed backup or restore left behind a day ago; how many there were."""
    before = clock.now() - LEFT_BEHIND
    left = [one for one in _home().glob("*") if _touched(one) < before]
    for one in left:
        shutil.rmtree(one, ignore_errors=True)
    return len(left)


def _home() -> Path:
    return Path(settings.DATA_DIR) / "scratch"


def _touched(path: Path) -> datetime:
    return datetime.fromtimestamp(path.stat().st_mtime, tz=clock.BEGINNING.tzinfo)
