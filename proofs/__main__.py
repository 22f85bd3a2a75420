"""`python -m proofs NAME`: an empty database, a proof, what it found; 1 when anything was."""

import argparse
import os
import signal
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from types import ModuleType

from proofs import databases
from proofs.report import Report

ROOT = Path(__file__).resolve().parents[1]
FOLDERS = sorted(path.parent.name for path in Path(__file__).parent.glob("*/__init__.py"))
STOPPED = 130


def main(arguments: Sequence[str]) -> int:
    """Run one proof; 0 when nothing was found."""
    asked = understood(arguments)
    if asked.database == "postgres" and "DATABASE_URL" not in os.environ:
        return _within_postgres(arguments)
    for ending in (signal.SIGINT, signal.SIGTERM):
        signal.signal(ending, signal.default_int_handler)
    report = Report(asked.proof)
    try:
        with databases.fresh(asked.database):
            _proof(asked.proof).run(asked, report)
    except KeyboardInterrupt:
        report.stopped()
        return STOPPED
    return report.end()


def understood(arguments: Sequence[str]) -> argparse.Namespace:
    """What was asked for; ends with an explanation when it cannot be understood."""
    parser = argparse.ArgumentParser(prog="bin/prove", description=__doc__)
    names = parser.add_subparsers(dest="proof", required=True, metavar="NAME")
    for name in FOLDERS:
        proof = _proof(name)
        one = names.add_parser(name, help=proof.__doc__, description=proof.__doc__)
        one.add_argument("--database", choices=("sqlite", "postgres"), default="sqlite")
        proof.options(one)
    return parser.parse_args(arguments)


def _proof(name: str) -> ModuleType:
    return import_module(f"proofs.{name}")


def _within_postgres(arguments: Sequence[str]) -> int:
    """The same again, beside a throw-away PostgreSQL."""
    program = str(ROOT / "bin" / "postgres")
    command = [program, sys.executable, "-m", "proofs", *arguments]
    return os.spawnv(os.P_WAIT, program, command)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
