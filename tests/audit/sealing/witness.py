"""Witnesses as somebody else might run them: a script, and a server on this machine."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

SCRIPT = """#!/bin/sh
# keeps one file, as docs/how-to/trail.md shows it
file={folder}/newest.json
case $1 in
  keep) cat >"$file.part" && mv "$file.part" "$file" ;;
  latest) [ ! -f "$file" ] || cat "$file" ;;
esac
env >{folder}/environment
"""


def script(folder: Path) -> Path:
    """A command that answers `latest` and `keep`."""
    folder.mkdir()
    command = folder / "witness"
    command.write_text(SCRIPT.format(folder=folder))
    command.chmod(0o755)
    return command


class Served:
    """What the server was given, and the status that it answers with instead, if any."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.kept: list[str] = []
        self.status = 0

    @property
    def numbers(self) -> list[int]:
        return [json.loads(json.loads(one)["body"])["number"] for one in self.kept]


@contextmanager
def serving() -> Iterator[Served]:
    """A witness at an address of this machine."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.answer(served.kept[-1] if served.kept else None)

        def do_POST(self) -> None:
            given = self.rfile.read(int(self.headers["Content-Length"])).decode()
            if not served.status:
                served.kept.append(given)
            self.answer("")

        def answer(self, text: str | None) -> None:
            self.send_response(served.status or (404 if text is None else 200))
            self.send_header("Location", "/elsewhere")
            self.end_headers()
            self.wfile.write((text or "").encode())

        def log_message(self, *args: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    served = Served(f"http://127.0.0.1:{server.server_port}/seals")
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield served
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
