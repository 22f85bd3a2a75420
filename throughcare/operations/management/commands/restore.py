"""Let a backup be the installation, or only prove that it could."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext as _

from throughcare.operations.backups import restoring
from throughcare.operations.backups.keys import Secret


class Command(BaseCommand):
    """Works also where there is no database yet."""

    help = __doc__
    stealth_options = ("secret", "check", "overwrite")
    requires_system_checks: list[str] = []
    requires_migrations_checks = False

    def add_arguments(self, parser: CommandParser) -> None:
        """Which file; the secret comes from `throughcare restore`."""
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, file: Path, secret: Secret, **options: Any) -> None:
        """Restore or check, and tell."""
        if options["check"]:
            found = restoring.verify(file, secret)
            self.stdout.write(
                _("It restores: trail, rows, files and who sees what are as of %(at)s.")
                % {"at": found.manifest.made_at}
            )
        else:
            found = restoring.restore(file, secret, overwrite=options["overwrite"])
            self.stdout.write(_("Restored as of %(at)s.") % {"at": found.manifest.made_at})
        if found.kept:
            self.stdout.write(
                _("What was there is kept: %(place)s. Remove it when it is of no use any more.")
                % {"place": found.kept}
            )
        for name in sorted(found.missing):
            self.stdout.write(
                self.style.WARNING(_("The backup was made without: %(name)s.") % {"name": name})
            )
