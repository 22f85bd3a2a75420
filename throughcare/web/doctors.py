"""Everything that looks at the installation: the modules that settings.DOCTORS names, in order.

Each has `findings()`, all that `throughcare doctor` tells, and `AT_START`, the looks that must be
well before the server serves. A module whose looks need the tables sees to that itself.
"""

from collections.abc import Iterator
from importlib import import_module
from typing import Any

from django.conf import settings

from throughcare.web.finding import Finding


def findings() -> Iterator[Finding]:
    """What the doctor looks at."""
    for doctor in _doctors():
        yield from doctor.findings()


def at_start() -> Iterator[Finding]:
    """What must be well before serving; each is looked at when the one before it was well."""
    for doctor in _doctors():
        for look in doctor.AT_START:
            yield look()


def _doctors() -> list[Any]:
    return [import_module(name) for name in settings.DOCTORS]
