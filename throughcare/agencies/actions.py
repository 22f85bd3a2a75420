"""Ending sessions: what is gone from the table has no power from that moment on."""

from uuid import UUID

from django.db import transaction

from throughcare.agencies import policy
from throughcare.agencies.models import Session
from throughcare.audit.actions import record
from throughcare.audit.models import Kind
from throughcare.audit.verbs import SignIn
from throughcare.kernel.actor import Actor


@transaction.atomic
def end_sessions(actor: Actor, human: UUID, *, but: str = "", reason: str = "") -> int:
    """End a human's sessions, all or all but one (by its kept key), and say how many they were."""
    policy.may_end_sessions(actor, human).require()
    ended, _ = Session.objects.filter(human=human).exclude(pk=but).delete()
    record(actor, SignIn.ENDED, ids=[human], kind=Kind.SIGN_IN, reason=reason, sessions=ended)
    return ended
