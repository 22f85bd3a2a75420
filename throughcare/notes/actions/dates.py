"""Ticking off to-dos and settling appointments."""

from django.db import transaction

from throughcare.audit.actions import record
from throughcare.kernel import clock
from throughcare.kernel.actor import Actor
from throughcare.notes import policy
from throughcare.notes.models import Appointment, Todo
from throughcare.notes.verbs import Verb


@transaction.atomic
def tick(actor: Actor, todo: Todo) -> Todo:
    """Tick off a to-do."""
    policy.may_tick(actor, todo).require()
    todo.done_at = clock.now()
    todo.save(update_fields=["done_at"])
    record(actor, Verb.TODO_DONE, todo)
    return todo


@transaction.atomic
def settle(actor: Actor, appointment: Appointment, *, state: str) -> Appointment:
    """Say what became of an appointment: kept, missed or cancelled."""
    policy.may_settle(actor, appointment).require()
    appointment.state = state
    appointment.save(update_fields=["state"])
    record(actor, Verb.APPOINTMENT_SETTLED, appointment, state=state)
    return appointment
