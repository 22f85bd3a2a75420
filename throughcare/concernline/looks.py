"""Looks at conversations: whether they show is asked again as the look is committed."""

from collections.abc import Iterable
from dataclasses import replace
from uuid import UUID

from django.http import Http404

from throughcare.concernline import policy
from throughcare.concernline.models import Conversation
from throughcare.concernline.verbs import Verb
from throughcare.kernel import clock
from throughcare.kernel.actor import Actor
from throughcare.web.pages import Look, look_at


def at(conversation: Conversation, words: Iterable[object] = ()) -> Look:
    """A look at one conversation and what was said in it."""

    def check(actor: Actor) -> None:
        now = replace(actor, at=clock.now())
        if not policy.visible_to(now).filter(pk=conversation.pk).exists():
            raise Http404

    return Look(Verb.LOOKED, check, obj=conversation, ids=list(words))


def at_many(conversations: Iterable[UUID]) -> Look:
    """A look at a list of conversations."""
    return look_at(Verb.LISTED, policy.visible_to, conversations)


def back(conversation: Conversation) -> Look:
    """Whoever holds the receipt reads their conversation again."""

    def check(actor: Actor) -> None:
        policy.held(conversation.receipt).get()

    return Look(Verb.CAME_BACK, check, obj=conversation)
