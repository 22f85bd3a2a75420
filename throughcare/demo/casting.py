"""Who gets which pathway, group and outcome: dealt round, so that no origin goes with any."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from random import Random

from throughcare.demo.scripts import Story, Strict, read


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


def cast(rng: Random, count: int, written: Iterable[Story]) -> Iterator[Cast]:
    """So many people with their parts: each gets what others of the same tradition have least."""
    people, met = script(), list(written)
    dealt = [
        _Dealer(people.pathways, rng, [(story.naming, story.pathway) for story in met]),
        _Dealer(people.groups, rng, [(story.naming, story.group) for story in met]),
        _Dealer(people.outcomes, rng, [(story.naming, story.outcome) for story in met]),
    ]
    for turn, person in enumerate(people.people[:count]):
        pathway, group, outcome = (dealer.next(person.naming) for dealer in dealt)
        begins = -rng.randint(25, 60) if outcome == "new" else -rng.randint(190, 1040)
        yield Cast(person, pathway, group, outcome, begins, turn)


class _Dealer:
    """Deals values in turn, passing over those that a tradition has more often."""

    def __init__(self, values: list[str], rng: Random, known: list[tuple[str, str]]) -> None:
        self.values, self.place = values, rng.randrange(len(values))
        self.had = Counter(known)

    def next(self, naming: str) -> str:
        """The next value for somebody of this tradition."""
        order = self.values[self.place :] + self.values[: self.place]
        value = min(order, key=lambda one: self.had[naming, one])
        self.had[naming, value] += 1
        self.place = (self.place + 1) % len(self.values)
        return value


def script() -> PeopleScript:
    """The people's file."""
    return PeopleScript.model_validate(_dated(read("people.yaml")))


def _dated(script: dict[str, list[dict[str, object]]]) -> dict[str, object]:
    """Dates of birth as text: a YAML reader makes dates of the whole ones."""
    people = [{**row, "birth": str(row["birth"])} for row in script["people"]]
    return {**script, "people": people}
