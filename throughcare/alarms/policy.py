"""When an alarm is raised, and who is told: the officer of the own agency, and no line manager."""

from datetime import timedelta

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from throughcare.agencies.models import Post
from throughcare.agencies.roles import Role
from throughcare.alarms.verbs import Verb
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


def visible_to(actor: Actor) -> QuerySet[Notice]:
    """The alarms that the actor's post was told."""
    return Notice.objects.filter(post=actor.post_id, verb__in=Verb.values)
