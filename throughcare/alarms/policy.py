"""When an alarm is raised, and who is told: the officer of the own agency, and no line manager."""

from datetime import timedelta

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from throughcare.agencies.models import Post
from throughcare.agencies.roles import Role
from throughcare.alarms.verbs import RAISED, Verb
from throughcare.audit.models import Event
from throughcare.kernel.actor import Actor
from throughcare.kernel.decision import Decision, refuse, when
from throughcare.notices.models import Notice

QUIET = timedelta(hours=12)


def may_raise(actor: Actor, verb: Verb) -> Decision:
    """Once in twelve hours for each human and kind, so that the officer reads each of them."""
    if actor.human_id is None:
        return refuse(_("Nobody is signed in."))
    told = Event.objects.filter(human_id=actor.human_id, verb=verb, at__gt=actor.at - QUIET)
    return when(not told.exists(), _("This was told a short while ago."))


def officers(actor: Actor) -> QuerySet[Post]:
    """The data-protection officers of the actor's agency, but for the actor themselves."""
    held = Post.objects.in_force(actor.at).filter(
        agency=actor.agency_id, role=Role.DATA_PROTECTION_OFFICER
    )
    return held.exclude(human=actor.human_id)


def visible_to(actor: Actor) -> QuerySet[Event]:
    """The alarms that the post was told; for an officer also those that no other officer saw.

    So whoever becomes officer finds what was raised while there was none. What one has seen stays.
    """
    told = Notice.objects.filter(post=actor.post_id, verb__in=RAISED).values("event_id")
    shown = Q(pk__in=told)
    if actor.role == Role.DATA_PROTECTION_OFFICER:
        ours = Q(agency_id=actor.agency) & ~Q(human_id=actor.human_id)
        shown |= ours & ~Q(pk__in=_seen_by_others_alone(actor))
    return Event.objects.filter(shown, verb__in=RAISED)


def _seen_by_others_alone(actor: Actor) -> set[int]:
    """The numbers of alarms that other officers of the agency have seen, and the actor has not."""
    looks = Event.objects.filter(agency_id=actor.agency, verb=Verb.LOOKED)
    mine: set[int] = set()
    others: set[int] = set()
    for human, numbers in looks.values_list("human_id", "ids"):
        (mine if human == actor.human_id else others).update(map(int, numbers))
    return others - mine
