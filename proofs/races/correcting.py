"""Corrections of the same entries by many processes, and what must be left of them."""

import uuid
from collections import Counter
from collections.abc import Iterator
from multiprocessing.connection import wait
from typing import Any

from proofs import region
from proofs.processes import running
from proofs.report import Report
from throughcare.entries.models import Entry

PER_ENTRY = 150  # corrections an entry gets, so that its text stays short
Taken = dict[uuid.UUID, list[str]]


def run(report: Report, *, writers: int, edits: int, seed: int) -> None:
    """Let them race, then read every entry and every version."""
    made = region.build()
    number = max(3, writers * edits // PER_ENTRY)
    ids = [made.write(f"Entry {n}").pk for n in range(number)]
    taken, counted = _race(report, writers, (made.ann.pk, ids, edits, seed))
    report.say(
        f"{writers} writers, {edits} corrections each, {number} entries: "
        + ", ".join(f"{count} {name}" for name, count in sorted(counted.items()))
        + "."
    )
    if stale := counted["stale edits taken"]:
        report.found(f"{stale} stale corrections were taken")
    for pk in ids:
        for finding in _faults(pk, taken.get(pk, [])):
            report.found(f"entry {pk}: {finding}")


def _race(
    report: Report, writers: int, arguments: tuple[object, ...]
) -> tuple[Taken, Counter[str]]:
    taken: Taken = {}
    counted: Counter[str] = Counter()
    edits = int(str(arguments[2]))
    with running("proofs.races.writing:correct", writers, *arguments) as pipes:
        for pipe in pipes:
            pipe.recv()
        for pipe in pipes:
            pipe.send("go")
        told = _told(list(pipes))
        for answer in report.through(told, writers * (edits + 9) // 10 + writers, "tens of edits"):
            if isinstance(answer, tuple):
                for pk, word in answer[0]:
                    taken.setdefault(pk, []).append(word)
                counted.update(answer[1])
    return taken, counted


def _told(pipes: list) -> Iterator[object]:
    """What the writers tell, until each has told its result."""
    while pipes:
        waiting: list[Any] = wait(pipes)
        for pipe in waiting:
            answer = pipe.recv()
            if isinstance(answer, tuple):
                pipes.remove(pipe)
            yield answer


def _faults(pk: uuid.UUID, taken: list[str]) -> Iterator[str]:
    """Every taken word is in the text, once; the versions are a chain, one word longer each."""
    entry = Entry.objects.get(pk=pk)
    words = entry.text.split()
    if sorted(words) != sorted(taken):
        lost, more = set(taken) - set(words), set(words) - set(taken)
        yield f"{len(lost)} corrections lost, {len(more)} that nobody was told of"
    if entry.version != len(taken) + 1:
        yield f"is version {entry.version} after {len(taken)} corrections"
    versions = list(entry.versions.order_by("number").values_list("number", "text"))
    if [number for number, _ in versions] != list(range(1, entry.version)):
        yield "its versions have a gap"
    if [text.split() for _, text in versions] != [words[:n] for n in range(len(versions))]:
        yield "its versions do not grow word by word"
