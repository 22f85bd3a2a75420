"""The test database: a file on SQLite, so that threads have connections; on PostgreSQL made by the
owner, and used as the login that serves pages; the trail guarded."""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from tests import logins

# Playwright's synchronous interface leaves an event loop behind, which Django would refuse.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")

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


@pytest.fixture(autouse=True)
def _own_files(settings: Any, tmp_path: Path) -> None:
    """No test touches the installation's files, and none needs collected static files."""
    settings.FILES_DIR = tmp_path / "files"
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": "tests.static.Found"}}
