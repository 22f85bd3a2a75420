"""SQLite: a copy by its online backup, and a copy put where the database is."""

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path

from django.db import connection, connections
from django.utils.translation import gettext as _

from throughcare.operations.backups.refusals import BackupRefused
from throughcare.operations.backups.surveys import survey
from throughcare.operations.queries.facts import Facts

NAME = "throughcare.sqlite3"
_PAGES = 4096  # copied in one step: interruptions and the bar come between two
Tell = Callable[[int, int], object]  # done, of


def snapshot(folder: Path, moment: datetime, tell: Tell) -> tuple[Path, Facts]:
    """Copy the database as it is at one moment, while others write."""
    target = folder / NAME
    with closing(_opened(_live())) as source, closing(_opened(target)) as copy:
        source.execute("BEGIN")
        source.execute("SELECT count(*) FROM sqlite_master")  # from here on, one moment
        source.backup(copy, pages=_PAGES, progress=lambda _status, left, of: tell(of - left, of))
    return target, survey({"THROUGHCARE_DATA": str(folder)}, moment).facts


@contextmanager
def loaded(folder: Path, dumped: Path) -> Iterator[dict[str, str]]:
    """Where the copy is, for the program; gone with its folder."""
    dumped.rename(folder / NAME)
    yield {"THROUGHCARE_DATA": str(folder)}


def require_free(*, overwrite: bool) -> None:
    """Refuse a database that somebody uses; one that holds something, unless told otherwise."""
    live = _live()
    connections.close_all()
    if not live.exists() or not live.stat().st_size:
        return
    try:
        with closing(_opened(live)) as database:
            database.execute("PRAGMA journal_mode=DELETE")  # folds the log in; alone, or not at all
            holds = _holds_something(database)
    except sqlite3.OperationalError:
        raise BackupRefused(
            _("The database is in use. Stop the server, the timers and other commands first.")
        ) from None
    if holds and not overwrite:
        raise BackupRefused(
            _("There is a database with people in it. Add --overwrite to put it aside: %(path)s")
            % {"path": live}
        )


def put_in_place(place: dict[str, str], stamp: str) -> str:
    """Let the copy be the database from one moment to the next; where the former one is kept."""
    live, copy = _live(), Path(place["THROUGHCARE_DATA"]) / NAME
    kept = live.with_name(f"{live.name}.before-{stamp}")
    _flush(copy)
    with closing(_opened(copy)) as database:
        database.execute("PRAGMA journal_mode=DELETE")
    if live.exists():
        os.link(live, kept)
    os.replace(copy, live)
    live.chmod(0o600)
    _flush(live.parent)
    return str(kept) if kept.exists() else ""


def _live() -> Path:
    return Path(connection.settings_dict["NAME"])


def _opened(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(path, timeout=2, isolation_level=None)


def _holds_something(database: sqlite3.Connection) -> bool:
    known = "SELECT count(*) FROM sqlite_master WHERE name = 'agencies_human'"
    if not database.execute(known).fetchone()[0]:
        return bool(database.execute("SELECT count(*) FROM sqlite_master").fetchone()[0])
    return bool(database.execute("SELECT EXISTS (SELECT 1 FROM agencies_human)").fetchone()[0])


def _flush(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
