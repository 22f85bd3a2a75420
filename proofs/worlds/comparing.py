"""Writes random worlds side by side, asks every way, and compares with the reference."""

import tempfile
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from itertools import islice
from pathlib import Path
from random import Random, SystemRandom

from django.db import transaction

from proofs import databases
from proofs.report import Report
from proofs.worlds import pages, ways
from proofs.worlds.ways import Batch
from tests import reference
from tests.worlds import AFTER, BEFORE, NOW, TICK, world_of
from tests.writing import write
from throughcare.kernel.actor import Actor

BATCH = 25
POSTS = 5
ONE_IN = 10  # so many worlds are also crawled page by page, unless asked for


def run(report: Report, *, worlds: int, pages: int | None, seed: int | None) -> None:
    """Compare; the seed of a world is in each finding, and `tests.worlds.world_of(seed)` is it."""
    first = SystemRandom().randrange(2**32) if seed is None else seed
    report.say(f"{worlds} worlds from seed {first}, {BATCH} at a time in one database.")
    report.say(f"Asked as {', '.join(ways.known())}, explanation, counts and chronology.")
    with databases.as_pages():
        _compare(report, range(first, first + worlds))
    crawled = max(1, worlds // ONE_IN) if pages is None else pages
    _crawl(report, range(first, first + crawled))


def _compare(report: Report, seeds: range) -> None:
    counted: Counter[str] = Counter()
    rest = iter(report.through(seeds, len(seeds), "worlds"))
    while some := list(islice(rest, BATCH)):
        batch = Batch([world_of(seed) for seed in some])
        with transaction.atomic():
            write(_united(batch.worlds))
            for seed, world in zip(some, batch.worlds, strict=True):
                for finding in _differences(batch, world, Random(seed), counted):
                    report.found(f"world {seed}: {finding}")
            transaction.set_rollback(True)
    told = ", ".join(f"{name} {number}" for name, number in sorted(counted.items()))
    report.say(f"Asked: {told}.")


def _united(worlds: list[reference.World]) -> reference.World:
    """All of them as one, so that they are written at once, and no answer may cross over."""
    united = reference.World()
    for world in worlds:
        for name, records in vars(world).items():
            getattr(united, name).extend(records)
    return united


def _differences(
    batch: Batch, world: reference.World, rng: Random, counted: Counter[str]
) -> Iterator[str]:
    boundary = rng.choice((*BEFORE, *AFTER)) - rng.choice((TICK, 0 * TICK))
    for moment in (NOW, boundary):
        for post in rng.sample(world.posts, min(POSTS, len(world.posts))):
            counted["actors"] += 1
            yield from _asked(batch, world, post, moment, rng, counted)
        yield from _explained(batch, world, moment, counted)


def _asked(
    batch: Batch,
    world: reference.World,
    post: reference.Post,
    moment: datetime,
    rng: Random,
    counted: Counter[str],
) -> Iterator[str]:
    """What one actor is shown."""
    expected = {entry.id for entry in world.visible(post, moment)}
    actor = batch.actor(world, post, moment)
    counted["entries seen"] += len(expected)
    for name, way in ways.known().items():
        if way(actor, batch) != expected:
            yield f"{name} differs for post {post.id} at {moment}"
    yield from _counts(actor, batch, len(expected), f"post {post.id} at {moment}")
    case = rng.choice(world.cases)
    own = {entry.id for entry in world.entries if entry.case is case} & expected
    if ways.by_chronology(actor, batch.cases[case.id]) != own:
        yield f"the chronology of {case.id} differs for post {post.id} at {moment}"


def _counts(actor: Actor, batch: Batch, expected: int, where: str) -> Iterator[str]:
    for name, number in ways.by_count(actor, batch).items():
        if number != expected:
            yield f"{name} counts {number}, not {expected}, for {where}"


def _explained(
    batch: Batch, world: reference.World, moment: datetime, counted: Counter[str]
) -> Iterator[str]:
    """What the explanation says of every post and every entry."""
    for case in world.cases:
        said = ways.by_facts(batch.cases[case.id], moment, batch)
        entries = [entry for entry in world.entries if entry.case is case]
        for post in world.posts:
            counted["answers explained"] += len(entries)
            seen = {entry.id for entry in entries if not world.stopped(post, moment, entry)}
            if said.get(post.id, set()) != seen:
                yield f"the explanation differs for post {post.id} at {moment}"


def _crawl(report: Report, seeds: range) -> None:
    counted: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as home:
        for seed in report.through(seeds, len(seeds), "worlds page by page"):
            for finding in pages.differences(seed, Path(home), counted):
                report.found(f"world {seed}: {finding}")
    told = ", ".join(f"{name} {number}" for name, number in sorted(counted.items()))
    report.say(f"Page by page in {len(seeds)} worlds: {told}.")
