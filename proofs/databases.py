"""An empty database for each proof, so that none touches an installation."""

import logging
import os
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

LOGINS = ("DATABASE_URL", "DATABASE_OWNER_URL")
QUIET = logging.CRITICAL  # refusals are what a proof asks for


@contextmanager
def fresh(vendor: str) -> Iterator[None]:
    """An empty, migrated database in a data folder of its own; both are gone afterwards.

    On PostgreSQL it is made beside the one of DATABASE_OWNER_URL, whose user must be allowed to.
    """
    with tempfile.TemporaryDirectory(prefix="throughcare-proof.") as home, _place(vendor):
        os.environ |= {
            "THROUGHCARE_DATA": home,
            "DJANGO_SETTINGS_MODULE": "throughcare.config.settings",
        }
        Path(home, "static").mkdir()
        _migrate()
        try:
            yield
        finally:
            from django.db import connections

            connections.close_all()


@contextmanager
def _place(vendor: str) -> Iterator[None]:
    """Sets DATABASE_URL to a new database, or takes it away."""
    if vendor == "sqlite":
        for login in LOGINS:
            os.environ.pop(login, None)
        yield
        return
    beside = {login: os.environ[login] for login in LOGINS}
    owner = beside["DATABASE_OWNER_URL"]
    name = f"proof_{uuid.uuid4().hex[:12]}"
    _execute(owner, f"CREATE DATABASE {name}")
    for login, url in beside.items():
        os.environ[login] = urlsplit(url)._replace(path=f"/{name}").geturl()
    try:
        yield
    finally:
        os.environ |= beside
        _execute(owner, f"DROP DATABASE {name} WITH (FORCE)")


def _execute(url: str, statement: str) -> None:
    import dj_database_url
    import psycopg

    at = dj_database_url.parse(url)
    with psycopg.connect(
        host=at["HOST"], port=at["PORT"] or None, user=at["USER"], password=at["PASSWORD"] or None,
        dbname=at["NAME"], autocommit=True,
    ) as connection:  # fmt: skip
        connection.execute(statement)


def set_up() -> None:
    """The program in this process: quiet, and with static files that nobody has collected.

    On PostgreSQL a proof works as the owner, as a command does: it is the program that must hold,
    also without the second wall.
    """
    import django
    from django.conf import settings

    from throughcare.config import logins

    logins.take_owner()
    django.setup()
    for handler in logging.getLogger().handlers:
        handler.setLevel(QUIET)
    settings.STORAGES["staticfiles"] = {"BACKEND": "tests.static.Found"}


@contextmanager
def as_pages() -> Iterator[None]:
    """On PostgreSQL work as the login that serves pages, which row-level security binds.

    What the proof itself writes, it writes as the owner (see `tests.logins`).
    """
    from django.db import connection

    from tests import logins

    pages = logins.urls()[0] if connection.vendor == "postgresql" else {}
    if not pages or connection.settings_dict["USER"] == pages["USER"]:
        yield
        return
    logins.let_tests_be_the_owner()
    logins.log_in(pages)
    with logins.as_owner():
        yield
    logins.log_in(logins.urls()[1])


def _migrate() -> None:
    from django.core.management import call_command

    set_up()
    call_command("migrate", verbosity=0)
