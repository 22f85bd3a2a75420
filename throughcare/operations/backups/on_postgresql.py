"""PostgreSQL: a copy by pg_dump at one exported moment, and a copy put in the database's place.

A copy is a database of its own beside the live one: so it can be proved before anything changes,
and two names change in one transaction. The login needs CREATEDB.
"""

import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import quote

import psycopg
from django.db import connection, connections, transaction
from django.utils.translation import gettext as _
from psycopg import sql

from throughcare.kernel import clock
from throughcare.operations.backups import pg_programs
from throughcare.operations.backups.refusals import BackupRefused
from throughcare.operations.queries.facts import Facts, facts

_LIKE = """SELECT pg_encoding_to_char(encoding), datcollate, datctype
    FROM pg_database WHERE datname = %s"""
_OTHERS = """SELECT count(*) FROM pg_stat_activity
    WHERE datname = %s AND pid <> pg_backend_pid() AND backend_type = 'client backend'"""
_COPIES = (
    "SELECT datname FROM pg_database WHERE datname ~ ('^' || %s || '_copy_[0-9]{8}_[0-9a-f]+$')"
)
Tell = Callable[[int, int], object]  # done, of


def snapshot(folder: Path, moment: datetime, tell: Tell) -> tuple[Path, Facts]:
    """Copy the database as it is at one moment, while others write."""
    target = folder / "database.dump"
    with transaction.atomic(durable=True), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        cursor.execute("SELECT pg_export_snapshot(), pg_database_size(current_database())")
        exported, size = cursor.fetchone()
        pg_programs.dump(connection.settings_dict, exported, target, lambda done: tell(done, size))
        return target, facts(moment)


@contextmanager
def loaded(folder: Path, dumped: Path) -> Iterator[dict[str, str]]:
    """Where the copy is, for the program: a database of its own, dropped afterwards."""
    _sweep()
    name = f"{_live()}_copy_{clock.now():%Y%m%d}_{secrets.token_hex(4)}"
    try:
        _make(name)
        pg_programs.load(connection.settings_dict, name, dumped)
        yield {"THROUGHCARE_DATA": str(folder), "DATABASE_URL": _url(name)}
    finally:
        with _beside() as database:
            database.execute(_named("DROP DATABASE IF EXISTS {} WITH (FORCE)", name))


def require_free(*, overwrite: bool) -> None:
    """Refuse a database that somebody uses; one that holds something, unless told otherwise."""
    connections.close_all()
    with _beside() as database:
        if _counted(database, _OTHERS, _live()):
            raise BackupRefused(
                _("The database is in use. Stop the servers, the timers and other commands first.")
            )
    if not overwrite and _holds_something():
        raise BackupRefused(
            _("There is a database with people in it. Add --overwrite to put it aside: %(path)s")
            % {"path": _live()}
        )


def put_in_place(place: dict[str, str], stamp: str) -> str:
    """Let the copy be the database from one moment to the next; where the former one is kept."""
    live, copy = _live(), place["DATABASE_URL"].rpartition("/")[2]
    kept = f"{live}_before_{stamp}"[:63].casefold()
    try:
        with _beside() as database, database.transaction():
            database.execute(_named("ALTER DATABASE {} RENAME TO {}", live, kept))
            database.execute(_named("ALTER DATABASE {} RENAME TO {}", copy, live))
    except psycopg.Error as error:
        raise BackupRefused(
            _("The copy cannot take the database's place: %(why)s") % {"why": _first_line(error)}
        ) from None
    return kept


def _live() -> str:
    return str(connection.settings_dict["NAME"])


def _beside() -> psycopg.Connection[Any]:
    """Connected to the server, but not to our database."""
    try:
        return psycopg.connect(**_login("postgres"), autocommit=True)
    except psycopg.OperationalError as error:
        raise BackupRefused(
            _("The server cannot be reached: %(why)s") % {"why": _first_line(error)}
        ) from None


def _login(name: str) -> dict[str, Any]:
    wanted = {"host": "HOST", "port": "PORT", "user": "USER", "password": "PASSWORD"}
    known = connection.settings_dict
    return {"dbname": name, **{key: known[its] for key, its in wanted.items() if known.get(its)}}


def _url(name: str) -> str:
    at = {key: quote(str(value), safe="") for key, value in _login(name).items()}
    login = at.get("user", "") + (f":{at['password']}" if "password" in at else "")
    port = f":{at['port']}" if "port" in at else ""
    return f"postgres://{login}@{at.get('host', '')}{port}/{at['dbname']}"


def _sweep() -> None:
    """Drop the copies of backups and restores that were killed before yesterday."""
    yesterday = f"{clock.now() - timedelta(days=1):%Y%m%d}"
    with _beside() as database:
        copies = database.execute(_COPIES, [_live()]).fetchall()
        for (name,) in copies:
            if name.split("_")[-2] < yesterday:
                database.execute(_named("DROP DATABASE IF EXISTS {}", name))


def _make(name: str) -> None:
    with _beside() as database:
        encoding, collate, ctype = database.execute(_LIKE, [_live()]).fetchone() or (
            "UTF8", "C.UTF-8", "C.UTF-8",
        )  # fmt: skip
        made = sql.SQL(
            "CREATE DATABASE {} TEMPLATE template0 ENCODING {} LC_COLLATE {} LC_CTYPE {}"
        ).format(sql.Identifier(name), encoding, collate, ctype)
        try:
            database.execute(made)
        except psycopg.errors.InsufficientPrivilege:
            raise BackupRefused(
                _("The login may not make a database for the copy: ALTER ROLE … CREATEDB")
            ) from None


def _holds_something() -> bool:
    try:
        with psycopg.connect(**_login(_live())) as database:
            if not _counted(database, "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"):
                return False
            return bool(_counted(database, "SELECT count(*) FROM agencies_human"))
    except psycopg.errors.UndefinedTable:
        return True


def _counted(database: psycopg.Connection[Any], question: str, *values: str) -> int:
    row = database.execute(question, values or None).fetchone()
    return int(row[0]) if row else 0


def _named(statement: str, *names: str) -> sql.Composed:
    return sql.SQL(statement).format(*map(sql.Identifier, names))


def _first_line(error: Exception) -> str:
    return str(error).strip().partition("\n")[0]
