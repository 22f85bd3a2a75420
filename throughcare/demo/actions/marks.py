"""Marking a database as a demo."""

from django.db import transaction

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
