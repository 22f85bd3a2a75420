"""Raising an alarm: an event of the trail, and a notice without names to the officers."""

from django.db import transaction

from throughcare.alarms import policy
from throughcare.alarms.verbs import Verb
from throughcare.audit.actions import record
from throughcare.kernel.actor import Actor
from throughcare.notices.models import Notice


@transaction.atomic
def alarm(actor: Actor, verb: Verb, *, count: int) -> None:
    """Tell the agency's data-protection officers that the actor does something unusual."""
    policy.may_raise(actor, verb).require()
    event = record(actor, verb, count=count)
    Notice.objects.tell(event, policy.officers(actor).values_list("pk", flat=True))
