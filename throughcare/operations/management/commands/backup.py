"""Write one moment of everything into one encrypted file, while people work."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext as _

from throughcare.kernel import clock
from throughcare.kernel.actor import system
from throughcare.operations import actions
from throughcare.operations.backups import making, restoring
from throughcare.operations.backups.keys import Secret


class Command(BaseCommand):
    """The backup is noted in the trail, or does not stay; the file does not know of that note."""

    help = __doc__
    stealth_options = ("secret", "verify", "incomplete")

    def add_arguments(self, parser: CommandParser) -> None:
        """Where to; the secret comes from `throughcare backup`."""
        parser.add_argument("destination", type=Path)

    def handle(self, *args: Any, destination: Path, secret: Secret, **options: Any) -> None:
        """Write, verify when asked to, note, tell."""
        made = making.make(destination, secret, incomplete=options["incomplete"])
        try:
            self._verify_and_note(made, secret if options["verify"] else None)
        except BaseException:
            made.path.unlink()
            raise
        self._tell(made, is_verified=options["verify"])

    def _verify_and_note(self, made: making.Made, secret: Secret | None) -> None:
        verified_at = None
        if secret is not None:
            restoring.verify(made.path, secret)
            verified_at = clock.now()
        actions.back_up(
            system(clock.now()),
            made_at=made.made_at,
            size=made.size,
            sha256=made.sha256,
            verified_at=verified_at,
        )

    def _tell(self, made: making.Made, *, is_verified: bool) -> None:
        rows = sum(made.manifest.facts.tables.values())
        files = len(made.manifest.facts.files) - len(made.missing)
        words = _("%(path)s: %(rows)d rows, %(files)d files, %(size).1f MB.")
        size = made.size / 1024**2
        self.stdout.write(words % {"path": made.path, "rows": rows, "files": files, "size": size})
        if is_verified:
            self.stdout.write(
                _("Restored into a scratch place: trail, rows, files and who sees what agree.")
            )
        for name in sorted(made.missing):
            self.stdout.write(self.style.WARNING(_("Left out: %(name)s.") % {"name": name}))
