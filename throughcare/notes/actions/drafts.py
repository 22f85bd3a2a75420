"""Throwing a draft away. Keeping one is no act: see `Draft.keep`."""

from django.db import transaction

from throughcare.audit.actions import record
from throughcare.kernel.actor import Actor
from throughcare.notes import policy
from throughcare.notes.models import Draft
from throughcare.notes.verbs import Verb


@transaction.atomic
def drop(actor: Actor, draft: Draft) -> None:
    """Throw a draft away."""
    policy.may_drop(actor, draft).require()
    record(actor, Verb.DRAFT_DROPPED, case_id=draft.case_id)
    draft.delete()
