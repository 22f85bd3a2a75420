"""Corrections, wider and narrower labels, splitting, asking the owner."""

from throughcare.demo.scenes import Scene
from throughcare.demo.scripts import Step
from throughcare.entries.actions import labels, texts
from throughcare.entries.models import Kind


def correct(scene: Scene, step: Step) -> None:
    """Correct an entry; the earlier version stays."""
    entry = scene.made[step.of]
    fields = {
        name: value for name, value in [("headline", step.title), ("text", step.text)] if value
    }
    scene.made[step.of] = texts.correct(
        scene.actor(step), entry, version=entry.version, reason=step.more["reason"], fields=fields
    )


def relabel(scene: Scene, step: Step) -> None:
    """Give an entry another label, wider or narrower."""
    entry = scene.made[step.of]
    label = scene.label(step, Kind.NOTE)
    labels.relabel(
        scene.actor(step),
        entry,
        version=entry.version,
        categories=label.categories,
        handling=label.handling,
        named=label.named,
        reason=step.more["reason"],
    )


def split(scene: Scene, step: Step) -> None:
    """Take a part out of an entry, with a label of its own."""
    entry = scene.made[step.of]
    label = scene.label(step, Kind.NOTE)
    labels.split(
        scene.actor(step),
        entry,
        version=entry.version,
        kept=step.more["kept"],
        headline=step.title,
        text=step.text,
        categories=label.categories,
        handling=label.handling,
        reason=step.more["reason"],
    )


def ask(scene: Scene, step: Step) -> None:
    """Ask the owner of an entry for another label."""
    asked = labels.ask(scene.actor(step), scene.made[step.of], wish=step.text)
    scene.made[step.key] = asked


def answer(scene: Scene, step: Step) -> None:
    """Answer such a request."""
    labels.answer(scene.actor(step), scene.made[step.of], answer=step.text)


ACTS = {"correct": correct, "relabel": relabel, "split": split, "ask": ask, "answer": answer}
