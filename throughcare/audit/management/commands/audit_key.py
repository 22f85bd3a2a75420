"""`audit_key new`: make the sealing key. `audit_key rotate`: let the old key name the next one."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from throughcare.audit.sealing import actions, keys, leaves, standing
from throughcare.audit.sealing.checkpoints import NoCheckpoint
from throughcare.kernel import clock
from throughcare.kernel.actor import system


class Command(BaseCommand):
    """Keeps the key outside of what the server can reach."""

    help = "Make or rotate the key that seals the audit trail."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("act", choices=["new", "rotate"])

    def handle(self, *args: Any, **options: Any) -> None:
        file = _file()
        try:
            key = keys.new(file) if options["act"] == "new" else _rotated(file)
        except (keys.NoKey, NoCheckpoint, leaves.Broken, actions.BadPeaks) as error:
            raise CommandError(str(error)) from None
        told = {"key": key, "file": keys.public_file(file)}
        self.stdout.write(_("The public key is %(key)s (%(file)s).") % told)
        self.stdout.write(_("Give it to whoever shall check proofs, on another way than this one."))


def _rotated(file: Path) -> str:
    last = standing.latest()
    key = keys.load(file, last.signed.body.key_after if last else "")
    following = keys.make_next(file)
    actions.rotate(system(clock.now()), key, following)
    keys.adopt(file)
    return keys.public(following)


def _file() -> Path:
    file: Path | None = settings.SEAL_KEY
    if file is None:
        raise CommandError(_("Set THROUGHCARE_SEAL_KEY to the path of the sealing key."))
    if file.resolve().is_relative_to(settings.DATA_DIR):
        words = _(
            "%(file)s lies in the data folder, which belongs to whoever serves: choose another."
        )
        raise CommandError(words % {"file": file})
    return file
