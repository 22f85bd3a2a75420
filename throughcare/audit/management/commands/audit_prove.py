"""`audit_prove EVENT`: print the proof that one event was sealed."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from throughcare.audit.sealing import leaves
from throughcare.audit.sealing.checkpoints import NoCheckpoint
from throughcare.audit.sealing.proof import NotProven
from throughcare.audit.sealing.proving import NotSealed, prove


class Command(BaseCommand):
    """The file holds ids and no words: details stay here."""

    help = "Print the proof that an event of the audit trail was sealed."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("event", type=int, help="the number of the event")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            self.stdout.write(prove(options["event"]).text(), ending="")
        except (NotSealed, NotProven, NoCheckpoint, leaves.Broken) as error:
            raise CommandError(str(error)) from None
