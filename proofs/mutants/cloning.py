"""Copies of the test database: made once, and one for each process that tries a mutant."""

import os
import shutil
from pathlib import Path
from typing import Any


def made() -> str:
    """The test database as this process has it; empty before a test has asked for one."""
    from django.conf import settings

    name = str(settings.DATABASES["default"]["NAME"]) if settings.configured else ""
    return name if "test" in Path(name).name else ""


def let_go() -> None:
    """Close connections, so that it can be copied and no two processes share one."""
    from django.db import connections

    if made():
        connections.close_all()


def take_copy() -> None:
    """From now on this process works on its own copy; the end of its tests removes it."""
    if name := made():
        _work_on(_copied(name, _of(name, os.getpid())))


def remove_copy(process: int) -> None:
    """What a process has left that did not come to its end."""
    from django.db import connection

    if not (name := made()):
        return
    copy = Path(_of(name, process))
    if connection.vendor == "sqlite":
        for file in copy.parent.glob(f"{copy.name}*"):
            file.unlink()
    else:
        _on_server(f'DROP DATABASE IF EXISTS "{copy}" WITH (FORCE)')


def copy_instead_of_making(name: str) -> None:
    """Where the tests would make their database, they get a copy of this one."""
    from django.db.backends.base.creation import BaseDatabaseCreation

    def copied(self: Any, *_given: object, **_named: object) -> str:
        self.connection.close()
        copy = _copied(name, _of(name, os.getpid()))
        _work_on(copy)
        return copy

    BaseDatabaseCreation.create_test_db = copied  # type: ignore[method-assign]


def _of(name: str, process: int) -> str:
    return f"{name}_{process}"


def _copied(name: str, copy: str) -> str:
    from django.db import connection

    if connection.vendor == "sqlite":
        shutil.copyfile(name, copy)
    else:
        _on_server(f'CREATE DATABASE "{copy}" TEMPLATE "{name}" OWNER "{_owner()}"')
    return copy


def _owner() -> str:
    """Who makes the tests' database, and removes it."""
    from tests import logins

    return str(logins.urls()[1]["USER"])


def _work_on(name: str) -> None:
    from django.conf import settings
    from django.db import connection

    connection.settings_dict["NAME"] = settings.DATABASES["default"]["NAME"] = name


def _on_server(statement: str) -> None:
    from tests import logins

    logins.as_root(statement)
