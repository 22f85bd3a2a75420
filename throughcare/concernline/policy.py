"""Who sees conversations, and who writes in them: by seat, or by receipt."""

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from throughcare.agencies.queries import receiver
from throughcare.cases import policy as cases
from throughcare.concernline.models import Conversation, Line, Said, Seeker
from throughcare.entries import policy as entries
from throughcare.kernel.actor import Actor
from throughcare.kernel.decision import Decision, when


def visible_to(actor: Actor) -> QuerySet[Conversation]:
    """The conversations of the actor's cases."""
    return Conversation.objects.filter(case__in=cases.seats_of(actor).values("case"))


def words_visible_to(actor: Actor) -> QuerySet[Said]:
    """What was said, where its entry shows."""
    return Said.objects.filter(entries.shown_to(actor, "entry__"))


def seekers_visible_to(actor: Actor) -> QuerySet[Seeker]:
    """Who seeks advice, where the first words show."""
    return Seeker.objects.filter(entries.shown_to(actor, "entry__"))


def held(receipt: str) -> QuerySet[Conversation]:
    """The conversation whose receipt has this hash; nothing else is ever its holder's."""
    return Conversation.objects.filter(receipt=receipt)


def may_come(actor: Actor, line: Line) -> Decision:
    """Anybody, while the line is open and its agency has somebody who answers."""
    words = _("Nobody answers here at the moment. Please turn to another place, or call 112.")
    return when(line.is_open and receiver(line.agency, actor.at) is not None, words)


def may_go_on(receipt: str) -> Decision:
    """Whoever holds the receipt, by its hash."""
    return when(held(receipt).exists(), _("We know no such receipt. Look at every character."))


def may_answer(actor: Actor, conversation: Conversation) -> Decision:
    """The counsellors of the line's agency, with a seat on the case."""
    if not (work := cases.may_work(actor, conversation.case)):
        return work
    return when(
        actor.agency_id == conversation.line.agency_id,
        _("Only the agency that offers the line answers on it."),
    )


def may_keep_lines(actor: Actor) -> Decision:
    """Lines are opened and closed from the command line."""
    return when(actor.is_system, _("Concern lines are opened from the command line."))
