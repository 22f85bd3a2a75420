"""Making the region in an empty database: all of it, or nothing."""

from collections.abc import Iterable, Sequence

from django.db import transaction
from tqdm import tqdm

from throughcare.demo import composing, playing
from throughcare.demo.actions import marks
from throughcare.demo.bulk.tables import settle
from throughcare.demo.moments import Calendar
from throughcare.demo.region import Region, founded
from throughcare.demo.scripts import Story, region_script
from throughcare.duplicates import finding
from throughcare.kernel import clock
from throughcare.kernel.actor import system

SEED = 20261123
PEOPLE = 40


@transaction.atomic
def build(*, seed: int = SEED, people: int = PEOPLE, quiet: bool = True) -> Region:
    """Mark the database and make the region in it, ending at the clock's now."""
    calendar = Calendar(clock.now())
    script = region_script()
    begins = calendar.moment(f"{script.begins} 07:00")
    with clock.at(begins):
        marks.mark(system(begins), seed=seed)
    region = founded(script, calendar)
    acts = playing.acts(region, stories(seed, people))
    playing.play(_shown(acts, quiet))
    finding.find()
    settle()
    return region


def stories(seed: int, people: int) -> list[Story]:
    """The written stories, and composed ones for the rest; routine contacts between all."""
    return composing.stories(seed, people)


def _shown(acts: Sequence[playing.Timed], quiet: bool) -> Iterable[playing.Timed]:
    """The acts behind a progress bar that counts through the years."""
    return tqdm(acts, desc="Vesper Coast", unit="act", disable=quiet)
