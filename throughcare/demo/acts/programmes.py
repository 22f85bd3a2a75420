"""Programmes: taken in, from phase to phase, and what the person was told."""

from throughcare.demo.acts.entries import add, basics
from throughcare.demo.scenes import Scene
from throughcare.demo.scripts import Step
from throughcare.entries.models import Kind
from throughcare.notes import programmes, queries
from throughcare.notes.models import Admission, Information, Phase
from throughcare.programmes import values
from throughcare.programmes.policy import adoptions_of
from throughcare.programmes.texts import ways


def admit(scene: Scene, step: Step) -> None:
    """Take the person into a programme that the worker's agency works by."""
    adopted = adoptions_of(scene.actor(step)).get(programme__key=step.more["programme"])
    entry = Admission(
        kind=Kind.ADMISSION,
        **basics(scene, step, Kind.ADMISSION),
        model_version=adopted.version,
    )
    entry.headline = adopted.version.read.text.title
    add(scene, step, entry)


def phase(scene: Scene, step: Step) -> None:
    """Go on to a phase; every rule is met but those that `unmet` names by its number, from 0."""
    times = programmes.running(queries.of_programmes(scene.actor(step), scene.case))
    key = step.more["programme"]
    time = next(one for one in times if one.version.programme.key == key and not one.has_ended)
    goes_to = step.more["goes_to"]
    asked = ways.rules(time.text, time.at, goes_to)
    entry = Phase(
        kind=Kind.PHASE,
        **basics(scene, step, Kind.PHASE),
        model_version=time.version,
        left=time.at,
        goes_to=goes_to,
        met=[rule for n, rule in enumerate(asked) if n not in step.more.get("unmet", [])],
    )
    entry.headline = f"{time.text.title}: {values.place(time.text, goes_to)}"
    add(scene, step, entry)


def inform(scene: Scene, step: Step) -> None:
    """Tell the person something of the work or of their rights."""
    more = {"told": Information.Told.SPOKEN, "code": "en", **step.more}
    entry = Information(kind=Kind.INFORMATION, **basics(scene, step, Kind.INFORMATION), **more)
    entry.headline = entry.get_topic_display()
    add(scene, step, entry)


ACTS = {"admit": admit, "phase": phase, "inform": inform}
