"""Leaving notes half written, so that a desk shows some."""

from django.db import transaction

from throughcare.audit.actions import record
from throughcare.cases.models import Case
from throughcare.demo import policy
from throughcare.demo.verbs import Verb
from throughcare.kernel.actor import Actor
from throughcare.notes.models import Draft


@transaction.atomic
def leave(actor: Actor, case: Case, *, form: str, fields: dict[str, str]) -> Draft:
    """Leave a draft of the actor's."""
    policy.may_leave(actor).require()
    draft = Draft.keep(
        post=actor.post,
        form=form,
        case=case.pk,
        about=case.pk,
        fields={name: [value] for name, value in fields.items()},
    )
    record(actor, Verb.DRAFT_LEFT, case_id=case.pk)
    return draft
