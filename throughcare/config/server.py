"""Serving the pages with granian: checked first, so that it starts well or says why not."""

import os
import socket
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager

from django.core.exceptions import ImproperlyConfigured

from throughcare.web import doctors
from throughcare.web.finding import Finding

TARGET = "throughcare.config.wsgi:application"
THREADS = 8


def serve(host: str, port: int) -> None:
    """Serve until stopped; refuse to start on a taken port, old tables or weak promises."""
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    _require_ready(host, port)
    shown = "localhost" if host == "127.0.0.1" else host
    sys.stdout.write(f"Throughcare is at http://{shown}:{port} (stop with Ctrl+C)\n")
    sys.stdout.flush()
    server = Granian(
        TARGET,
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=_workers(),
        blocking_threads=THREADS,
        backpressure=THREADS * 8,
        log_level=LogLevels.error,
        websockets=False,
    )
    with _counting_together():
        server.serve()


@contextmanager
def _counting_together() -> Iterator[None]:
    """A folder in which the metrics of several workers add up; before any of them is there."""
    with tempfile.TemporaryDirectory(prefix="throughcare-metrics.") as folder:
        if _workers() > 1:
            os.environ["PROMETHEUS_MULTIPROC_DIR"] = folder
        yield


def _workers() -> int:
    asked = os.environ.get("THROUGHCARE_WORKERS", "1")
    if not asked.isdecimal() or asked == "0":
        raise ImproperlyConfigured(f"THROUGHCARE_WORKERS must be 1 or more, not {asked!r}.")
    return int(asked)


def _require_ready(host: str, port: int) -> None:
    for finding in doctors.at_start():
        _require(finding)
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise ImproperlyConfigured(
                f"port {port} of {host} cannot be used ({error.strerror})."
                f" Choose another: PORT={port + 1} bin/run"
            ) from None


def _require(finding: Finding) -> None:
    """Refuse what is not well; say what is to be known, as which witness is out of reach."""
    finding.require()
    if finding.note:
        sys.stderr.write(f"throughcare: {finding.title}? {finding.note}\n")
