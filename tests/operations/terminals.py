"""A command at a terminal of its own: waits for words, types, interrupts."""

import os
import select
import subprocess
import time
from collections.abc import Mapping

INTERRUPT = "\x03"


class Terminal:
    """The command runs until it ends; `said` is everything that the screen showed."""

    def __init__(self, *command: str, env: Mapping[str, str], cwd: str) -> None:
        self._screen, inner = os.openpty()
        self._process = subprocess.Popen(
            ("setsid", "--ctty", *command),
            env=env,
            cwd=cwd,
            stdin=inner,
            stdout=inner,
            stderr=inner,
        )
        os.close(inner)
        self.said = ""
        self._seen = 0

    def answer(self, words: str, typed: str) -> None:
        """Wait until the screen asks, and type a line."""
        self.wait_for(words)
        time.sleep(0.2)  # what is typed before the echo is off would be thrown away
        os.write(self._screen, typed.encode() + (b"" if typed == INTERRUPT else b"\n"))

    def wait_for(self, words: str) -> None:
        """Wait until the screen shows something new."""
        until = time.monotonic() + 60
        while words not in self.said[self._seen :]:
            assert time.monotonic() < until, self.said
            assert self._read(), self.said
        self._seen += self.said[self._seen :].index(words) + len(words)

    def end(self) -> int:
        """Wait for the end; returns the status."""
        while self._read():
            pass
        os.close(self._screen)
        return self._process.wait(timeout=60)

    def _read(self) -> bool:
        ready, _, _ = select.select([self._screen], [], [], 60)
        assert ready, f"Nothing came: {self.said}"
        try:
            some = os.read(self._screen, 4096)
        except OSError:  # the other side is closed
            return False
        self.said += some.decode().replace("\r\n", "\n")
        return bool(some)
