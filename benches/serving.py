"""The real server on a port of its own, and browsers of people who have signed in."""

import http.client
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode

from django.conf import settings
from django.core.management import call_command
from django.test import Client

from throughcare.agencies.acting import SESSION_KEY
from throughcare.agencies.models import Post
from throughcare.kernel.actor import Actor

_SCHEDULED = 2  # CPUCLOCK_SCHED: what clock_getcpuclockid(3) makes of a process
_FORM = {"Content-Type": "application/x-www-form-urlencoded"}


class Server:
    """The server's process and its children."""

    def __init__(self, process: "subprocess.Popen[bytes]", port: int) -> None:
        self.process, self.port = process, port

    def cpu(self) -> float:
        """Processor seconds that the server has spent so far."""
        return sum(_spent(pid) for pid in _tree(self.process.pid))


@contextmanager
def serving() -> Iterator[Server]:
    """Serve until the block is left."""
    call_command("collectstatic", interactive=False, verbosity=0)
    port = _free_port()
    command = [sys.executable, "-m", "throughcare", "run", "--port", str(port)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)  # noqa: S603
    try:
        _wait(process, port)
        yield Server(process, port)
    finally:
        process.terminate()
        process.wait(20)


class Browser:
    """Somebody who has signed in, on a connection that stays open."""

    def __init__(self, server: Server, actor: Actor) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
        self.cookies = _session(actor)

    def get(self, path: str) -> tuple[int, str]:
        """The status and the page."""
        return self._asked("GET", path, None, {})

    def post(self, path: str, fields: Mapping[str, object]) -> tuple[int, str]:
        """Send a form; the status, and the page or where it leads."""
        return self._asked("POST", path, urlencode(fields, doseq=True), _FORM)

    def _asked(
        self, method: str, path: str, body: str | None, headers: Mapping[str, str]
    ) -> tuple[int, str]:
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        self.connection.request(method, path, body, {**headers, "Cookie": cookies})
        answer = self.connection.getresponse()
        text = answer.read().decode()
        for line in answer.headers.get_all("Set-Cookie") or ():
            name, _, value = line.split(";")[0].partition("=")
            self.cookies[name] = value
        return answer.status, answer.headers.get("Location") or text


def _session(actor: Actor) -> dict[str, str]:
    """The cookies of a session in the actor's post."""
    post = Post.objects.select_related("human").get(pk=actor.post)
    client = Client()
    client.force_login(post.human, backend=settings.AUTHENTICATION_BACKENDS[0])
    session = client.session
    session[SESSION_KEY] = str(post.pk)
    session.save()
    return {name: cookie.value for name, cookie in client.cookies.items()}


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait(process: "subprocess.Popen[bytes]", port: int) -> None:
    for _ in range(600):
        if process.poll() is not None:
            sys.exit("The server did not start.")
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    sys.exit("The server did not answer within a minute.")


def _tree(pid: int) -> list[int]:
    """A process and all below it."""
    below = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [pid, *(each for child in below for each in _tree(int(child)))]


def _spent(pid: int) -> float:
    """By the clock that Linux keeps of a process and all its threads, in nanoseconds."""
    return time.clock_gettime((~pid << 3) | _SCHEDULED)
