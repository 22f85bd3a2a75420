"""Looks at pairs and questions: whether they show is asked again as the look is committed."""

from collections.abc import Iterable
from dataclasses import replace
from uuid import UUID

from django.http import Http404

from throughcare.duplicates import policy
from throughcare.duplicates.models import Pair, Question
from throughcare.duplicates.verbs import Verb
from throughcare.kernel import clock
from throughcare.kernel.actor import Actor
from throughcare.web.pages import Look


def at(verb: str, pairs: Iterable[UUID], pair: Pair | None = None) -> Look:
    """A look at one pair, or at several by their ids."""
    wanted = set(pairs)

    def check(actor: Actor) -> None:
        now = replace(actor, at=clock.now())
        if policy.visible_to(now).filter(pk__in=wanted).distinct().count() != len(wanted):
            raise Http404

    return Look(verb, check, obj=pair, ids=sorted(wanted))


def at_question(question: Question) -> Look:
    """A look at what one is asked."""

    def check(actor: Actor) -> None:
        now = replace(actor, at=clock.now())
        if not policy.questions_visible_to(now).filter(pk=question.pk).exists():
            raise Http404

    return Look(Verb.LOOKED, check, obj=question)
