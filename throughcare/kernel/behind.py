"""Questions over rows that the asking post may not see, answered by the database itself.

Each is one SQL text. On PostgreSQL it is a function behind the second wall (`secondwall.helps`), so
that the pages' login cannot ask anything wider; on SQLite, which has no wall, the text is asked.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import connection

from throughcare.kernel.actor import Actor
from throughcare.kernel.behalf import on_behalf_of
from throughcare.kernel.columns import adapted


@dataclass(frozen=True)
class Question:
    """`text` has {me}, {now} and a place for each thing asked; `function` bears it behind the wall.

    What else the text has a place for is spelled out by whoever asks on SQLite.
    """

    function: str
    text: str

    def ask(
        self, actor: Actor, asked: Mapping[str, Any], spelled: Mapping[str, object]
    ) -> list[tuple[Any, ...]]:
        """The rows, for a post at a moment; things asked in the order of the function's."""
        if connection.vendor == "postgresql":
            marks = ", ".join(["%s"] * len(asked))
            behind = f"SELECT * FROM secondwall.{self.function}({marks})"  # noqa: S608 (our own name)
            with on_behalf_of(actor):
                return _rows(behind, [*asked.values()])
        given = {"me": actor.post_id, "now": actor.at, **asked}
        places = {name: f"%({name})s" for name in given} | dict(spelled)
        return _rows(self.text.format(**places), {k: _stored(v) for k, v in given.items()})


def _stored(value: Any) -> Any:
    """As SQLite stores it; a list as JSON, for `json_each`."""
    return json.dumps(value) if isinstance(value, list) else adapted(value)


def _rows(statement: str, values: Any) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return list(cursor.fetchall())
