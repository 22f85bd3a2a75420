"""Make the fictional region, or load a large one for measuring."""

from argparse import ArgumentParser
from typing import Any

from django.core.management import BaseCommand, CommandError

from throughcare.demo import building
from throughcare.demo.bulk import loading
from throughcare.kernel.decision import Refused


class Command(BaseCommand):
    """`throughcare demo`, `throughcare demo --cases 20000`."""

    help = __doc__ or ""

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What may be asked for."""
        parser.add_argument("--cases", type=int, help="load generated cases for measuring")
        parser.add_argument("--people", type=int, default=building.PEOPLE, help="people to invent")
        parser.add_argument("--seed", type=int, default=building.SEED)

    def handle(self, *args: Any, **options: Any) -> None:
        """Make what was asked for; errors and interruptions end in one clear line."""
        try:
            self._load(options) if options["cases"] else self._build(options)
        except Refused as refused:
            where = "".join(f" ({note})" for note in getattr(refused, "__notes__", []))
            raise CommandError(f"{refused.reason}{where}") from None

    def _build(self, options: dict[str, Any]) -> None:
        quiet = options["verbosity"] == 0
        try:
            building.build(seed=options["seed"], people=options["people"], quiet=quiet)
        except KeyboardInterrupt:
            raise CommandError("Stopped. Nothing was kept: start again when you like.") from None
        self.stdout.write("The Vesper Coast is ready: throughcare run, then choose who you are.")

    def _load(self, options: dict[str, Any]) -> None:
        quiet = options["verbosity"] == 0
        try:
            new = loading.load(options["cases"], seed=options["seed"], quiet=quiet)
        except loading.Stopped as stopped:
            raise CommandError(f"Stopped. {stopped} The same command goes on from there.") from None
        self.stdout.write(f"{new} cases were loaded, their events marked as generated.")
