"""Duplicates: the steward's list, one pair, taking back; and what an agency is asked."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from throughcare.duplicates import actions, forms, looks, policy, queries
from throughcare.duplicates.models import Pair, Question, Settled
from throughcare.duplicates.verbs import Verb
from throughcare.web.pages import once, page

_DECISIONS = {
    "merge": actions.merge,
    "ask": actions.ask,
    "keep_apart": actions.keep_apart,
}


def shelf(request: HttpRequest) -> HttpResponse:
    """The like names that one is steward of."""
    found = queries.shelf(request.actor)
    look = looks.at(Verb.LISTED, found.ids)
    return page(request, "duplicates/shelf.html", look=look, shelf=found)


def show(request: HttpRequest, pair_id: uuid.UUID) -> HttpResponse:
    """Two like names, why they are proposed, and the decision."""
    pair = get_object_or_404(queries.shown(request.actor), pk=pair_id)
    form = forms.Deciding(request.POST or None, may=policy.outcomes(request.actor, pair))
    if request.method == "POST":
        policy.may_decide(request.actor, pair).require()
        if form.is_valid():
            return once(request, lambda: _decided(request, pair, **form.cleaned_data))
    return page(
        request,
        "duplicates/show.html",
        look=looks.at(Verb.LOOKED, [pair.pk], pair),
        pair=pair,
        answers=queries.answers(pair),
        may=_may(request, pair),
        form=form,
    )


def _may(request: HttpRequest, pair: Pair) -> dict[str, Any]:
    return {
        "decide": policy.may_decide(request.actor, pair),
        "separate": policy.may_separate(request.actor, pair),
        "separating": forms.Separating(),
    }


def _decided(request: HttpRequest, pair: Pair, outcome: str, reason: str) -> str:
    try:
        _DECISIONS[outcome](request.actor, pair, reason=reason)
    except Settled as settled:
        messages.error(request, str(settled))
    else:
        messages.success(request, _("Decided."))
    return reverse("pair", args=[pair.pk])


def separate(request: HttpRequest, pair_id: uuid.UUID) -> HttpResponse:
    """Take back that both are the same."""
    pair = get_object_or_404(queries.shown(request.actor), pk=pair_id)
    policy.may_separate(request.actor, pair).require()
    form = forms.Separating(request.POST)
    if form.is_valid():
        actions.separate(request.actor, pair, **form.cleaned_data)
        messages.success(request, _("Taken back. Both teams stand where they stood before."))
    else:
        messages.error(request, _("Write why."))
    return redirect("pair", pair.pk)


def question(request: HttpRequest, question_id: uuid.UUID) -> HttpResponse:
    """What whoever is responsible for a case is asked."""
    found = get_object_or_404(queries.questions(request.actor), pk=question_id)
    may = policy.may_answer(request.actor, found)
    form = forms.Answering(request.POST or None)
    if request.method == "POST":
        may.require()
        if form.is_valid():
            return once(request, lambda: _answered(request, found, form.cleaned_data))
    look = looks.at_question(found)
    return page(request, "duplicates/question.html", look=look, question=found, may=may, form=form)


def _answered(request: HttpRequest, found: Question, fields: dict[str, Any]) -> str:
    try:
        actions.answer(request.actor, found, **fields)
    except Settled as settled:
        messages.error(request, str(settled))
    else:
        messages.success(request, _("Answered. The steward reads it."))
    return reverse("pair-question", args=[found.pk])
