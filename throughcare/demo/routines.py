"""Ordinary weeks: contacts between the written steps of a story."""

from collections.abc import Iterator
from random import Random

from throughcare.demo.scripts import RegionScript, Routine, Step, Story
from throughcare.demo.sentences import Pool, hour, sentences


def with_routines(story: Story, script: RegionScript, rng: Random) -> Story:
    """The story with the contacts of its ordinary weeks."""
    pool = Pool(rng, story.first_name)
    steps = [step for routine in story.routines for step in _weeks(routine, script, pool, rng)]
    return story.model_copy(update={"steps": [*story.steps, *steps]})


def talk(pool: Pool, script: RegionScript, by: str, when: str) -> Step:
    """A contact that was kept, with what was said."""
    row = pool.talk(script.workers[by].role)
    return Step.model_validate({"do": "contact", "by": by, "when": when, **row})


def missed(pool: Pool, by: str, when: str) -> Step:
    """A contact that did not take place, and what became of it."""
    text = pool.rng.choice(sentences()["missed"])
    row = {"title": "Did not take place", "text": text, "about": "contact", "outcome": "missed"}
    how = pool.rng.choice(["in_person", "home_visit", "phone"])
    return Step.model_validate({"do": "contact", "by": by, "when": when, "how": how, **row})


def _weeks(routine: Routine, script: RegionScript, pool: Pool, rng: Random) -> Iterator[Step]:
    days = range(routine.from_day, routine.until, routine.every)
    without = set(rng.sample(list(days), min(routine.missed, len(days))))
    for day in days:
        shifted = day + rng.randint(0, max(1, routine.every // 3))
        when = f"{min(shifted, routine.until)} {hour(rng)}"
        if day in without:
            yield missed(pool, routine.by, when)
        else:
            yield talk(pool, script, routine.by, when)
