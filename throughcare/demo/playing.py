"""Plays all stories at once, in the order of time, so that the trail is true."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timedelta
from functools import partial

from throughcare.demo import region as founding
from throughcare.demo.acts import ACTS
from throughcare.demo.region import Region
from throughcare.demo.scenes import Scene
from throughcare.demo.scripts import Step, Story
from throughcare.demo.unfolding import unfolded
from throughcare.kernel import clock

Act = Callable[[], None]
Timed = tuple[datetime, Act]
_WRITING = timedelta(minutes=25)
_STEP = timedelta(minutes=1)


def acts(region: Region, stories: Iterable[Story]) -> list[Timed]:
    """Every act of the region and its stories with its moment, earliest first."""
    found: list[Timed] = []
    for moment, what, key in founding.openings(region):
        found.append((moment, partial(getattr(founding, what), region, key)))
    for story in stories:
        found.extend(_of(region, story))
    return sorted(found, key=lambda one: one[0])


def play(todo: Iterable[Timed]) -> None:
    """Do every act at its moment."""
    for moment, act in todo:
        with clock.at(moment):
            act()


def _of(region: Region, story: Story) -> Iterator[Timed]:
    """A story's acts; each a little later than the one before it."""
    scene = Scene(region, story)
    calendar = region.calendar
    plain = [one for step in story.steps for one in unfolded(step, region.script, calendar)]
    last = calendar.moment(f"{region.script.begins + 3}")
    for step in sorted(plain, key=lambda one: calendar.moment(_told(one), weekdays=False)):
        moment = _moment(region, step)
        last = moment if moment > last else min(last + _STEP, max(last, calendar.today))
        yield last, partial(_act, scene, step)


def _act(scene: Scene, step: Step) -> None:
    try:
        ACTS[step.do](scene, step)
    except Exception as error:
        error.add_note(f"{scene.story.name}: {step.do} by {step.by} on {step.when} {step.title}")
        raise


def _moment(region: Region, step: Step) -> datetime:
    lag = _WRITING if step.do == "contact" and not step.written else timedelta()
    return region.calendar.done(_told(step), lag=lag)


def _told(step: Step) -> str:
    """When a step is put on the record."""
    return step.written or step.when
