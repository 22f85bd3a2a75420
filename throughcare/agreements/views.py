"""Agreements: reading them, drafting the next version, and answering a draft."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from throughcare.agreements import actions, forms, looks, policy, queries
from throughcare.agreements.models import Settled
from throughcare.agreements.register import matrix as matrix_of
from throughcare.agreements.register import register
from throughcare.agreements.verbs import Verb
from throughcare.kernel.decision import Decision
from throughcare.sharing.models import Version
from throughcare.web import sheets
from throughcare.web.pages import once, page
from throughcare.web.pages import send as send_file


def shelf(request: HttpRequest) -> HttpResponse:
    """The agreements of one's agency."""
    found = queries.shelf(request.actor)
    look = looks.at(Verb.LISTED, found.ids)
    return page(request, "agreements/shelf.html", look=look, shelf=found)


def processing(request: HttpRequest) -> HttpResponse:
    """The register of processing of one's agency."""
    found = register(request.actor)
    look = looks.at(Verb.REGISTERED, [one.pk for one in found.versions])
    return page(request, "agreements/register.html", look=look, found=found, may={"change": False})


def matrix(request: HttpRequest) -> HttpResponse:
    """The permission matrix as a file."""
    found = register(request.actor)
    look = looks.at(Verb.REGISTERED, [one.pk for one in found.versions])
    file = sheets.headers("permission-matrix.csv")
    return send_file(request, matrix_of(found), look=look, headers=file)


def show(request: HttpRequest, version_id: uuid.UUID) -> HttpResponse:
    """One version: who shares what with whom; of a draft, what it changes, and the answers."""
    version = _load(request, version_id)
    return page(
        request,
        "agreements/show.html",
        look=looks.at(Verb.LOOKED, [version.pk], version),
        content=queries.content(version),
        drafted=queries.drafted(request.actor, version),
        may=_may(request, version),
    )


def _load(request: HttpRequest, version_id: uuid.UUID) -> Version:
    return get_object_or_404(queries.shown(request.actor), pk=version_id)


def _may(request: HttpRequest, version: Version) -> dict[str, Decision | bool]:
    return {
        "weigh": policy.decides(request.actor),
        "draft": policy.may_draft(request.actor, version),
        "change": policy.may_change(request.actor, version),
        "withdraw": policy.may_withdraw(request.actor, version),
        "answer": policy.may_answer(request.actor, version),
    }


def answer(request: HttpRequest, version_id: uuid.UUID) -> HttpResponse:
    """Accept a draft for one's agency, or say what should change."""
    version = _load(request, version_id)
    policy.may_answer(request.actor, version).require()
    form = forms.Answering(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return once(request, lambda: _answered(request, version, form.cleaned_data))
    return _form(request, version, form, _("Answer for your agency"))


def _answered(request: HttpRequest, version: Version, fields: dict[str, Any]) -> str:
    try:
        actions.answer(request.actor, version.draft, **fields)
    except Settled as settled:
        messages.error(request, str(settled))
    else:
        messages.success(request, _("Answered. The parties read it here."))
    return reverse("agreement", args=[version.pk])


def draft(request: HttpRequest, version_id: uuid.UUID) -> HttpResponse:
    """Begin the next version of the one in force."""
    version = _load(request, version_id)
    policy.may_draft(request.actor, version).require()
    form = forms.Drafting(request.POST or None, base=version, agencies=queries.agencies())
    if request.method == "POST" and form.is_valid():
        return once(request, lambda: _drafted(request, version, form.terms))
    return _form(request, version, form, _("Write the next version"))


def _drafted(request: HttpRequest, version: Version, terms: dict[str, Any]) -> str:
    made = actions.draft(request.actor, version, **terms)
    messages.success(request, _("Begun. Change its rows, then send it to the parties."))
    return reverse("agreement", args=[made.version_id])


def role(request: HttpRequest, version_id: uuid.UUID) -> HttpResponse:
    """Say what a role is cleared for."""
    version = _load(request, version_id)
    policy.may_change(request.actor, version).require()
    form = forms.role_form(version, request.POST or None, request.GET.get("role", ""))
    if request.method == "POST" and form.is_valid():
        actions.change_role(request.actor, version.draft, **form.cleaned_data)
        messages.success(request, _("Changed. What this opens and closes is worked out anew."))
        return redirect("agreement", version_id)
    return _form(request, version, form, _("What a role sees"))


def sector(request: HttpRequest, version_id: uuid.UUID) -> HttpResponse:
    """Say what a sector never sees, or sees in an emergency."""
    version = _load(request, version_id)
    policy.may_change(request.actor, version).require()
    asked = request.GET.get("row", "wall"), request.GET.get("sector", "")
    form = forms.sector_form(version, request.POST or None, *asked)
    if request.method == "POST" and form.is_valid():
        told = dict(form.cleaned_data)
        changes = {"wall": actions.change_wall, "emergency": actions.change_emergency}
        changes[told.pop("row")](request.actor, version.draft, **told)
        messages.success(request, _("Changed. What this opens and closes is worked out anew."))
        return redirect("agreement", version_id)
    return _form(request, version, form, _("Walls and emergencies"))


def _form(request: HttpRequest, version: Version, form: Any, title: str) -> HttpResponse:
    look = looks.at(Verb.LOOKED, [version.pk], version)
    return page(request, "agreements/form.html", look=look, version=version, form=form, title=title)


def send(request: HttpRequest, version_id: uuid.UUID) -> HttpResponse:
    """Put a draft before its parties."""
    version = _load(request, version_id)
    policy.may_change(request.actor, version).require()
    actions.send(request.actor, version.draft)
    messages.success(request, _("Sent. It is in force once every party has accepted it."))
    return redirect("agreement", version_id)


def withdraw(request: HttpRequest, version_id: uuid.UUID) -> HttpResponse:
    """Take a draft back."""
    version = _load(request, version_id)
    policy.may_withdraw(request.actor, version).require()
    actions.withdraw(request.actor, version.draft)
    messages.success(request, _("Withdrawn. What holds goes on holding."))
    return redirect("agreement", version_id)
