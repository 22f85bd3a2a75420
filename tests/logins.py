"""On PostgreSQL the program under test is bound as it is when it serves pages.

The connection is the pages' login. What a test itself does (making a world, looking at what came of
it) it does as the owner of the tables, as a command would; whatever a request asks, and whatever an
action of a post does, is asked on behalf of who acts, and row-level security decides.
"""

import functools
import importlib
import os
import pkgutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import Token
from types import FunctionType
from typing import Any

import dj_database_url
import psycopg
from django.core.signals import request_finished, request_started
from django.db import connection

import throughcare
from throughcare.kernel import behalf
from throughcare.kernel.actor import Actor
from throughcare.kernel.behalf import on_behalf_of

OWNER = "SELECT set_config('role','throughcare_owner',true)"


def urls() -> tuple[dict[str, Any], dict[str, Any]]:
    """The pages' login and the owner's, for a connection's settings."""
    found = [
        dj_database_url.parse(os.environ[name]) for name in ("DATABASE_URL", "DATABASE_OWNER_URL")
    ]
    pages, owner = ({key: each[key] for key in ("USER", "PASSWORD")} for each in found)
    return pages, owner


def let_tests_be_the_owner() -> None:
    """The throw-away server lets the pages' login be the owner when it says so, and not before."""
    pages, owner = (login["USER"] for login in urls())
    as_root(f'ALTER ROLE "{pages}" NOINHERIT', f'GRANT "{owner}" TO "{pages}"')


def as_root(*statements: str) -> None:
    """Run statements on the throw-away server with full rights."""
    root = dj_database_url.parse(os.environ["THROUGHCARE_TEST_ROOT_URL"])
    place = {"host": root["HOST"], "user": root["USER"], "dbname": root["NAME"]}
    with psycopg.connect(**place, autocommit=True) as server:
        for statement in statements:
            server.execute(statement)


@contextmanager
def as_installed() -> Iterator[None]:
    """The pages' login as it is where Throughcare is installed: it cannot be the owner."""
    if connection.vendor != "postgresql":
        yield
        return
    pages, owner = (login["USER"] for login in urls())
    as_root(f'REVOKE "{owner}" FROM "{pages}"')
    try:
        with behalf.told(behalf.NOBODY):
            yield
    finally:
        let_tests_be_the_owner()


def log_in(login: dict[str, Any]) -> None:
    """Connect as this login from now on."""
    connection.close()
    connection.settings_dict.update(login)


@contextmanager
def as_owner() -> Iterator[None]:
    """The test's own statements are the owner's; requests, and acts of posts, are not."""
    tokens: list[Token[str]] = []
    here = threading.get_ident()  # the threads of a live server begin as nobody anyway

    def begin(**kwargs: Any) -> None:
        if threading.get_ident() == here:
            tokens.append(behalf._told.set(behalf.NOBODY))

    def end(**kwargs: Any) -> None:
        if threading.get_ident() == here and tokens:
            behalf._told.reset(tokens.pop())

    request_started.connect(begin)
    request_finished.connect(end)
    bind_actions()
    with behalf.told(OWNER):
        yield


def bind_actions() -> None:
    """Let each public action of the program ask on behalf of the post that acts."""
    for module in pkgutil.walk_packages(throughcare.__path__, "throughcare."):
        if ".actions" in module.name and not module.name.startswith("throughcare.audit"):
            found = importlib.import_module(module.name)
            public = {k: v for k, v in vars(found).items() if not k.startswith("_")}
            for name, each in public.items():
                if isinstance(each, FunctionType) and each.__module__ == found.__name__:
                    setattr(found, name, bound(each))


def bound(action: Callable[..., Any]) -> Callable[..., Any]:
    """The action, bound to what its actor may do in the database."""

    @functools.wraps(action)
    def bound_action(actor: Actor, *args: Any, **kwargs: Any) -> Any:
        if not actor.has_post:
            return action(actor, *args, **kwargs)
        with on_behalf_of(actor):
            return action(actor, *args, **kwargs)

    return bound_action
