"""The words of the command `throughcare programmes`: check and add."""

import argparse
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.core.management import CommandError

if TYPE_CHECKING:
    from throughcare.programmes.texts import Checked


def add_to(acts: Any) -> None:
    """Add the words to the grammar."""
    programmes = acts.add_parser("programmes", help="programme models")
    words = programmes.add_subparsers(required=True, metavar="what")

    check = words.add_parser("check", help="say what to mend in files; stores nothing")
    check.add_argument("file", type=Path, nargs="+", help="YAML files")
    check.set_defaults(act=_check)

    add = words.add_parser("add", help="store files for all agencies, as new or next versions")
    add.add_argument("file", type=Path, nargs="*", help="YAML files; none: those that ship")
    add.set_defaults(act=_add)


def _check(asked: argparse.Namespace) -> None:
    for path, checked in _checked(asked.file):
        assert checked.text is not None  # it has no faults
        _say(f"{path}: {checked.text.title}, nothing to mend.")


def _add(asked: argparse.Namespace) -> None:
    from throughcare.programmes import shipped

    if not asked.file:
        _store(shipped.texts().values())
        return
    _store(checked.source for _, checked in _checked(asked.file))


def _store(sources: Iterable[str]) -> None:
    from throughcare.kernel import clock
    from throughcare.kernel.actor import system
    from throughcare.programmes import actions

    for source in sources:
        try:
            added = actions.add(system(clock.now()), source)
        except actions.KeyTaken as taken:
            raise CommandError(f"“{taken}” is the key of an agency's own programme.") from None
        _say(f"{added.version}" + ("" if added.is_new else " (as it was)"))


def _checked(paths: Iterable[Path]) -> list[tuple[Path, "Checked"]]:
    """Every file with what was understood; all faults of all files are said first."""
    from throughcare.programmes import texts

    found = []
    for path in paths:
        try:
            found.append((path, texts.check(path.read_bytes())))
        except OSError as error:
            raise CommandError(f"{path}: {error.strerror}") from None
    faults = [fault.at(str(path)) for path, checked in found for fault in checked.faults]
    if faults:
        _say("\n".join(faults))
        raise CommandError(f"{len(faults)} to mend.")
    return found


def _say(words: str) -> None:
    sys.stdout.write(f"{words}\n")
