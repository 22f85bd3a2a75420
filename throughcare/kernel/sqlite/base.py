"""A connection that waits for its turn before each transaction, and passes it on after it.

A single statement outside of a transaction takes SQLite's own way: there are few, all short.
"""

from typing import Any

from django.db.backends.sqlite3 import base

from throughcare.kernel.sqlite.turns import Turns, turns_of

_Plain: Any = base.DatabaseWrapper  # of which the types of Django lack half the methods


class DatabaseWrapper(_Plain):  # type: ignore[misc]
    """Django's connection, with turns."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._turns: Turns | None = None

    def _start_transaction_under_autocommit(self) -> None:
        if self.is_in_memory_db():
            super()._start_transaction_under_autocommit()
            return
        turns = turns_of(str(self.settings_dict["NAME"]))
        turns.wait(self.settings_dict["OPTIONS"]["timeout"])
        self._turns = turns
        try:
            super()._start_transaction_under_autocommit()
        except BaseException:
            self._pass_on()
            raise

    def _commit(self) -> None:
        super()._commit()
        self._pass_on()

    def _rollback(self) -> None:
        try:
            super()._rollback()
        finally:
            self._pass_on()

    def _close(self) -> None:
        try:
            super()._close()
        finally:
            self._pass_on()

    def _pass_on(self) -> None:
        turns, self._turns = self._turns, None
        if turns:
            turns.pass_on()
