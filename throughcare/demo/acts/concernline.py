"""The concern line: somebody writes without a name, goes on, and is answered."""

from throughcare.concernline import actions, policy, queries, receipts
from throughcare.demo.scenes import Scene
from throughcare.demo.scripts import Step
from throughcare.kernel import clock
from throughcare.kernel.actor import somebody


def seek(scene: Scene, step: Step) -> None:
    """Somebody writes to a line, under a receipt that the demo tells everybody."""
    more = dict(step.more)
    line, receipt = queries.line(more.pop("line")), receipts.hashed(more.pop("receipt"))
    assert line is not None  # says the region's file
    told = actions.Told(text=step.text, language="en", **more)
    actions.begin(somebody(clock.now()), line, receipt, told)
    scene.made[step.key] = receipt


def seek_again(scene: Scene, step: Step) -> None:
    """They come back and go on writing."""
    actions.add(somebody(clock.now()), scene.made[step.of], step.text, step.when)


def advise(scene: Scene, step: Step) -> None:
    """A counsellor answers."""
    talk = policy.held(scene.made[step.of]).select_related("case", "line").get()
    actions.answer(scene.actor(step), talk, text=step.text)


ACTS = {"seek": seek, "seek_again": seek_again, "advise": advise}
