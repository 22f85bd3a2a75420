"""Conversations as pages show them."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from throughcare.agencies.models import Post
from throughcare.cases import policy as cases
from throughcare.cases.models import CaseKind, Responsibility
from throughcare.concernline import policy
from throughcare.concernline.models import (
    CATEGORIES,
    HANDLING,
    Conversation,
    Line,
    Said,
    Seeker,
)
from throughcare.entries.facts import Label, places
from throughcare.entries.readings import Reading, reading
from throughcare.kernel import clock
from throughcare.kernel.actor import Actor
from throughcare.kernel.prepared import prepared

MOST = 100
MOST_WORDS = 500


def lines() -> QuerySet[Line]:
    """The lines that take somebody new."""
    return Line.objects.filter(is_open=True).select_related("agency").order_by("name", "pk")


def answering(conversation: Conversation) -> Post:
    """Who answers for the conversation's case now; asked by whoever holds the receipt."""
    moment = clock.now()
    held = Responsibility.objects.filter(from_at__lte=moment, until_at__gt=moment)
    post = held.get(case=conversation.case_id).post_id
    return Post.objects.select_related("agency").get(pk=post)


def talk(conversation: Conversation) -> Sequence[Said]:
    """What whoever holds the receipt reads again, the earliest first. One query."""
    found = Said.objects.filter(conversation=conversation).order_by("-at", "pk")[:MOST_WORDS]
    return list(found)[::-1]


@dataclass(frozen=True)
class Shelf:
    """The conversations of one's cases, those that wait first, and what became of them."""

    waiting: Sequence[Conversation]
    others: Sequence[Conversation]
    began: int
    stayed: int

    @property
    def ids(self) -> list[UUID]:
        """The conversations on it."""
        return [one.pk for one in (*self.waiting, *self.others)]


def shelf(actor: Actor) -> Shelf:
    """What the actor sees. Two queries."""
    seen = policy.visible_to(actor)
    found = list(_with_case(seen).order_by("-began_at", "pk")[:MOST])
    year = clock.local(actor.at).date().replace(month=1, day=1)
    stayed = Q(case__kind=CaseKind.CONSULTATION)
    this_year = seen.filter(began_at__date__gte=year)
    counted = this_year.aggregate(began=Count("pk"), stayed=Count("pk", filter=stayed))
    waiting = [(one.waits_since, one) for one in found if one.waits_since]
    return Shelf(
        waiting=[one for _since, one in sorted(waiting, key=lambda pair: pair[0])],
        others=[one for one in found if not one.waits_since],
        **counted,
    )


def _with_case(found: QuerySet[Conversation]) -> QuerySet[Conversation]:
    return found.select_related("case__person", "line__agency")


def shown(actor: Actor) -> QuerySet[Conversation]:
    """What the actor sees, with its case."""
    return _with_case(policy.visible_to(actor))


def line(code: str) -> Line | None:
    """A line, open or closed."""
    return Line.objects.filter(pk=code).first()


@dataclass(frozen=True)
class Talk:
    """A conversation as a counsellor reads it, and who will read what is answered."""

    words: Sequence[Said]
    seeker: Seeker | None
    readers: Reading

    @property
    def entry_ids(self) -> list[UUID]:
        """The entries whose words are shown."""
        return [one.entry_id for one in self.words]


def open_talk(actor: Actor, conversation: Conversation) -> Talk:
    """What the actor sees of a conversation."""
    words = said(actor, conversation)
    return Talk(words, seeker(actor, conversation), readers(actor, conversation))


def said(actor: Actor, conversation: Conversation) -> Sequence[Said]:
    """What was said, as far as the actor sees it, the earliest first. One query."""
    found = policy.words_visible_to(actor).filter(conversation=conversation)
    found = found.select_related("entry__author__human").order_by("-at", "pk")
    return list(found[:MOST_WORDS])[::-1]


def seeker(actor: Actor, conversation: Conversation) -> Seeker | None:
    """Who seeks advice, where the actor sees it."""
    return policy.seekers_visible_to(actor).filter(conversation=conversation).first()


def readers(actor: Actor, conversation: Conversation) -> Reading:
    """Who will be able to read what is answered now, and who of the team will not."""
    now = clock.now()
    label = Label(conversation.line.agency_id, CATEGORIES, HANDLING, now, now)
    return reading(places(conversation.case, actor.at), label, actor.post_id)


@prepared
def waiting(actor: Actor) -> QuerySet[Conversation]:
    """The conversations that wait for the actor's answer, the longest first."""
    mine = cases.answered_by(actor).values("case")
    found = Conversation.objects.filter(case__in=mine, waits_since__isnull=False)
    return found.select_related("case__person", "line").order_by("waits_since", "pk")[:MOST]
