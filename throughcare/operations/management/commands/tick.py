"""Do what is due by time. Run it every few minutes; twice at once does no harm."""

import logging
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from throughcare.operations.due import WORKS

log = logging.getLogger(__name__)


class Command(BaseCommand):
    """One work that fails stops no other; then the status is 1."""

    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        """Do each work and say what was done."""
        failed = []
        for work in WORKS:
            try:
                done = work.do()
            except Exception as error:
                log.exception("Due work failed.")
                failed.append(f"{work.title} ({type(error).__name__})")
                continue
            if done:
                self.stdout.write(f"{done} {work.title}")
        if failed:
            raise CommandError(f"not done: {'; '.join(failed)}")
