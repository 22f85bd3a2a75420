"""Many hands at once: mixed reading and writing against the real server, for some minutes.

Of ten requests eight read (desk, caseload, chronology, entry) and two write a note. An answer that
is not the right one is an error; the slowest of a hundred is said for reading and writing apart.
"""

import argparse
import os
import threading
import time
import uuid
from dataclasses import dataclass, field
from random import Random
from statistics import quantiles

from bs4 import BeautifulSoup
from django.db import connection
from django.urls import reverse

from benches import ground
from benches.report import printed, say
from benches.serving import Browser, Server, serving
from tests.forms import typed_in
from throughcare.cases import policy as cases
from throughcare.entries import policy as entries
from throughcare.kernel.actor import Actor

SEED = 1


@dataclass
class Tally:
    """What one hand has seen: seconds by sort of request, and what went wrong."""

    seconds: dict[str, list[float]] = field(default_factory=lambda: {"read": [], "write": []})
    errors: list[str] = field(default_factory=list)


def run(asked: argparse.Namespace) -> None:
    """Load, serve, let them work, print."""
    say(asked, f"{asked.cases} cases: loading what is not there yet")
    ground.loaded(asked.cases)
    actors = ground.people(practitioners=asked.workers, managers=0).practitioners
    if len(actors) < asked.workers:
        raise SystemExit(f"Only {len(actors)} people with some twenty cases: take more cases.")
    with serving() as server:
        hands = [Hand(server, actor, number) for number, actor in enumerate(actors)]
        connection.close()
        say(asked, f"{len(hands)} people work for {asked.minutes} minutes")
        before = server.cpu()
        tallies = _work(hands, 60 * asked.minutes)
        spent = server.cpu() - before
    printed(asked, _figures(asked, tallies, spent))


class Hand:
    """One person at work: reads, and writes a note now and then."""

    def __init__(self, server: Server, actor: Actor, number: int) -> None:
        self.browser, self.random = Browser(server, actor), Random(SEED + number)  # noqa: S311
        case = cases.visible_to(actor).filter(closed_at=None).order_by("pk")[:1].get()
        shown = entries.visible_to(actor).order_by("pk").values_list("pk", flat=True)[:20]
        self.pages = [reverse("desk"), reverse("caseload"), reverse("chronology", args=[case.pk])]
        self.pages += [reverse("entry", args=[pk]) for pk in shown]
        self.form = reverse("entry-write", args=[case.pk, "note"])
        self.tally = Tally()

    def work(self, until: float) -> None:
        """Ask and write until the moment."""
        fields = self._fields()
        while time.monotonic() < until:
            if self.random.random() < 0.2:
                self._write(fields)
            else:
                self._read()

    def _fields(self) -> dict[str, object]:
        """The form as it is sent."""
        page = BeautifulSoup(self.browser.get(self.form)[1], "html.parser")
        return typed_in(page) | {"text": "A short talk about the week."}

    def _read(self) -> None:
        path = self.random.choice(self.pages[:3] if self.random.random() < 0.7 else self.pages[3:])
        began = time.monotonic()
        status, _ = self.browser.get(path)
        self._note("read", began, status == 200, f"{status} reading")

    def _write(self, fields: dict[str, object]) -> None:
        began = time.monotonic()
        status, _ = self.browser.post(self.form, fields | {"key": str(uuid.uuid4())})
        self._note("write", began, status == 302, f"{status} writing")

    def _note(self, sort: str, began: float, is_right: bool, wrong: str) -> None:
        self.tally.seconds[sort].append(time.monotonic() - began)
        if not is_right:
            self.tally.errors.append(wrong)


def _work(hands: list[Hand], seconds: float) -> list[Tally]:
    until = time.monotonic() + seconds
    threads = [threading.Thread(target=hand.work, args=(until,)) for hand in hands]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return [hand.tally for hand in hands]


def _figures(asked: argparse.Namespace, tallies: list[Tally], cpu: float) -> dict[str, object]:
    errors = [error for tally in tallies for error in tally.errors]
    figures: dict[str, object] = {
        "database": asked.database,
        "cases": asked.cases,
        "workers": asked.workers,
        "errors": len(errors),
        "sorts_of_error": ", ".join(sorted(set(errors))),
    }
    for sort in ("read", "write"):
        times = [second for tally in tallies for second in tally.seconds[sort]]
        figures[f"{sort}s"] = len(times)
        cuts = quantiles(times, n=100) if len(times) > 1 else [0.0] * 99
        figures |= {f"p50_{sort}_ms": 1000 * cuts[49], f"p95_{sort}_ms": 1000 * cuts[94]}
        figures |= {
            f"p99_{sort}_ms": 1000 * cuts[98],
            f"max_{sort}_ms": 1000 * max(times, default=0),
        }
    answers = sum(len(times) for tally in tallies for times in tally.seconds.values())
    figures["server_cpu_ms_each"] = 1000 * cpu / max(answers, 1)
    figures["load_of_the_machine"] = os.getloadavg()[1]
    return figures
