"""Looks at a copy with the program itself, in a process of its own that knows only the copy."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.utils.translation import gettext as _

from throughcare.operations.backups.refusals import BackupRefused
from throughcare.operations.queries.facts import Facts

_PLACES = ("DATABASE_URL", "DATABASE_OWNER_URL", "THROUGHCARE_DATA")


@dataclass(frozen=True)
class Survey:
    """What a copy holds, and what is wrong with it."""

    facts: Facts
    faults: list[str]


def survey(place: Mapping[str, str], moment: datetime, *asked: str) -> Survey:
    """Ask the copy at `place` (variables of the environment); see the command `survey`."""
    words = ["manage", "survey", "--moment", moment.isoformat(), *asked]
    ran = subprocess.run(  # noqa: S603 (our own program, no shell)
        [sys.executable, "-m", "throughcare", *words],
        env=_environment(place),
        capture_output=True,
        check=False,
    )
    if ran.returncode:
        lines = ran.stderr.decode(errors="replace").strip().splitlines()
        raise BackupRefused(
            _("The copy cannot be looked at: %(why)s") % {"why": lines[-1] if lines else "?"}
        )
    found = json.loads(ran.stdout)
    return Survey(Facts(**found["facts"]), found["faults"])


def _environment(place: Mapping[str, str]) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in _PLACES}
    return {**kept, "THROUGHCARE_SECRET_KEY": settings.SECRET_KEY, **place}
