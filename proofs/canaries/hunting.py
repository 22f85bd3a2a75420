"""Crawls for canaries, and shows that it would find each leak of `proofs.canaries.leaks`."""

import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import TypeVar

from proofs.canaries import crawling, planting, world
from proofs.canaries.crawling import Log, Request
from proofs.canaries.leaks import LEAKS, Leak
from proofs.canaries.planting import Canary
from proofs.report import Report
from tests.factories import START
from tests.matrix import asking
from tests.matrix.world import World
from tests.standing import undone_at_the_end

Thing = TypeVar("Thing")


@dataclass
class Hunt:
    """A world with canaries in it, and what is foreign to whom."""

    world: World
    canaries: list[Canary]
    foreign: dict[str, set[str]]
    cookies: dict[str, dict[str, str]]
    log: Log

    def found(self, request: Request) -> Iterator[str]:
        """What one request shows and must not."""
        who = request.who.name
        yield from crawling.shown(
            self.world, request, self.cookies[who], self.canaries, self.foreign[who], self.log
        )


def run(report: Report, *, requests: int | None, leaks: int | None, named: str, seed: int) -> None:
    """The crawl as the program is, then once for each leak."""
    rng = Random(seed)
    with tempfile.TemporaryDirectory() as home, undone_at_the_end(Path(home), START):
        made = world.build()
        canaries, empty = planting.planted(made, rng)
        for field in empty:
            report.found(f"no row holds {field}: the world of the canaries lacks one")
        with crawling.listening() as log:
            hunt = _hunt(made, canaries, log)
            every = list(crawling.requests(made))
            _crawl(report, hunt, _some(every, requests, rng))
            _plant(
                report,
                hunt,
                every,
                _some([leak for leak in LEAKS if named in leak.name], leaks, rng),
                rng,
            )


def _hunt(made: World, canaries: list[Canary], log: Log) -> Hunt:
    foreign = {
        name: {one.word for one in canaries if not one.may_see(made, who)}
        for name, who in made.people.items()
    }
    cookies = {name: asking.signed_in(who) for name, who in made.people.items()}
    return Hunt(made, canaries, foreign, cookies, log)


def _crawl(report: Report, hunt: Hunt, asked: list[Request]) -> None:
    places = {canary.place.split(" of ")[0] for canary in hunt.canaries}
    report.say(f"{len(hunt.canaries)} canaries in {len(places)} fields and other places.")
    own = {
        who: sum(canary.word not in words for canary in hunt.canaries)
        for who, words in hunt.foreign.items()
    }
    report.say("Own canaries: " + ", ".join(f"{who} {n}" for who, n in own.items()) + ".")
    for request in report.through(asked, len(asked), "requests"):
        for fault in hunt.found(request):
            report.found(f"{request}: {fault}")
    addresses = len({request.name for request in asked})
    report.say(f"{len(asked)} requests to {addresses} addresses as {len(own)} people.")


def _plant(
    report: Report, hunt: Hunt, every: list[Request], leaks: list[Leak], rng: Random
) -> None:
    """Plant each leak, and crawl until it shows, beginning where it should."""
    caught = 0
    for leak in report.through(leaks, len(leaks), "leaks"):
        near = [request for request in every if request.name in leak.at]
        rng.shuffle(near)
        with leak.planted():
            fault = _first(hunt, near)
        if fault:
            caught += 1
            report.say(f"  leak {leak.name}: {fault}")
        else:
            report.found(f"the leak “{leak.name}” was not found")
    report.say(f"{len(leaks)} leaks planted, {caught} found.")


def _first(hunt: Hunt, asked: Iterable[Request]) -> str:
    for request in asked:
        for fault in hunt.found(request):
            if not fault.startswith("fails"):
                return f"{request}: {fault}"
    return ""


def _some(every: list[Thing], number: int | None, rng: Random) -> list[Thing]:
    return every if number is None or number >= len(every) else rng.sample(every, number)
