"""Ticking off and settling."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from throughcare.notes import policy
from throughcare.notes.actions import dates
from throughcare.notes.models import Appointment


def tick(request: HttpRequest, entry_id: uuid.UUID) -> HttpResponse:
    """Tick off a to-do."""
    todo = get_object_or_404(policy.todos_visible_to(request.actor), pk=entry_id)
    dates.tick(request.actor, todo)
    messages.success(request, _("Done: ticked off."))
    return redirect("entry", todo.pk)


def settle(request: HttpRequest, entry_id: uuid.UUID) -> HttpResponse:
    """Say what became of an appointment."""
    appointment = get_object_or_404(policy.appointments_visible_to(request.actor), pk=entry_id)
    state = request.POST.get("state", "")
    if state in Appointment.State.values and state != Appointment.State.PLANNED:
        dates.settle(request.actor, appointment, state=state)
        messages.success(request, _("Noted."))
    else:
        messages.error(request, _("Choose what became of the appointment."))
    return redirect("entry", appointment.pk)
