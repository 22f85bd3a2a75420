"""Looks at pairs and questions: whether they show is asked again as the look is committed."""

from collections.abc import Iterable
from uuid import UUID

from throughcare.duplicates import policy
from throughcare.duplicates.models import Pair, Question
from throughcare.duplicates.verbs import Verb
from throughcare.web.pages import Look, look_at


def at(verb: str, pairs: Iterable[UUID], pair: Pair | None = None) -> Look:
    """A look at one pair, or at several by their ids."""
    return look_at(verb, policy.visible_to, pairs, pair)


def at_question(question: Question) -> Look:
    """A look at what one is asked."""
    return look_at(Verb.LOOKED, policy.questions_visible_to, [question.pk], question)
