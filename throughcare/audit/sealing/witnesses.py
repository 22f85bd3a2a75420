"""Witnesses: a folder, a command or an address of somebody else that keeps checkpoints.

`THROUGHCARE_WITNESSES` names them, with commas between. A witness answers two questions: which is
the newest checkpoint that you know, and keep this one.

    /srv/witness                     a folder that is there; one file for each checkpoint
    command:ssh witness@host seals   run with `latest` (prints it, or nothing) or `keep` (reads it)
    https://witness.example.org/x    GET gives it (404: none), POST hands one over (any 2xx)

Plain http is taken for this machine alone.
"""

import ipaddress
import os
import shlex
import subprocess
import urllib.error
import urllib.request
from dataclasses import dataclass
from http import HTTPStatus
from http.client import HTTPException
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from throughcare.audit.sealing.checkpoints import NoCheckpoint, Signed, read

TIMEOUT = 10
"""Seconds that a witness may take."""

LARGEST = 1024 * 1024
"""Bytes that an answer may have."""

READABLE = 0o644
"""A checkpoint holds no secret, and whoever serves reads it."""

COMMAND = "command:"
SECRET = ("THROUGHCARE_", "DATABASE_")


class Unreachable(Exception):
    """The witness does not answer, or with something that is no checkpoint."""


class Witness(Protocol):
    """Somebody else who keeps checkpoints."""

    @property
    def name(self) -> str:
        """As it was named in the settings."""

    def latest(self) -> Signed | None:
        """The newest checkpoint that the witness knows; raises Unreachable."""

    def keep(self, checkpoint: Signed) -> None:
        """Hand a checkpoint over; raises Unreachable."""


@dataclass(frozen=True)
class Folder:
    """A folder; it must be there, so that one that is not mounted is not taken for an empty one."""

    path: Path

    @property
    def name(self) -> str:
        """The path."""
        return str(self.path)

    def latest(self) -> Signed | None:
        """The file with the highest number."""
        try:
            held = sorted(one for one in os.listdir(self.path) if one.endswith(".json"))
            return _read((self.path / held[-1]).read_bytes()) if held else None
        except OSError as error:
            raise Unreachable(str(error)) from None

    def keep(self, checkpoint: Signed) -> None:
        """One file, whole or not at all, and never over another."""
        file = self.path / f"checkpoint-{checkpoint.body.number:012}.json"
        draft = file.with_suffix(".part")
        if file.exists():
            raise Unreachable(f"{file.name} exists")
        try:
            with draft.open("w", encoding="utf-8") as part:
                os.fchmod(part.fileno(), READABLE)
                part.write(checkpoint.text())
                part.flush()
                os.fsync(part.fileno())
            draft.replace(file)
        except OSError as error:
            raise Unreachable(str(error)) from None


@dataclass(frozen=True)
class Command:
    """A command of the deployment; it gets none of our secrets in its environment."""

    line: str

    @property
    def name(self) -> str:
        """The line as it was given."""
        return COMMAND + self.line

    def latest(self) -> Signed | None:
        """What the command prints when it is asked for `latest`."""
        told = self._run("latest", b"")
        return _read(told) if told.strip() else None

    def keep(self, checkpoint: Signed) -> None:
        """Give it to `keep` as standard input."""
        self._run("keep", checkpoint.text().encode())

    def _run(self, word: str, given: bytes) -> bytes:
        try:
            ended = subprocess.run(  # noqa: S603 - the deployment's own command, without a shell
                [*shlex.split(self.line), word],
                input=given,
                capture_output=True,
                timeout=TIMEOUT,
                check=True,
                env={name: os.environ[name] for name in os.environ if not name.startswith(SECRET)},
            )
        except subprocess.CalledProcessError as error:
            said = error.stderr.decode(errors="replace").strip()
            raise Unreachable(f"it ended with {error.returncode}: {said}") from None
        except (OSError, subprocess.SubprocessError) as error:
            raise Unreachable(str(error)) from None
        return ended.stdout[:LARGEST]


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """A witness that sends us elsewhere is not the one that was named."""

    def redirect_request(self, *args: Any, **words: Any) -> None:
        return None


@dataclass(frozen=True)
class Address:
    """An address of the web."""

    url: str

    @property
    def name(self) -> str:
        """The address."""
        return self.url

    def latest(self) -> Signed | None:
        """What the address answers."""
        status, told = self._ask(None)
        if status == HTTPStatus.NOT_FOUND:
            return None
        if status != HTTPStatus.OK:
            raise Unreachable(f"it answered {status}")
        return _read(told)

    def keep(self, checkpoint: Signed) -> None:
        """Hand it over."""
        status, _ = self._ask(checkpoint.text().encode())
        if not HTTPStatus.OK <= status < HTTPStatus.MULTIPLE_CHOICES:
            raise Unreachable(f"it answered {status}")

    def _ask(self, given: bytes | None) -> tuple[int, bytes]:
        request = urllib.request.Request(  # noqa: S310 - https, or http to this machine
            self.url, data=given, headers={"Content-Type": "application/json"}
        )
        try:
            with urllib.request.build_opener(_NoRedirect).open(request, timeout=TIMEOUT) as answer:
                return answer.status, answer.read(LARGEST)
        except urllib.error.HTTPError as error:
            return error.code, b""
        except (OSError, HTTPException) as error:
            raise Unreachable(str(error)) from None


def configured() -> list[Witness]:
    """The witnesses of this installation."""
    return [_witness(name.strip()) for name in settings.WITNESSES.split(",") if name.strip()]


def _witness(name: str) -> Witness:
    if name.startswith(COMMAND):
        return Command(name.removeprefix(COMMAND))
    if name.startswith("/"):
        return Folder(Path(name))
    parts = urlsplit(name)
    if parts.hostname and (parts.scheme == "https" or _is_here(parts.scheme, parts.hostname)):
        return Address(name)
    raise ImproperlyConfigured(
        f"THROUGHCARE_WITNESSES: {name!r} is neither an absolute path, command:… nor https://…"
    )


def _is_here(scheme: str, host: str) -> bool:
    try:
        return scheme == "http" and ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" and scheme == "http"


def _read(told: bytes) -> Signed:
    try:
        return read(told)
    except NoCheckpoint as error:
        raise Unreachable(f"it answers with no checkpoint: {error}") from None
