"""The process that reads: without a pause until the end is committed, and a few times after."""

import time
from dataclasses import dataclass
from multiprocessing.connection import Connection

from django.test import Client

AFTER = 3


@dataclass(frozen=True)
class Task:
    """What to read, as whom, and the word that must not be seen any more."""

    cookies: dict[str, str]
    urls: tuple[str, ...]
    word: str


@dataclass(frozen=True)
class Read:
    """One answer: when it was asked for and had (ns of the machine's one clock), what it showed."""

    begun: int
    ended: int
    status: int
    shows: bool


def read(pipe: Connection, number: int) -> None:
    """Serve tasks until there are no more."""
    while (task := pipe.recv()) is not None:
        client = Client(HTTP_HOST="localhost")
        client.cookies.load(task.cookies)
        reads = [_read(client, task, 0)]
        pipe.send("reading")
        while not pipe.poll():
            reads.append(_read(client, task, len(reads)))
        pipe.recv()
        reads += [_read(client, task, turn) for turn in range(AFTER)]
        pipe.send(reads)


def _read(client: Client, task: Task, turn: int) -> Read:
    begun = time.monotonic_ns()
    answer = client.get(task.urls[turn % len(task.urls)])
    shows = task.word in answer.content.decode()
    return Read(begun, time.monotonic_ns(), answer.status_code, shows)
