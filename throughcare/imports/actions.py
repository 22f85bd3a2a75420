"""Importing a sheet whole, and taking it back whole."""

from collections.abc import Sequence

from django.db import transaction

from throughcare.agencies.queries import agencies
from throughcare.audit.actions import record
from throughcare.imports import policy, queries
from throughcare.imports.checking import Checked
from throughcare.imports.models import Import, Row
from throughcare.imports.verbs import Verb
from throughcare.kernel import clock
from throughcare.kernel.actor import Actor
from throughcare.referrals import actions as referrals


@transaction.atomic
def bring_in(actor: Actor, name: str, rows: Sequence[Checked]) -> Import:
    """Make a referral to the own agency of each good row: all of them, or none."""
    policy.may_import(actor).require()
    to = agencies().get(pk=actor.agency)
    made = Import.objects.create(post_id=actor.post, name=name, made_at=clock.now())
    for row in rows:
        if row.is_good:
            sent = referrals.send(actor, to=to, **row.fields)
            Row.objects.create(of_import=made, number=row.number, referral=sent)
    record(actor, Verb.IMPORTED, made, ids=queries.referral_ids(made), file=name)
    return made


@transaction.atomic
def undo(actor: Actor, made: Import, *, reason: str) -> Import:
    """Withdraw every referral of an import: cases are closed and called by their number."""
    policy.may_undo(actor, made).require()
    made.undo()
    for row in queries.rows(made):
        referrals.withdraw(actor, row.referral, reason=reason)
    record(actor, Verb.UNDONE, made, ids=queries.referral_ids(made), reason=reason)
    return made
