"""A case opened at night by a duty post without a seat, and its review."""

from throughcare.demo.scenes import Scene
from throughcare.demo.scripts import Step
from throughcare.emergencies import actions
from throughcare.sharing.purposes import Purpose


def emergency(scene: Scene, step: Step) -> None:
    """Find the case by its number, and open it for some hours."""
    actor = scene.actor(step)
    found = actions.look_up(
        actor, purpose=Purpose.SAFETY, reason=step.text, reference=scene.case.reference
    )
    scene.made[step.key] = actions.open_case(actor, found, hours=step.more["hours"])


def review(scene: Scene, step: Step) -> None:
    """Say whether that was justified, and what follows."""
    access = scene.made[step.of]
    actions.review(scene.actor(step), access, finding=step.more["finding"], follows=step.text)


ACTS = {"emergency": emergency, "review": review}
