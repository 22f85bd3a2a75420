"""Hand-written SQL on the bare driver: the same rule as a join, and with masks worked out first."""

import sqlite3
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import connection

from benches.peers.asking import CAP, PAGE, Answer
from throughcare.kernel.actor import Actor

_COLUMNS = "e.id, e.occurred_at, e.kind, e.headline"
_NEWEST = "ORDER BY e.occurred_at DESC, e.id DESC"
_POST = """EXISTS (SELECT 1 FROM agencies_post p
    WHERE p.id = :post AND p.from_at <= :now AND p.until_at > :now)"""
_LISTED = "EXISTS (SELECT 1 FROM entries_reader r WHERE r.entry_id = e.id AND r.seat_id = {seat})"

_JOIN = f"""
    FROM cases_seat s CROSS JOIN entries_entry e CROSS JOIN sharing_clearance c
    WHERE s.post_id = :post AND s.from_at <= :now AND s.until_at > :now AND {_POST}
    AND e.case_id = s.case_id AND e.occurred_at >= s.sees_from
    AND c.key_id = s.key_id AND c.owner_id = e.agency_id AND c.sectors = :sectors
    AND c.from_at <= :now AND c.until_at > :now AND c.shared_before > e.shared_at
    AND (e.categories & c.walled) = 0
    AND (e.handling < 4 AND (e.bits & ~c.mask) = 0
         OR e.handling = 4 AND {_LISTED.format(seat="s.id")})"""

_MASKS = f"""WITH m AS MATERIALIZED (
        SELECT s.id, s.case_id, s.sees_from, c.owner_id, c.shared_before, c.walled,
            ~c.mask AS lacks
        FROM cases_seat s JOIN sharing_clearance c ON c.key_id = s.key_id
        WHERE s.post_id = :post AND s.from_at <= :now AND s.until_at > :now AND {_POST}
        AND c.sectors = :sectors AND c.from_at <= :now AND c.until_at > :now)"""
_MASKED = f"""
    FROM m CROSS JOIN entries_entry e
    WHERE e.case_id = m.case_id AND e.agency_id = m.owner_id AND e.occurred_at >= m.sees_from
    AND m.shared_before > e.shared_at AND (e.categories & m.walled) = 0
    AND (e.handling < 4 AND (e.bits & m.lacks) = 0
         OR e.handling = 4 AND {_LISTED.format(seat="m.id")})"""


def variants() -> dict[str, "Raw"]:
    """The ways that were tried; the quickest is the one that ours is measured against.

    PostgreSQL keeps the plan of a prepared statement, which saves the planning and may be worse.
    """
    found = {"join": Raw("", _JOIN), "masks": Raw(_MASKS, _MASKED)}
    if connection.vendor == "postgresql":
        found["join_planned_anew"] = Raw("", _JOIN, is_kept=False)
    return found


@dataclass(frozen=True)
class Raw:
    """One way, on a connection of its own."""

    masks: str
    body: str
    is_kept: bool = True

    def __post_init__(self) -> None:
        object.__setattr__(self, "driver", _driver(self.is_kept))

    def ask(self, actor: Actor) -> Answer:
        """The actor's answer."""
        page = f"{self.masks} SELECT {_COLUMNS} {self.body} {_NEWEST} LIMIT {PAGE}"
        count = f"{self.masks} SELECT count(*) FROM (SELECT 1 {self.body} LIMIT {CAP}) seen"
        return self.driver.answer(page, count, actor)  # type: ignore[attr-defined]


def _driver(is_kept: bool) -> Any:
    return _Sqlite() if connection.vendor == "sqlite" else _Postgres(is_kept)


class _Sqlite:
    def __init__(self) -> None:
        path = settings.DATABASES["default"]["NAME"]
        self.connection = sqlite3.connect(path, isolation_level=None)
        self.connection.execute("PRAGMA cache_size=-65536")

    def answer(self, page: str, count: str, actor: Actor) -> Answer:
        given = {"post": actor.post.hex, "sectors": actor.sectors, "now": _text(actor.at)}
        rows = self.connection.execute(page, given).fetchall()
        number = self.connection.execute(count, given).fetchone()[0]
        return Answer(tuple(UUID(row[0]) for row in rows), number)


class _Postgres:
    def __init__(self, is_kept: bool) -> None:
        import psycopg

        self.is_kept = is_kept
        params = connection.get_connection_params()
        wanted = ("host", "port", "user", "password", "dbname")
        given = {name: params[name] for name in wanted if name in params}
        self.connection = psycopg.connect(**given, autocommit=True)
        self.connection.execute("SET jit = off")
        self.connection.execute("SET max_parallel_workers_per_gather = 0")

    def answer(self, page: str, count: str, actor: Actor) -> Answer:
        given = {"post": actor.post, "sectors": actor.sectors, "now": actor.at}
        rows = self.connection.execute(_named(page), given, prepare=self.is_kept).fetchall()
        found = self.connection.execute(_named(count), given, prepare=self.is_kept).fetchone()
        return Answer(tuple(row[0] for row in rows), found[0] if found else 0)


def _named(sql: str) -> str:
    for name in ("post", "sectors", "now"):
        sql = sql.replace(f":{name}", f"%({name})s")
    return sql


def _text(moment: datetime) -> str:
    """A moment as Django stores it in SQLite."""
    return str(connection.ops.adapt_datetimefield_value(moment))
