"""Looks at the trail: reading it is an event, and what it rests on is asked again."""

from collections.abc import Sequence
from dataclasses import replace

from throughcare.kernel import clock
from throughcare.kernel.actor import Actor
from throughcare.oversight import policy
from throughcare.oversight.verbs import Verb
from throughcare.web.pages import Look


def at_own(numbers: Sequence[int]) -> Look:
    """A look at one's own looks."""
    return Look(Verb.OWN_LOOKED, lambda actor: None, ids=numbers)


def as_officer(verb: str, numbers: Sequence[int] = ()) -> Look:
    """A look of an officer, who must still be one."""

    def check(actor: Actor) -> None:
        policy.is_officer(replace(actor, at=clock.now())).require()

    return Look(verb, check, ids=numbers)
