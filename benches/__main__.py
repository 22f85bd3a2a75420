"""`python -m benches NAME [options]`: runs one measurement."""

import argparse
import os
import sys
from importlib import import_module
from pathlib import Path

from benches import growth

NAMES = ("policy", "pages", "load", "audit", "names")
FILLED = {"audit": "trail", "names": "names"}  # what they fill does not go by cases
HOME = Path(__file__).resolve().parent.parent / "var" / "bench"


def main(arguments: list[str]) -> None:
    """Make the surroundings of a measurement, then run it."""
    parser = argparse.ArgumentParser(prog="bin/bench", description=__doc__)
    parser.add_argument("name", choices=NAMES)
    parser.add_argument("--database", choices=("sqlite", "postgres"), default="sqlite")
    parser.add_argument("--cases", default="20000", help="one number, or several: 20000,200000")
    parser.add_argument("--people", type=int, default=20000, help="among how many a name is found")
    parser.add_argument("--rounds", type=int, default=15, help="how often each is measured")
    parser.add_argument("--minutes", type=float, default=1.0, help="how long a load lasts")
    parser.add_argument("--workers", type=int, default=50, help="how many work at once")
    parser.add_argument("--json", action="store_true", help="the figures alone, as JSON")
    asked = parser.parse_args(arguments)
    asked.cases, *further = sorted(int(number) for number in asked.cases.split(","))
    if asked.name == "names":
        asked.database = "postgres"  # which alone has trigrams
    if further:
        growth.run(asked, [asked.cases, *further])
        return
    _surroundings(asked)
    import_module(f"benches.{asked.name}").run(asked)


def _surroundings(asked: argparse.Namespace) -> None:
    """Django on a database for measuring: a kept SQLite file, or the server that is given."""
    import django

    from throughcare.config import logins

    logins.take_owner()
    if asked.database == "sqlite":
        for login in ("DATABASE_URL", "DATABASE_OWNER_URL"):
            os.environ.pop(login, None)
    elif "DATABASE_URL" not in os.environ:
        sys.exit("Please run: bin/bench, which starts a PostgreSQL for measuring.")
    filled = FILLED.get(asked.name, asked.cases)
    os.environ["THROUGHCARE_DATA"] = str(HOME / f"{asked.database}-{filled}")
    os.environ["DJANGO_SETTINGS_MODULE"] = "benches.settings"
    django.setup()


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except KeyboardInterrupt:
        sys.exit("\nStopped.")
