"""Looks at emergency access: whether it shows is asked again as the look is committed."""

from throughcare.emergencies import policy
from throughcare.emergencies.models import Access, LookUp
from throughcare.emergencies.verbs import Verb
from throughcare.web.pages import Look, look_at


def at_list(shown: list[Access]) -> Look:
    """A look at several."""
    return look_at(Verb.LISTED, policy.visible_to, [one.pk for one in shown])


def at(access: Access) -> Look:
    """A look at one."""
    return look_at(Verb.LOOKED, policy.visible_to, [access.pk], access)


def at_answer(look_up: LookUp) -> Look:
    """A look at what was found."""
    return look_at(Verb.ANSWER_LOOKED, policy.look_ups_visible_to, [look_up.pk], look_up)
