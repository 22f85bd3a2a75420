"""A connection whose every statement begins by saying for whom it is asked, in the same message.

Statements sent in one message share a transaction, also outside of one: what the first sets with
`set_config(…, true)` holds for the second and is gone with it. So there is no moment at which a
kept connection still speaks for the request before, and no further way to the server and back.
"""

from typing import Any

from django.db.backends.postgresql import base
from psycopg.pq import TransactionStatus

from throughcare.kernel import behalf

_Plain: Any = base.Cursor  # which the types of Django take for that of psycopg2


class Cursor(_Plain):  # type: ignore[misc]
    """Tells on whose behalf before each statement, and gives the statement's own result."""

    def execute(self, query: Any, params: Any = None, **options: Any) -> Any:
        """Run a statement for whoever acts."""
        if self._goes_without_saying():
            return super().execute(query, params, **options)
        super().execute(behalf.preamble() + self.mogrify(query, params), **options)
        self.nextset()
        return self

    def executemany(self, query: Any, params_seq: Any, **options: Any) -> None:
        """Run a statement for each of the values."""
        for params in params_seq:
            self.execute(query, params, **options)

    def copy(self, statement: Any, params: Any = None, **options: Any) -> Any:
        """Copy rows; what is told holds in a transaction, and outside of one nobody asks."""
        if not self._goes_without_saying():
            super().execute(behalf.preamble())
        return super().copy(statement, params, **options)

    def _goes_without_saying(self) -> bool:
        """Nobody need not be told where nothing was told before; a failed transaction only ends."""
        status = self.connection.info.transaction_status
        if status == TransactionStatus.INERROR:
            return True
        if not behalf.is_nobody():
            self.connection.has_told = True
            return False
        idle = status == TransactionStatus.IDLE and self.connection.autocommit
        return bool(idle or not getattr(self.connection, "has_told", False))


class DatabaseWrapper(base.DatabaseWrapper):
    """Django's connection, with our cursors."""

    def get_connection_params(self) -> dict[str, Any]:
        """Where and how to connect."""
        return {**super().get_connection_params(), "cursor_factory": Cursor}

    def create_cursor(self, name: str | None = None) -> Any:
        """A cursor; for one that the server keeps, who acts is told first."""
        if name:
            with self.connection.cursor() as cursor:
                cursor.execute("SELECT 1")
        return super().create_cursor(name)
