"""Ordinary weeks: contacts between the written steps of a story."""

from collections.abc import Iterator
from random import Random

from throughcare.agencies.roles import Role
from throughcare.demo.scripts import RegionScript, Routine, Step, Story
from throughcare.demo.sentences import Pool, hour, sentences
from throughcare.sharing.categories import Statement

# How often a role keeps a talk to the own agency, and how often to those who need to know.
_NARROWER = {
    Role.PSYCHOLOGIST: (0.4, 0.2),
    Role.COUNSELLOR: (0.3, 0.2),
    Role.CHAPLAIN: (0.3, 0.5),
    Role.HEALTH_WORKER: (0.3, 0.5),
    Role.VICTIM_WORKER: (0.3, 0.3),
    Role.FAMILY_WORKER: (0.1, 0.2),
    Role.EXIT_WORKER: (0.05, 0.35),
    Role.POLICE_CONTACT: (0.0, 0.6),
    Role.PROBATION_OFFICER: (0.0, 0.15),
}


def with_routines(story: Story, script: RegionScript, rng: Random) -> Story:
    """The story with the contacts of its ordinary weeks."""
    pool = Pool(rng, story.first_name)
    steps = [step for routine in story.routines for step in _weeks(routine, script, pool, rng)]
    return story.model_copy(update={"steps": [*story.steps, *steps]})


def talk(pool: Pool, script: RegionScript, by: str, when: str) -> Step:
    """A contact that was kept, with what was said."""
    role = script.workers[by].role
    row = {**pool.talk(role), **_label(pool.rng, role), "statement": _statement(pool.rng)}
    return Step.model_validate({"do": "contact", "by": by, "when": when, **row})


def missed(pool: Pool, by: str, when: str) -> Step:
    """A contact that did not take place, and what became of it."""
    text = pool.draw("missed")["text"]
    row = {"title": "Did not take place", "text": text, "about": "contact", "outcome": "missed"}
    how = pool.rng.choice(["in_person", "home_visit", "phone"])
    return Step.model_validate({"do": "contact", "by": by, "when": when, "how": how, **row})


def _label(rng: Random, role: Role) -> dict[str, str]:
    """A narrower label than proposed, as often as people of the role would choose one."""
    own, few = _NARROWER.get(role, (0.0, 0.1))
    chance = rng.random()
    if chance < own:
        return {"label": "agency"}
    if chance < own + few:
        return {"label": "need_to_know", "why": rng.choice(sentences()["why"])}
    return {}


def _statement(rng: Random) -> str:
    return rng.choices([Statement.FACT, Statement.ASSESSMENT], [0.85, 0.15])[0]


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
