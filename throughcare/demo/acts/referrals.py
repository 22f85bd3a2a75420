"""Referrals: an agency is told of somebody, and decides."""

from throughcare.demo.scenes import Scene
from throughcare.demo.scripts import Step
from throughcare.referrals import actions


def refer(scene: Scene, step: Step) -> None:
    """Tell an agency of somebody: a case of its own begins there."""
    more = dict(step.more)
    to = scene.region.agencies[more.pop("to")]
    sent = actions.send(scene.actor(step), to=to, text=step.text, **more)
    scene.made[step.key] = sent


def decide(scene: Scene, step: Step) -> None:
    """Decide what an earlier step has told."""
    actions.settle(scene.actor(step), scene.made[step.of], reason=step.text, **step.more)


ACTS = {"refer": refer, "decide": decide}
