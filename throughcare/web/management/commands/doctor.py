"""Look at the installation, one line each; anything that is not well says what to do."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from throughcare.web import doctors


class Command(BaseCommand):
    help = __doc__
    requires_system_checks: list[str] = []  # the doctor also looks at what is broken
    requires_migrations_checks = False

    def handle(self, *args: Any, **options: Any) -> None:
        found = list(doctors.findings())
        for finding in found:
            mark = "✗" if finding.remedy else "!" if finding.note else "✓"
            told = finding.remedy or finding.note
            self.stdout.write(f"{mark} {finding.title}" + (f": {told}" if told else ""))
        if any(not finding.is_well for finding in found):
            raise CommandError("something needs attention.")
