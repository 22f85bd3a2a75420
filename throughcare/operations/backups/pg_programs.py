"""pg_dump and pg_restore, as Debian's postgresql-client brings them."""

import os
import re
import shutil
import subprocess
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from throughcare.operations.backups.refusals import BackupRefused

_DEBIAN = Path("/usr/lib/postgresql")
_LOOKED_EVERY = 0.2  # seconds
_VARIABLES = {
    "PGHOST": "HOST", "PGPORT": "PORT", "PGUSER": "USER", "PGPASSWORD": "PASSWORD",
}  # fmt: skip


def dump(
    login: Mapping[str, Any], exported: str, target: Path, tell: Callable[[int], object]
) -> None:
    """Write what the exported moment shows, in pg_dump's own format; compressed later."""
    words = ["--format=custom", "--compress=0", "--no-owner", f"--snapshot={exported}"]
    command = [_program("pg_dump"), *words, f"--file={target}", f"--dbname={login['NAME']}"]
    with subprocess.Popen(  # noqa: S603
        command, env=_environment(login), stderr=subprocess.PIPE, stdin=subprocess.DEVNULL
    ) as dumping:
        try:
            while dumping.poll() is None:
                tell(target.stat().st_size if target.exists() else 0)
                time.sleep(_LOOKED_EVERY)
        except BaseException:
            dumping.kill()
            raise
        _require(dumping.returncode, dumping.stderr.read() if dumping.stderr else b"")


def load(login: Mapping[str, Any], name: str, dumped: Path) -> None:
    """Fill an empty database with a dump, in one transaction."""
    words = ["--no-owner", "--exit-on-error", "--single-transaction", f"--dbname={name}"]
    ran = subprocess.run(  # noqa: S603
        [_program("pg_restore"), *words, str(dumped)],
        env=_environment(login),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
    )
    _require(ran.returncode, ran.stderr)


def _program(name: str) -> str:
    """The newest of this machine: an older one refuses a newer server."""
    found = sorted(_DEBIAN.glob(f"*/bin/{name}"), key=_version)
    program = str(found[-1]) if found else shutil.which(name)
    if not program:
        raise BackupRefused(
            _("%(program)s is missing. Please run: sudo apt-get install postgresql-client")
            % {"program": name}
        )
    return program


def _version(path: Path) -> int:
    return int(re.sub(r"\D", "", path.parts[-3]) or 0)


def _environment(login: Mapping[str, Any]) -> dict[str, str]:
    given = {name: str(login[its]) for name, its in _VARIABLES.items() if login.get(its)}
    return {**os.environ, **given}


def _require(status: int, said: bytes) -> None:
    if status:
        lines = said.decode(errors="replace").strip().splitlines()
        raise BackupRefused(_("PostgreSQL says: %(why)s") % {"why": lines[0] if lines else status})
