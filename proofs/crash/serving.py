"""The real server in a process group of its own, as `throughcare run` starts it."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 120


class Server:
    """Serves the proof's database until it is killed."""

    def __init__(self, port: int) -> None:
        self.port = port
        command = [sys.executable, "-m", "throughcare", "run", "--port", str(port)]
        self._process = subprocess.Popen(
            command,
            cwd=ROOT,
            start_new_session=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        )
        self._wait()

    def _wait(self) -> None:
        """Until it answers."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            if self._process.poll() is not None:
                raise RuntimeError(f"The server did not start: {self._told()}")
            try:
                with socket.create_connection(("127.0.0.1", self.port), timeout=1):
                    asked = http.client.HTTPConnection("localhost", self.port, timeout=30)
                    asked.request("GET", "/help/")
                    asked.getresponse().read()
                    return
            except (OSError, http.client.HTTPException):
                time.sleep(0.05)
        raise RuntimeError("The server does not answer.")

    def _told(self) -> str:
        assert self._process.stderr
        return self._process.stderr.read().decode(errors="replace")[-500:]

    def kill(self) -> None:
        """kill -9 of the server and of all its processes at once."""
        if self._process.poll() is None:
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        if self._process.stderr:
            self._process.stderr.close()


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def collect_static() -> None:
    """Style sheets where the server wants them."""
    command = [sys.executable, "manage.py", "collectstatic", "--noinput", "--verbosity", "0"]
    subprocess.run(command, cwd=ROOT, check=True)
