"""A writer in a process of its own: `python -m tests.audit.writer DATABASE migrate|write|verify`.

It knows the audit app alone, so that it starts fast. `write` commits short transactions, each with
a few events, and rolls some back.
"""

import json
import random
import sys
from typing import Any

import django
from django.conf import settings


def start(database: dict[str, Any]) -> None:
    settings.configure(
        DATABASES={"default": database},
        INSTALLED_APPS=["throughcare.audit"],
        DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
        SECRET_KEY="for a test alone",
        TIME_ZONE="UTC",
        USE_TZ=True,
    )
    django.setup()


def migrate() -> None:
    from django.core.management import call_command

    call_command("migrate", verbosity=0)


def write(transactions: int) -> int:
    from django.db import transaction

    from tests.audit.conftest import somebody
    from throughcare.audit.actions import record
    from throughcare.audit.verbs import Verb

    actor, written = somebody(), 0
    for number in range(transactions):
        with transaction.atomic():
            events = random.randint(1, 3)
            for _ in range(events):
                record(actor, Verb.READ, reason=f"transaction {number}")
            if gone := random.random() < 0.2:
                transaction.set_rollback(True)
        written += 0 if gone else events
    return written


def verify() -> list[Any]:
    from throughcare.audit import verification

    report = verification.verify()
    return [report.events, [str(finding) for finding in report.findings]]


if __name__ == "__main__":
    start(json.loads(sys.argv[1]))
    acts = {"migrate": migrate, "write": lambda: write(int(sys.argv[3])), "verify": verify}
    sys.stdout.write(json.dumps(acts[sys.argv[2]]()))
