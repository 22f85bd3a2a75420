"""What the main pages cost: processor time of a request, against an empty page of the same layout.

The real server, one person after the other; the pages take turns, in an order that moves on, and
the first round does not count. The empty page is the one with nothing to read and a session to look
up: Help, signed in.
"""

import argparse
from statistics import median

from django.urls import reverse

from benches import ground
from benches.measuring import turned
from benches.report import printed, say
from benches.serving import Browser, Server, serving
from throughcare.cases import policy as cases
from throughcare.entries import policy as entries
from throughcare.kernel.actor import Actor

AT_ONCE = 5  # requests between two readings


def run(asked: argparse.Namespace) -> None:
    """Load, serve, ask, print."""
    say(asked, f"{asked.cases} cases: loading what is not there yet")
    ground.loaded(asked.cases)
    people = ground.people(practitioners=3, managers=1)
    figures: dict[str, object] = {"database": asked.database, "cases": asked.cases}
    with serving() as server:
        for group, actors in people.groups.items():
            say(asked, f"{len(actors)} of group {group}")
            spent = _measured(server, actors, asked.rounds)
            empty = spent.pop("empty")
            figures[f"ms_empty_{group}"] = 1000 * empty
            figures |= {f"ms_{name}_{group}": 1000 * value for name, value in spent.items()}
            figures |= {f"ratio_{name}_{group}": value / empty for name, value in spent.items()}
    printed(asked, figures)


def _measured(server: Server, actors: list[Actor], rounds: int) -> dict[str, float]:
    """Processor seconds of a request, by page: the median over rounds and people."""
    spent: dict[str, list[float]] = {}
    for actor in actors:
        browser, pages = Browser(server, actor), _pages(actor)
        for number in range(rounds + 1):
            for name in turned(list(pages), number):
                seconds = _seconds(server, browser, pages[name])
                if number:
                    spent.setdefault(name, []).append(seconds)
    return {name: median(values) for name, values in spent.items()}


def _pages(actor: Actor) -> dict[str, str]:
    case = cases.visible_to(actor).order_by("pk")[:1].get()
    entry = entries.visible_to(actor).filter(case=case).order_by("pk")[:1].get()
    return {
        "empty": reverse("help"),
        "desk": reverse("desk"),
        "caseload": reverse("caseload"),
        "chronology": reverse("chronology", args=[case.pk]),
        "entry": reverse("entry", args=[entry.pk]),
    }


def _seconds(server: Server, browser: Browser, path: str) -> float:
    before = server.cpu()
    for _ in range(AT_ONCE):
        status, _text = browser.get(path)
        if status != 200:
            raise SystemExit(f"{path} answered {status}")
    return (server.cpu() - before) / AT_ONCE
