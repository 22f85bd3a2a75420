"""Telling the trail of steps of signing in, before anybody acts in a post."""

import uuid

from django.db import transaction

from throughcare.agencies.verbs import Verb
from throughcare.audit.actions import email_hash, record
from throughcare.audit.models import Kind
from throughcare.kernel import clock
from throughcare.kernel.actor import Actor


@transaction.atomic
def tell(human: uuid.UUID | None, verb: Verb, *, email: str = "", reason: str = "") -> None:
    """Record a step; an address is kept as a keyed hash only."""
    actor = Actor(at=clock.now(), request_id=uuid.uuid4(), human_id=human)
    hashes = [email_hash(email)] if email else []
    record(actor, verb, ids=hashes, kind=Kind.SIGN_IN, reason=reason)
