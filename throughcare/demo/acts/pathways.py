"""The way of a case: legal pathway, participation, what needs attention, actions, outreach."""

from datetime import date

from throughcare.demo.acts.entries import add, basics
from throughcare.demo.scenes import Scene
from throughcare.demo.scripts import Step
from throughcare.entries.models import Entry, Kind
from throughcare.kernel import clock
from throughcare.notes.models import (
    Attention,
    Ideology,
    Motivation,
    Outreach,
    Pathway,
    TakingPart,
)
from throughcare.notes.models import Step as Action


def _written(scene: Scene, step: Step, kind: Kind, model: type[Entry], choice: str) -> None:
    """An entry of a kind; what it says of days is told in days from today."""
    more = dict(step.more)
    for name in ("ends_on", "again_on"):
        if name in more:
            more[name] = _day(scene, str(more[name]))
    entry = model(kind=kind, **basics(scene, step, kind), **more)
    if choice:
        entry.headline = step.title or getattr(entry, f"get_{choice}_display")()
    add(scene, step, entry)


def _day(scene: Scene, when: str) -> date:
    return clock.local(scene.region.calendar.moment(when)).date()


def pathway(scene: Scene, step: Step) -> None:
    """The legal pathway from a day on."""
    _written(scene, step, Kind.PATHWAY, Pathway, "which")


def taking_part(scene: Scene, step: Step) -> None:
    """Participation by choice or by order, with its ground."""
    _written(scene, step, Kind.TAKING_PART, TakingPart, "terms")


def motivation(scene: Scene, step: Step) -> None:
    """What sort of motive."""
    _written(scene, step, Kind.MOTIVATION, Motivation, "motive")


def ideology(scene: Scene, step: Step) -> None:
    """Which ideology, if any."""
    _written(scene, step, Kind.IDEOLOGY, Ideology, "strand")


def attention(scene: Scene, step: Step) -> None:
    """A point that always needs attention."""
    _written(scene, step, Kind.ATTENTION, Attention, "")


def outreach(scene: Scene, step: Step) -> None:
    """An attempt to reach the person."""
    _written(scene, step, Kind.OUTREACH, Outreach, "result")


def action_stands(scene: Scene, step: Step) -> None:
    """How an action of the pathway stands."""
    _written(scene, step, Kind.STEP, Action, "action")


ACTS = {
    "pathway": pathway,
    "taking_part": taking_part,
    "motivation": motivation,
    "ideology": ideology,
    "attention": attention,
    "outreach": outreach,
    "step": action_stands,
}
