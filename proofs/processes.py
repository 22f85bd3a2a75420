"""Other processes of a proof, each with its own connection to the proof's database."""

import multiprocessing
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from pkgutil import resolve_name
from typing import Any

from proofs import databases

PATIENCE = 120


@contextmanager
def running(target: str, count: int, *arguments: Any) -> Iterator[list[Connection]]:
    """So many processes that run `proofs.races.writing:write`; each is spoken to by its pipe."""
    context = multiprocessing.get_context("spawn")
    pipes, children = [], []
    for number in range(count):
        here, there = context.Pipe()
        child = context.Process(target=_begin, args=(target, there, number, *arguments))
        child.start()
        there.close()
        pipes.append(here)
        children.append(child)
    try:
        yield pipes
        for child in children:
            child.join(PATIENCE)
    finally:
        for child in children:
            child.kill()
            child.join()


def _begin(target: str, pipe: Connection, number: int, *arguments: Any) -> None:
    """In the child: the program set up, then the target."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent ends its children
    databases.set_up()
    resolve_name(target)(pipe, number, *arguments)
