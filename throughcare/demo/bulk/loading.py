"""Loads the large region, batch by batch; what is committed stays and is gone on from."""

from collections.abc import Callable

from django.db import transaction
from tqdm import tqdm

from throughcare.audit.actions import record_many
from throughcare.demo.actions import loads, marks
from throughcare.demo.bulk import ground, tables
from throughcare.demo.bulk.cases import Maker, area_of
from throughcare.demo.policy import is_demo
from throughcare.demo.queries import areas
from throughcare.kernel import clock
from throughcare.kernel.actor import system

BATCH = 2000


class Stopped(Exception):
    """The load was interrupted; `loaded` cases are there."""

    def __init__(self, loaded: int) -> None:
        super().__init__(f"{loaded} cases are loaded.")
        self.loaded = loaded


def load(cases: int, *, seed: int, quiet: bool = True) -> int:
    """Load generated cases until there are so many; how many were loaded now."""
    root = system(clock.now())
    if not is_demo():
        marks.mark(root, seed=seed)
    loads.announce(root, cases=cases, seed=seed)
    there = areas.loaded()
    bar = tqdm(total=cases, initial=there, desc="Cases", unit="case", disable=quiet)
    with tables.room(), bar:
        try:
            _load(cases, there, seed, bar.update)
        except KeyboardInterrupt:
            raise Stopped(areas.loaded()) from None
    tables.settle()
    return max(0, cases - there)


def _load(cases: int, there: int, seed: int, tell: Callable[[int], object]) -> None:
    numbers = {area_of(first) for first in range(0, cases, ground.BLOCK)}
    found = {number: ground.prepared(number) for number in sorted(numbers)}
    maker = Maker(found, cases, clock.now(), seed)
    for first in range(there, cases, BATCH):
        count = min(BATCH, cases - first)
        batch = maker.batch(first, count)
        with transaction.atomic():
            batch.pour()
            record_many(batch.events)
        tell(count)
