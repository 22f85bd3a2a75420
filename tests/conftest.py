"""The test database: a file on SQLite, so that threads have connections; on PostgreSQL made by the
owner, and used as the login that serves pages; the trail guarded."""

import os
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

from tests import logins
from throughcare.concernline.brakes import BRAKE
from throughcare.kernel.prepared import Prepared

# Playwright's synchronous interface leaves an event loop behind, which Django would refuse.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")

COMPARED = 20  # calls of each statement
ALL_AT_FIRST, THEN_EVERY = 60, 7  # calls of each query that are looked at

pytest_plugins = ["tests.fixtures"]


@pytest.fixture(scope="session")
def django_db_modify_db_settings(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Keep the SQLite test database in a file of this run; make the other one as the owner."""
    if connection.vendor == "postgresql":
        logins.let_tests_be_the_owner()
        logins.log_in(logins.urls()[1])
    if connection.vendor == "sqlite":
        home = tmp_path_factory.mktemp("database")
        connection.settings_dict["TEST"]["NAME"] = str(home / "test.sqlite3")


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None) -> Iterator[None]:
    """Let the flush after a test with real transactions empty what the audit triggers keep.

    For every connection: with Playwright's event loop about, the main thread gets another one.
    """
    from tests.audit import triggers

    operations: Any = type(connection.ops)
    flush = operations.execute_sql_flush

    def lifted_flush(self: Any, statements: Sequence[str]) -> None:
        with triggers.lifted(self.connection):
            flush(self, statements)

    operations.execute_sql_flush = lifted_flush
    if connection.vendor == "postgresql":
        logins.log_in(logins.urls()[0])
        with logins.as_owner():
            yield
        logins.log_in(logins.urls()[1])
    else:
        yield
    operations.execute_sql_flush = flush


@pytest.fixture(autouse=True, scope="session")
def _what_is_kept_is_asked_as_django_would() -> Iterator[None]:
    """The first calls of each statement of a prepared query: SQL and values of the query itself."""
    ask, calls, seen = Prepared.__call__, Counter[Any](), Counter[Any]()

    def compared(self: Any, *args: Any, **kwargs: Any) -> Any:
        calls[self] += 1
        if calls[self] > ALL_AT_FIRST and calls[self] % THEN_EVERY:
            return ask(self, *args, **kwargs)
        told = self.told(*args, **kwargs)
        statement = (self, told and told[0])
        if seen[statement] < COMPARED:
            seen[statement] += 1
            assert told == plain(self.ask(*args, **kwargs)), self.ask
        return ask(self, *args, **kwargs)

    Prepared.__call__ = compared  # type: ignore[method-assign]
    yield
    Prepared.__call__ = ask  # type: ignore[method-assign]


def plain(query: "QuerySet[Any, Any]") -> tuple[str, list[Any]] | None:
    """What Django sends for a query; None where nothing could be found anyway."""
    try:
        sql, values = query.query.get_compiler(connection=connection).as_sql()
    except EmptyResultSet:
        return None
    return sql, list(values)


@pytest.fixture(autouse=True)
def _no_brakes() -> None:
    """What a test sends to the public pages, or to sign in, does not count for the next one."""
    BRAKE.forget()
    cache.clear()


@pytest.fixture(autouse=True)
def _own_files(settings: Any, tmp_path: Path) -> None:
    """No test touches the installation's files, and none needs collected static files."""
    settings.FILES_DIR = tmp_path / "files"
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": "tests.static.Found"}}
