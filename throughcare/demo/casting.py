"""Who gets which pathway, group and outcome: dealt round, so that no origin goes with any."""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from throughcare.demo.scripts import Strict, read


class PersonRow(Strict):
    """A person whose story is composed."""

    name: str
    naming: str
    gender: str
    birth: str
    code: str
    interpreter: bool = False
    further: dict[str, str] = {}


class PeopleScript(Strict):
    """All of them, and what is dealt across them."""

    people: list[PersonRow]
    pathways: list[str]
    groups: list[str]
    outcomes: list[str]


@dataclass(frozen=True)
class Cast:
    """A person with the part that was dealt to them; `turn` counts them, to deal workers round."""

    person: PersonRow
    pathway: str
    group: str
    outcome: str
    begins: int
    turn: int


def cast(rng: Random, count: int) -> Iterator[Cast]:
    """So many people with their parts; neighbours in the file, who share a tradition, differ."""
    people = script()
    first, shift, other = (rng.randrange(35) for _ in range(3))
    for turn, person in enumerate(people.people[:count]):
        outcome = people.outcomes[(turn + other) % len(people.outcomes)]
        yield Cast(
            person=person,
            pathway=people.pathways[(turn + first) % len(people.pathways)],
            group=people.groups[(turn * 2 + turn // 5 + shift) % len(people.groups)],
            outcome=outcome,
            begins=-rng.randint(25, 60) if outcome == "new" else -rng.randint(190, 1040),
            turn=turn,
        )


def script() -> PeopleScript:
    """The people's file."""
    return PeopleScript.model_validate(_dated(read("people.yaml")))


def _dated(script: dict[str, list[dict[str, object]]]) -> dict[str, object]:
    """Dates of birth as text: a YAML reader makes dates of the whole ones."""
    people = [{**row, "birth": str(row["birth"])} for row in script["people"]]
    return {**script, "people": people}
