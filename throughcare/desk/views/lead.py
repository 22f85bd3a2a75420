"""What the responsible worker does with a case: open, close, reopen, another kind or name."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from throughcare.cases import policy
from throughcare.cases.actions import cases as acts
from throughcare.cases.models import Case
from throughcare.cases.verbs import Verb
from throughcare.desk import forms
from throughcare.desk.views.case import load
from throughcare.entries import looks
from throughcare.entries.frame import framed
from throughcare.sharing.policy import visible_to as agreements_visible_to
from throughcare.web.pages import once, page


def open_case(request: HttpRequest) -> HttpResponse:
    """A new case; whoever opens it is responsible for it."""
    agreements = agreements_visible_to(request.actor)
    form = forms.Opening(request.POST or None, agreements=agreements, actor=request.actor)
    if request.method == "POST" and form.is_valid():
        return once(request, lambda: _opened(request, form.cleaned_data))
    return page(request, "desk/open.html", form=form)


def _opened(request: HttpRequest, fields: dict[str, Any]) -> str:
    messages.success(request, _("The case is open. You are responsible for it."))
    return reverse("case", args=[acts.open(request.actor, **fields).pk])


def close(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """End the work, with a reason; or take it up again."""
    found = load(request, case_id)
    policy.may_lead(request.actor, found).require()
    form = forms.Ending(request.POST or None, closed=found.is_closed)
    if request.method == "POST" and form.is_valid():
        return once(request, lambda: _closed(request, found, form.cleaned_data["reason"]))
    frame = framed(request.actor, found, "case")
    return page(
        request, "desk/close.html", look=looks.at_case(Verb.LOOKED, found), form=form, **frame
    )


def _closed(request: HttpRequest, found: Case, reason: str) -> str:
    if found.is_closed:
        acts.reopen(request.actor, found, reason=reason)
    else:
        acts.close(request.actor, found, reason=reason)
    return reverse("case", args=[found.pk])


def become(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Another kind of case: number, seats and history stay."""
    found = load(request, case_id)
    policy.may_become(request.actor, found).require()
    form = forms.Becoming(request.POST or None, case=found)
    if request.method == "POST" and form.is_valid():
        return once(request, lambda: _became(request, found, form.cleaned_data))
    frame = framed(request.actor, found, "case")
    return page(
        request, "desk/become.html", look=looks.at_case(Verb.LOOKED, found), form=form, **frame
    )


def _became(request: HttpRequest, found: Case, fields: dict[str, Any]) -> str:
    acts.become(request.actor, found, **fields)
    return reverse("case", args=[found.pk])


def rename(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Another display name."""
    found = load(request, case_id)
    policy.may_lead(request.actor, found).require()
    start = {"display_name": found.person.display_name}
    form = forms.Rename(request.POST or None, initial=start)
    if request.method == "POST" and form.is_valid():
        return once(request, lambda: _renamed(request, found, form.cleaned_data))
    frame = framed(request.actor, found, "profile")
    return page(
        request, "desk/rename.html", look=looks.at_case(Verb.LOOKED, found), form=form, **frame
    )


def _renamed(request: HttpRequest, found: Case, fields: dict[str, Any]) -> str:
    acts.rename(request.actor, found, **fields)
    return reverse("profile", args=[found.pk])
