"""`audit_seal`: seal what is new, and hand every checkpoint to the witnesses that lack it.

Once, for a timer; with `--watch` it goes on, and seals every 5 minutes or 500 events.
"""

import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import close_old_connections
from django.utils.translation import gettext as _

from throughcare.audit.sealing import actions, answers, keys, leaves, standing
from throughcare.audit.sealing.answers import Answer
from throughcare.audit.sealing.checkpoints import NoCheckpoint
from throughcare.audit.sealing.witnesses import Unreachable
from throughcare.kernel import clock

EVENTS = 500
AFTER = timedelta(minutes=5)
PAUSE = 2
"""Seconds between two looks at how much is not sealed."""

TROUBLE = (NoCheckpoint, keys.NoKey, leaves.Broken, actions.BadPeaks)


class Command(BaseCommand):
    """Does nothing when nothing is new; refuses when a witness knows what is not here."""

    help = "Seal the audit trail and hand the checkpoints to the witnesses."
    pause: Callable[[float], object] = time.sleep

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--watch", action="store_true", help="go on until stopped")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            self._seal()
            while options["watch"]:
                self.pause(PAUSE)
                close_old_connections()
                if _is_due():
                    self._seal()
        except TROUBLE as error:
            raise CommandError(str(error)) from None

    def _seal(self) -> None:
        asked = answers.ask_all()
        for answer in asked:
            _require_known(answer)
        last = standing.latest()
        key = keys.load(_key_file(), last.signed.body.key_after if last else "")
        signed = actions.seal(key)
        if signed:
            words = _("Checkpoint %(number)s seals %(size)s events.")
            told = {"number": signed.body.number, "size": signed.body.size}
            self.stdout.write(words % told)
        else:
            self.stdout.write(_("Nothing new to seal."))
        for answer in asked:
            self._hand_over(answer)

    def _hand_over(self, answer: Answer) -> None:
        told = {"witness": answer.witness.name, "why": answer.trouble}
        try:
            handed = 0 if answer.trouble else answers.hand_over(answer)
        except Unreachable as error:
            told["why"] = str(error)
        if told["why"]:
            words = _(
                "Witness %(witness)s is out of reach (%(why)s); it gets what it missed later."
            )
            self.stderr.write(words % told)
        elif handed:
            words = _("Witness %(witness)s has %(handed)s checkpoints more.")
            self.stdout.write(words % {**told, "handed": handed})


def _key_file() -> Any:
    if settings.SEAL_KEY is None:
        raise CommandError(_("Set THROUGHCARE_SEAL_KEY to the path of the sealing key."))
    return settings.SEAL_KEY


def _require_known(answer: Answer) -> None:
    if answer.standing.is_conflict:
        words = _("Witness %(witness)s knows a checkpoint %(number)s that is not here: not sealed.")
        told = {"witness": answer.witness.name, "number": answer.number}
        raise CommandError(words % told)


def _is_due() -> bool:
    """Whether 500 events, or the first one for 5 minutes, wait to be sealed."""
    window = standing.unsealed()
    waited = window.since is not None and clock.now() - window.since >= AFTER
    return window.events >= EVENTS or waited
