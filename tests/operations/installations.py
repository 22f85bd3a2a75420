"""An installation of its own, on the database that the tests run on; asked by its commands."""

import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit
from uuid import uuid4

import dj_database_url
import psycopg

from tests.docs.pages import ROOT

OF_SERVER = os.environ.get("DATABASE_OWNER_URL") or os.environ.get("DATABASE_URL")


@dataclass
class Installation:
    """A data folder, and on PostgreSQL a database."""

    home: Path
    url: str = ""

    @property
    def environment(self) -> dict[str, str]:
        kept = {
            name: value
            for name, value in os.environ.items()
            if name not in {"DATABASE_URL", "DATABASE_OWNER_URL"}
        }
        place = {"THROUGHCARE_DATA": str(self.home)}
        settings = {"DJANGO_SETTINGS_MODULE": "throughcare.config.settings"}
        return kept | settings | place | ({"DATABASE_URL": self.url} if self.url else {})

    def run(self, *words: object, fails: bool = False) -> str:
        """What `throughcare` says; it must end well, or must not."""
        ran = self.started("-m", "throughcare", *words)
        said = "".join(ran.communicate(timeout=300))
        assert bool(ran.returncode) is fails, said
        return said

    def python(self, *words: object) -> None:
        """Run a module of the tests in the installation."""
        ran = self.started(*words)
        said = "".join(ran.communicate(timeout=300))
        assert ran.returncode == 0, said

    def started(self, *words: object) -> subprocess.Popen[str]:
        command = [sys.executable, *map(str, words)]
        pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
        return subprocess.Popen(
            command, env=self.environment, cwd=ROOT, text=True, stdin=subprocess.DEVNULL, **pipes
        )

    def count(self, table: str) -> int:
        """How many rows a table holds."""
        counted = f"SELECT count(*) FROM {table}"
        if self.url:
            return execute(self.url, counted)
        with closing(sqlite3.connect(self.home / "throughcare.sqlite3")) as database:
            return database.execute(counted).fetchone()[0]

    @property
    def left_over(self) -> list[str]:
        """What lies in the scratch place, as folders or as databases."""
        left = [str(one) for one in (self.home / "scratch").glob("*")]
        if self.url:
            name = urlsplit(self.url).path[1:]
            like = f"SELECT count(*) FROM pg_database WHERE datname LIKE '{name}_copy%'"
            left += ["database"] * execute(self.url, like)
        return left


@contextmanager
def installation(home: Path) -> Iterator[Installation]:
    """An empty one; its databases are dropped afterwards."""
    home.mkdir(mode=0o700)
    if not OF_SERVER:
        yield Installation(home)
        return
    name = f"installation_{uuid4().hex[:10]}"
    execute(OF_SERVER, f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8'")
    try:
        yield Installation(home, urlsplit(OF_SERVER)._replace(path=f"/{name}").geturl())
    finally:
        found = f"SELECT string_agg(datname, ',') FROM pg_database WHERE datname LIKE '{name}%'"
        for one in execute(OF_SERVER, found).split(","):
            execute(OF_SERVER, f"DROP DATABASE {one} WITH (FORCE)")


def execute(url: str, statement: str):
    """One statement on a server; its first value."""
    at = dj_database_url.parse(url)
    login = {"host": at["HOST"], "user": at["USER"], "dbname": at["NAME"]}
    login |= {key: at[key.upper()] for key in ("port", "password") if at[key.upper()]}
    with psycopg.connect(**login, autocommit=True) as server:
        cursor = server.execute(statement)
        return cursor.fetchone()[0] if cursor.description else None
