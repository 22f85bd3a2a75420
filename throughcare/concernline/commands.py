"""The words of the command `throughcare line`: open and close."""

import argparse
import sys
from pathlib import Path
from typing import Any

from django.core.management import CommandError


def add_to(acts: Any) -> None:
    """Add the words to the grammar."""
    line = acts.add_parser("line", help="concern lines")
    words = line.add_subparsers(required=True, metavar="what")

    opened = words.add_parser("open", help="offer a line, or change what its page says")
    opened.add_argument("code", help="what its address ends with, such as vesper")
    opened.add_argument("--agency", required=True, help="the agency's name")
    opened.add_argument("--name", required=True, help="what the line is called")
    opened.add_argument("--limits", type=Path, help="a file: when you must speak, line by line")
    opened.set_defaults(act=_open)

    closed = words.add_parser("close", help="take nobody new; who has a receipt goes on")
    closed.add_argument("code")
    closed.set_defaults(act=_close)


def _open(asked: argparse.Namespace) -> None:
    from django.core.exceptions import ValidationError
    from django.core.validators import validate_slug

    from throughcare.agencies.queries import agencies
    from throughcare.concernline import actions
    from throughcare.kernel import clock
    from throughcare.kernel.actor import system

    try:
        validate_slug(asked.code)
        limits = asked.limits.read_text(encoding="utf-8") if asked.limits else ""
    except ValidationError:
        raise CommandError("A code has letters, digits, - and _ alone.") from None
    except OSError as error:
        raise CommandError(f"{asked.limits}: {error.strerror}") from None
    if (agency := agencies().filter(name=asked.agency).first()) is None:
        raise CommandError(f"There is no agency “{asked.agency}”.")
    told = {"code": asked.code, "name": asked.name, "limits": limits}
    actions.open_line(system(clock.now()), agency, **told)
    sys.stdout.write(f"Open: /line/write/{asked.code}/\n")


def _close(asked: argparse.Namespace) -> None:
    from throughcare.concernline import actions, queries
    from throughcare.kernel import clock
    from throughcare.kernel.actor import system

    if (line := queries.line(asked.code)) is None:
        raise CommandError(f"There is no line “{asked.code}”.")
    actions.close_line(system(clock.now()), line)
    sys.stdout.write("Closed. Whoever has a receipt goes on.\n")
