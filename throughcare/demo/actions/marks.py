"""Marking a database as a demo, and inventing the people who sign in there."""

from django.db import transaction

from throughcare.agencies.models import Human
from throughcare.audit.actions import record
from throughcare.demo import policy
from throughcare.demo.models import DemoMark
from throughcare.demo.verbs import Verb
from throughcare.kernel.actor import Actor


@transaction.atomic
def mark(actor: Actor, *, seed: int) -> DemoMark:
    """Make an empty database a demo, for good."""
    policy.may_mark(actor).require()
    made = DemoMark.objects.create(seed=seed)
    record(actor, Verb.MARKED, made, seed=seed)
    return made


@transaction.atomic
def introduce(actor: Actor, *, name: str, email: str) -> Human:
    """Invent somebody who works in the region; nobody knows a password for them."""
    policy.may_invent(actor).require()
    human = Human.objects.create_user(email, name=name)
    record(actor, Verb.INTRODUCED, human)
    return human
