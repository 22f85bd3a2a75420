"""Referrals: the list, sending one, one of them, deciding, and looking again."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from throughcare.cases.queries import opened
from throughcare.referrals import actions, forms, looks, policy, queries
from throughcare.referrals.models import Referral, Settled
from throughcare.referrals.verbs import Verb
from throughcare.web.pages import once, page


def shelf(request: HttpRequest) -> HttpResponse:
    """What waits, what the own agency received, and what one has sent."""
    found = queries.shelf(request.actor)
    look = looks.at(Verb.LISTED, found.ids)
    return page(request, "referrals/shelf.html", look=look, shelf=found)


def write(request: HttpRequest) -> HttpResponse:
    """Tell an agency of somebody."""
    form = forms.Sending(request.POST or None, actor=request.actor)
    if request.method == "POST" and form.is_valid():
        return once(request, lambda: _sent(request, form.cleaned_data))
    return page(request, "referrals/write.html", form=form)


def _sent(request: HttpRequest, fields: dict[str, Any]) -> str:
    sent = actions.send(request.actor, **fields)
    messages.success(request, _("Sent. You are told when it is decided."))
    return reverse("referral", args=[sent.pk])


def show(request: HttpRequest, referral_id: uuid.UUID) -> HttpResponse:
    """One referral: as whoever sent it sees it, or as whoever decides it."""
    found = _load(request, referral_id)
    beside = queries.beside(request.actor, found)
    return page(
        request,
        "referrals/show.html",
        look=looks.at(Verb.LOOKED, beside.ids, found, concerns=beside.concern_ids),
        referral=found,
        beside=beside,
        is_seated=opened.first(request.actor, found.case_id) is not None,
        may_settle=policy.may_settle(request.actor, found),
        may_look_again=policy.may_look_again(request.actor, found),
        form=forms.Again(),
    )


def _load(request: HttpRequest, referral_id: uuid.UUID) -> Referral:
    return get_object_or_404(queries.shown(request.actor), pk=referral_id)


def settle(request: HttpRequest, referral_id: uuid.UUID) -> HttpResponse:
    """Decide a referral."""
    found = _load(request, referral_id)
    policy.may_settle(request.actor, found).require()
    form = forms.Deciding(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return once(request, lambda: _settled(request, found, form.cleaned_data))
    look = looks.at(Verb.LOOKED, [found.pk], found)
    return page(request, "referrals/settle.html", look=look, referral=found, form=form)


def _settled(request: HttpRequest, found: Referral, fields: dict[str, Any]) -> str:
    try:
        actions.settle(request.actor, found, **fields)
    except Settled as settled:
        messages.error(request, str(settled))
    else:
        messages.success(request, _("Decided. Whoever sent it is told."))
    return reverse("referral", args=[found.pk])


def look_again(request: HttpRequest, referral_id: uuid.UUID) -> HttpResponse:
    """Take a decided referral up again."""
    found = _load(request, referral_id)
    policy.may_look_again(request.actor, found).require()
    form = forms.Again(request.POST)
    if form.is_valid():
        actions.look_again(request.actor, found, **form.cleaned_data)
        messages.success(request, _("It waits for a decision again."))
    else:
        messages.error(request, _("Write why."))
    return redirect("referral", found.pk)
