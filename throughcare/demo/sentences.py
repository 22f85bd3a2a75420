"""What workers write in ordinary weeks: drawn from a pool by role, not twice in one case."""

from functools import cache
from random import Random
from typing import Any

from throughcare.agencies.roles import Role
from throughcare.demo.scripts import read

POOLS = {
    Role.PROBATION_OFFICER: "officer",
    Role.TEAM_MANAGER: "officer",
    Role.RELEASE_PLANNER: "planner",
    Role.EXIT_WORKER: "exit",
    Role.COUNSELLOR: "counsellor",
    Role.MENTOR: "mentor",
    Role.FAMILY_WORKER: "family",
    Role.PSYCHOLOGIST: "psychologist",
    Role.HEALTH_WORKER: "health",
    Role.SOCIAL_WORKER: "social",
    Role.CHAPLAIN: "chaplain",
    Role.REINTEGRATION_ADVISER: "adviser",
    Role.TEACHER: "teacher",
    Role.COMMUNITY_WORKER: "community",
    Role.VICTIM_WORKER: "victim",
    Role.POLICE_CONTACT: "police",
}
_HOWS = ["in_person", "in_person", "in_person", "home_visit", "phone", "phone", "video", "message"]
_PLACES = {
    "in_person": ["Office, Mill Street", "Harbour café", "Library", "Town hall", "Boatyard"],
    "home_visit": ["At home", "Linden Yard", "Kiln Street"],
}
_OWN, _NEXT = 0.4, 0.45


class Pool:
    """One case's supply of sentences."""

    def __init__(self, rng: Random, first_name: str) -> None:
        self.rng = rng
        self.first = first_name
        self._left: dict[str, list[Any]] = {}

    def draw(self, kind: str, without: frozenset[str] = frozenset()) -> dict[str, Any]:
        """One of a kind, another than before while there are others, about none of `without`."""
        if not self._left.get(kind):
            self._left[kind] = self.rng.sample(sentences()[kind], len(sentences()[kind]))
        left = self._left[kind]
        fitting = [row for row in left if not without & _about(row)] or left
        row = fitting[-1]
        left.remove(row)
        return self._filled(row) if isinstance(row, dict) else {"text": row}

    def talk(self, role: str) -> dict[str, Any]:
        """What a contact of this role was about: headline, category and text."""
        row = self.draw(POOLS[Role(role)])
        text = row["text"]
        if self.rng.random() < _OWN:
            text += f" {self.first}: {self.draw('own')['text']}"
        if self.rng.random() < _NEXT:
            text += f" {self.draw('next')['text']}"
        return {**row, "text": text, **self.meeting()}

    def meeting(self) -> dict[str, Any]:
        """How and where a contact was made, and how long it took."""
        how = self.rng.choice(_HOWS)
        place = self.rng.choice(_PLACES.get(how, [""]))
        return {"how": how, "place": place, "minutes": self.rng.choice([15, 20, 30, 45, 50, 60])}

    def _filled(self, row: dict[str, Any]) -> dict[str, Any]:
        marks = {
            "{first}": self.first,
            "{first_low}": self.first.casefold(),
            "{n}": str(self.rng.randint(10, 99)),
        }
        found = {}
        for name, value in row.items():
            found[name] = value
            if isinstance(value, str):
                for mark, words in marks.items():
                    found[name] = found[name].replace(mark, words)
        return found


def _about(row: Any) -> set[str]:
    return set(row.get("about", "").split()) if isinstance(row, dict) else set()


@cache
def sentences() -> Any:
    """The pools of the file."""
    return read("sentences.yaml")


def hour(rng: Random) -> str:
    """A time of the working day."""
    return f"{rng.randint(8, 16):02}:{rng.choice([0, 10, 15, 20, 30, 40, 45]):02}"
