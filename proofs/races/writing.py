"""The processes that race: one corrects entries, one sends forms."""

import uuid
from collections import Counter
from multiprocessing.connection import Connection
from random import Random
from typing import Any

from django.test import Client

from throughcare.agencies.acting import act_as
from throughcare.agencies.models import Post
from throughcare.entries import policy
from throughcare.entries.models import Stale
from throughcare.notes.actions import writing

LATE = 0.1  # so many edits begin with a version that is no longer the present one
TOLD_EVERY = 10


def correct(
    pipe: Connection, number: int, post_id: uuid.UUID, ids: list[uuid.UUID], edits: int, seed: int
) -> None:
    """Append a word of its own to what was read, again and again; tell which were taken."""
    rng, post = Random(seed + number), Post.objects.select_related("human").get(pk=post_id)
    taken: list[tuple[uuid.UUID, str]] = []
    counted: Counter[str] = Counter()
    pipe.send("ready")
    pipe.recv()
    for turn in range(edits):
        word, pk = f"w{number}-{turn}", rng.choice(ids)
        late = rng.random() < LATE
        outcome = _correct(post, pk, word, late=late)
        counted[outcome] += 1
        if outcome == "taken":
            taken.append((pk, word))
        elif outcome == "stale edits taken":
            counted["taken"] += 1
            taken.append((pk, word))
        if turn % TOLD_EVERY == 0:
            pipe.send(turn)
    pipe.send((taken, counted))


def _correct(post: Post, pk: uuid.UUID, word: str, *, late: bool) -> str:
    """One correction of the text as it was read; what became of it."""
    actor = act_as(post)
    entry = policy.visible_to(actor).select_related("case", "agency", "author__human").get(pk=pk)
    late = late and entry.version > 1
    fields = {"text": f"{entry.text} {word}".strip()}
    version = entry.version - 1 if late else entry.version
    try:
        writing.correct(actor, entry, version=version, reason="A race", fields=fields)
    except Stale:
        return "refused, begun late" if late else "refused, somebody was faster"
    return "stale edits taken" if late else "taken"


def send(pipe: Connection, number: int, cookies: dict[str, str]) -> None:
    """Send each form at the moment in which the other process sends it too."""
    client = Client(HTTP_HOST="localhost")
    client.cookies.load(cookies)
    pipe.send("ready")
    while (asked := pipe.recv()) is not None:
        url, fields = asked
        answer: Any = client.post(url, fields)
        pipe.send((answer.status_code, answer.headers.get("Location", "")))
