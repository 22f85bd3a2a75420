"""Turns at writing, in the order in which writers came.

SQLite has one writer at a time, and lets the others sleep and try again: who came last may be
served first, and some wait very long. Here the threads of a process stand in a row, and the
first of each row asks for a lock on a file beside the database. Who has held it cannot take it
again before the process that waits: the next one in turn holds a place of its own (`_NEXT`) while
it waits for the other (`_NOW`). Both are gone with the process, however it ends.
"""

import fcntl
import os
import time
from collections import deque
from functools import cache
from pathlib import Path
from threading import Lock

_NEXT, _NOW = 0, 1  # bytes of the file
_PAUSE = 0.001  # seconds between two looks at a lock that another process holds


class Busy(Exception):
    """The wait for one's turn took too long; nothing was written.

    No error of the database: who handles those, as Django's sessions do, means another thing.
    """


@cache
def turns_of(database: str) -> "Turns":
    """The turns at a database, the same for every thread."""
    return Turns(Path(database))


class Turns:
    """Who may write to a database now, and who waits."""

    def __init__(self, database: Path) -> None:
        self._database = database
        self._row = _Row()
        self._file = -1

    def wait(self, seconds: float) -> None:
        """Wait until it is this thread's turn; `Busy` when that takes longer."""
        until = time.monotonic() + seconds
        if not self._row.wait(seconds):
            raise Busy
        try:
            self._file = _locked(self._database, until)
        except BaseException:
            self._row.pass_on()
            raise

    def pass_on(self) -> None:
        """Let the next one write."""
        os.close(self._file)  # which gives its locks back
        self._row.pass_on()


class _Row:
    """The threads of this process, in the order in which they came."""

    def __init__(self) -> None:
        self._guard = Lock()
        self._waiting: deque[Lock] = deque()
        self._is_taken = False

    def wait(self, seconds: float) -> bool:
        with self._guard:
            if not self._is_taken:
                self._is_taken = True
                return True
            called = Lock()
            called.acquire()
            self._waiting.append(called)
        if called.acquire(timeout=seconds):
            return True
        with self._guard:
            if called not in self._waiting:
                return True  # called at the last moment
            self._waiting.remove(called)
            return False

    def pass_on(self) -> None:
        with self._guard:
            if self._waiting:
                self._waiting.popleft().release()
            else:
                self._is_taken = False


def _locked(database: Path, until: float) -> int:
    """The file with its locks, open."""
    file = _opened(database)
    try:
        _lock(file, _NEXT, until)
        _lock(file, _NOW, until)
        fcntl.lockf(file, fcntl.LOCK_UN, 1, _NEXT)
    except BaseException:
        os.close(file)
        raise
    return file


def _opened(database: Path) -> int:
    """The file of the locks; as SQLite's own files, it is left to the database's owner."""
    path = f"{database}-turn"
    is_new = not os.path.exists(path)
    file = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    if is_new and os.geteuid() == 0 and database.exists():
        owner = database.stat()
        os.fchown(file, owner.st_uid, owner.st_gid)
    return file


def _lock(file: int, byte: int, until: float) -> None:
    while True:
        try:
            fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB, 1, byte)
        except (BlockingIOError, PermissionError):
            if time.monotonic() > until:
                raise Busy from None
            time.sleep(_PAUSE)
        else:
            return
