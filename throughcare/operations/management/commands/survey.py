"""Look at this database as a copy: prints its facts and whether its trail is whole, as JSON."""

import json
from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import connection

from throughcare.audit.verification import verify
from throughcare.kernel import clock
from throughcare.kernel.actor import system
from throughcare.operations import actions
from throughcare.operations.queries.facts import facts


class Command(BaseCommand):
    """Run by backup and restore in a process of its own, on a copy that nobody works with."""

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        """The moment for which to ask who sees what; whether to look for faults, and to note."""
        parser.add_argument("--moment", type=datetime.fromisoformat, required=True)
        parser.add_argument("--prove", action="store_true", help="verify the trail and the tables")
        parser.add_argument("--note", action="store_true", help="note that it was restored")

    def handle(self, *args: Any, **options: Any) -> None:
        """Ask, print, and note when told to."""
        moment = options["moment"]
        found = facts(moment)
        faults = _faults() if options["prove"] else []
        if options["note"] and not faults:
            actions.restore(system(clock.now()), made_at=moment)
        self.stdout.write(json.dumps({"facts": asdict(found), "faults": faults}))


def _faults() -> list[str]:
    report = verify()
    first = report.first
    trail = [f"trail: {first.what.label} (event {first.event_id})"] if first else []
    return trail + (_sqlite_faults() if connection.vendor == "sqlite" else [])


def _sqlite_faults() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA integrity_check")
        broken = [f"database: {row[0]}" for row in cursor.fetchall() if row[0] != "ok"]
        cursor.execute("PRAGMA foreign_key_check")
        return broken + [f"database: a row of {row[0]} points nowhere" for row in cursor.fetchall()]
