"""One case while its story is played: what was made so far, by the story's own keys."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from throughcare.agencies.models import Post
from throughcare.cases.models import Case, Seat
from throughcare.demo.region import Region
from throughcare.demo.scripts import Step, Story
from throughcare.kernel.actor import Actor
from throughcare.notes.actions.writing import LabelChoice
from throughcare.notes.kinds import proposal
from throughcare.sharing.categories import (
    NEED_TO_KNOW_BY_DEFAULT,
    Category,
    Handling,
    bits_of,
    categories_in,
)

_WHY = {
    Category.IDEOLOGY: "To plan talks that fit where the person stands now.",
    Category.RELIGION: "So that nobody argues about faith without being asked.",
    Category.HEALTH: "So that appointments and demands take it into account.",
    Category.PSYCHOLOGICAL: "So that the team does not work against the treatment.",
}


@dataclass
class Scene:
    """A case, the seats on it, and what the steps made."""

    region: Region
    story: Story
    made: dict[str, Any] = field(default_factory=dict)
    seats: dict[str, Seat] = field(default_factory=dict)

    @property
    def case(self) -> Case:
        """The case, once it is open."""
        case: Case = self.made["case"]
        return case

    def actor(self, step: Step) -> Actor:
        """Who does the step, at the clock's moment."""
        return self.region.actor(step.by)

    def post(self, worker: str) -> Post:
        """A worker's post."""
        return self.region.posts[worker]

    def label(self, step: Step, kind: str) -> LabelChoice:
        """The step's label; what it does not say is what the form would propose."""
        proposed, handling = proposal(kind, self.post(step.by).role, list(Category))
        categories = [Category[code.upper()] for code in step.about]
        bits = bits_of(categories or [proposed or Category.DAILY_LIFE])
        if categories and handling == Handling.NEED_TO_KNOW:
            handling = Handling.TEAM
        if handling == Handling.TEAM and set(categories_in(bits)) & NEED_TO_KNOW_BY_DEFAULT:
            handling = Handling.NEED_TO_KNOW
        if step.label:
            handling = Handling[step.label.upper()]
        return LabelChoice(bits, handling, self.named(step.seats), _why(step, bits, handling))

    def named(self, workers: Iterable[str]) -> tuple[Any, ...]:
        """The seats of these workers on the case."""
        return tuple(self.seats[worker].pk for worker in workers)


def _why(step: Step, bits: int, handling: Handling) -> str:
    if step.why or handling != Handling.NEED_TO_KNOW:
        return step.why
    return next((_WHY[one] for one in categories_in(bits) if one in _WHY), "")
