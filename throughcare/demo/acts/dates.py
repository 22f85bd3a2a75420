"""Appointments, to-dos and drafts: what makes a desk."""

from throughcare.demo.actions import drafts
from throughcare.demo.acts.entries import add, basics
from throughcare.demo.scenes import Scene
from throughcare.demo.scripts import Step
from throughcare.entries.models import Kind
from throughcare.kernel import clock
from throughcare.notes.actions import dates
from throughcare.notes.models import Appointment, Todo


def appointment(scene: Scene, step: Step) -> None:
    """Plan something for a moment."""
    fields = basics(scene, step, Kind.APPOINTMENT)
    fields["occurred_at"] = scene.region.calendar.moment(step.more["at"])
    post = scene.post(step.more.get("who", step.by))
    place = step.more.get("place", "")
    add(scene, step, Appointment(kind=Kind.APPOINTMENT, **fields, for_post=post, place=place))


def settle(scene: Scene, step: Step) -> None:
    """Say what became of an appointment."""
    planned = scene.made[step.of]
    planned.refresh_from_db()
    dates.settle(scene.actor(step), planned, state=step.more["state"])


def todo(scene: Scene, step: Step) -> None:
    """Note what somebody must do by a day."""
    due = clock.local(scene.region.calendar.moment(str(step.more["due"]))).date()
    post = scene.post(step.more.get("who", step.by))
    fields = basics(scene, step, Kind.TODO)
    add(scene, step, Todo(kind=Kind.TODO, **fields, for_post=post, due_on=due))


def tick(scene: Scene, step: Step) -> None:
    """Tick off a to-do."""
    dates.tick(scene.actor(step), scene.made[step.of])


def draft(scene: Scene, step: Step) -> None:
    """Leave a note half written."""
    label = scene.label(step, Kind.NOTE)
    drafts.leave(
        scene.actor(step),
        scene.case,
        form=step.more.get("form", "contact"),
        fields={"headline": step.title, "text": step.text, "handling": str(int(label.handling))},
    )


ACTS = {
    "appointment": appointment,
    "settle": settle,
    "todo": todo,
    "tick": tick,
    "draft": draft,
}
