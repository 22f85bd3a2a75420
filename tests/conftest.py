"""The test database: a file on SQLite, so that threads have connections; the trail guarded."""

import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper

# Playwright's synchronous interface leaves an event loop behind, which Django would refuse.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")

TRIGGERS = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
GUARDED = ("audit_event", "audit_detail", "audit_lane")


@pytest.fixture(scope="session")
def django_db_modify_db_settings(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Keep the SQLite test database in a file of this run."""
    if connection.vendor == "sqlite":
        home = tmp_path_factory.mktemp("database")
        connection.settings_dict["TEST"]["NAME"] = str(home / "test.sqlite3")


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Let the flush after a transactional test empty what the audit triggers keep."""
    from throughcare.audit.models import Lane

    with django_db_blocker.unblock():
        lanes = list(Lane.objects.order_by("pk"))
    flush = connection.ops.execute_sql_flush

    def flush_unguarded(statements: Sequence[str]) -> None:
        _without_guards(connection, lambda: flush(statements))
        Lane.objects.bulk_create(Lane(pk=lane.pk) for lane in lanes)

    connection.ops.execute_sql_flush = flush_unguarded  # type: ignore[method-assign]
    yield
    connection.ops.execute_sql_flush = flush  # type: ignore[method-assign]


@pytest.fixture(autouse=True)
def _own_files(settings: Any, tmp_path: Path) -> None:
    """No test touches the installation's files, and none needs collected static files."""
    settings.FILES_DIR = tmp_path / "files"
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": "tests.static.Found"}}


def _without_guards(database: BaseDatabaseWrapper, act: Callable[[], None]) -> None:
    """Do something while the append-only triggers are away."""
    with database.cursor() as cursor:
        if database.vendor == "postgresql":
            _each(cursor, [f"ALTER TABLE {table} DISABLE TRIGGER USER" for table in GUARDED])
            act()
            _each(cursor, [f"ALTER TABLE {table} ENABLE TRIGGER USER" for table in GUARDED])
            return
        cursor.execute(TRIGGERS)
        kept = cursor.fetchall()
        _each(cursor, [f"DROP TRIGGER {name}" for name, _ in kept])
        act()
        _each(cursor, [text for _, text in kept])


def _each(cursor: Any, statements: list[str]) -> None:
    for statement in statements:
        cursor.execute(statement)
