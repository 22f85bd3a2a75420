"""Our layer behind the second wall: as the login that serves pages, on behalf of the actor."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import dj_database_url
from django.db import connection, connections
from django.db.backends.base.base import BaseDatabaseWrapper

from benches.peers import ours
from benches.peers.asking import Answer
from throughcare.entries.models import Entry
from throughcare.kernel import clock
from throughcare.kernel.actor import Actor
from throughcare.kernel.behalf import on_behalf_of


class Walled(ours.Ours):
    """The same as ours, where row-level security decides as well."""

    def __init__(self) -> None:
        self.pages = _logged_in_as_pages()
        with _instead(self.pages):
            if Entry.objects.exists():
                sys.exit("The second wall does not stand: nobody is shown entries.")

    def ask(self, actor: Actor) -> Answer:
        """The actor's answer."""
        with _instead(self.pages), clock.at(actor.at), on_behalf_of(actor):
            return super().ask(actor)


def _logged_in_as_pages() -> BaseDatabaseWrapper:
    """A further connection, with the rights of the pages and no others."""
    made = connections.create_connection("default")
    login = dj_database_url.parse(os.environ["DATABASE_URL"])
    rights = {name: login[name] for name in ("USER", "PASSWORD")}
    made.settings_dict = {**connection.settings_dict, **rights}
    return made


@contextmanager
def _instead(other: BaseDatabaseWrapper) -> Iterator[None]:
    before = connections["default"]
    connections["default"] = other
    try:
        yield
    finally:
        connections["default"] = before
