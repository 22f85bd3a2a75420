"""Contacts, notes, events, decisions, documents and pointers."""

from datetime import datetime
from typing import Any

from throughcare.agencies.models import Agency
from throughcare.demo import papers
from throughcare.demo.scenes import Scene
from throughcare.demo.scripts import Step
from throughcare.entries.models import Entry, Kind
from throughcare.kernel import clock
from throughcare.notes.actions import writing
from throughcare.notes.models import Decision, Document, LifeEvent, Pointer


def contact(scene: Scene, step: Step) -> None:
    """Log a contact, and what was said as an entry of its own."""
    label = scene.label(step, Kind.NOTE)
    made = writing.contact(
        scene.actor(step),
        scene.case,
        occurred_at=occurred(scene, step),
        headline=step.title,
        text=step.text,
        label=label,
        statement=step.statement,
        **{"how": "in_person", **step.more},
    )
    keep(scene, step, made)


def note(scene: Scene, step: Step) -> None:
    """Write a note."""
    add(scene, step, Entry(kind=Kind.NOTE, **basics(scene, step, Kind.NOTE)))


def event(scene: Scene, step: Step) -> None:
    """Note a life event, or a setback."""
    fields = basics(scene, step, Kind.LIFE_EVENT)
    add(scene, step, LifeEvent(kind=Kind.LIFE_EVENT, **fields, **step.more))


def decision(scene: Scene, step: Step) -> None:
    """Note a decision, by name, with its reason."""
    fields = basics(scene, step, Kind.DECISION)
    add(scene, step, Decision(kind=Kind.DECISION, **fields, **step.more))


def document(scene: Scene, step: Step) -> None:
    """Put a small document on the record; its file is made here."""
    name = step.more["name"]
    paper = papers.made(name, step.title, step.more["body"], author=scene.post(step.by))
    stored = papers.stored(name, paper)
    fields = basics(scene, step, Kind.DOCUMENT)
    add(scene, step, Document(kind=Kind.DOCUMENT, **fields, file=stored, name=name))


def pointer(scene: Scene, step: Step) -> None:
    """Point to what another agency holds, and whom to ask."""
    more = dict(step.more)
    lapses = clock.local(scene.region.calendar.moment(str(more.pop("lapses")))).date()
    holder: Agency = scene.region.agencies[more.pop("holder")]
    fields = basics(scene, step, Kind.POINTER)
    found = Pointer(kind=Kind.POINTER, **fields, holder=holder, lapses_on=lapses, **more)
    add(scene, step, found)


def basics(scene: Scene, step: Step, kind: str) -> dict[str, Any]:
    """The fields that every entry has."""
    label = scene.label(step, kind)
    return {
        "case": scene.case,
        "occurred_at": occurred(scene, step),
        "headline": step.title,
        "text": step.text,
        "statement": step.statement,
        "grading": step.grading,
        "whose": step.whose,
        **label.fields,
    }


def add(scene: Scene, step: Step, entry: Entry) -> Entry:
    """Put an entry on the record and remember it by the step's key."""
    named = scene.named(step.seats)
    made = writing.add(scene.actor(step), entry, named=named)
    keep(scene, step, made)
    return made


def keep(scene: Scene, step: Step, made: Entry) -> None:
    """Remember what a step made."""
    if step.key:
        scene.made[step.key] = made


def occurred(scene: Scene, step: Step) -> datetime:
    """When it happened: never after it was written."""
    return min(scene.region.calendar.moment(step.when), clock.now())


ACTS = {
    "contact": contact,
    "note": note,
    "event": event,
    "decision": decision,
    "document": document,
    "pointer": pointer,
}
