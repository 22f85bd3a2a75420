"""Pages of counsellors: the list, one conversation with its answer, and who seeks advice."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from throughcare.concernline import actions, forms, looks, policy, queries
from throughcare.concernline.models import Conversation, Seeker
from throughcare.web.pages import once, page


def shelf(request: HttpRequest) -> HttpResponse:
    """The conversations of one's cases, those that wait first."""
    found = queries.shelf(request.actor)
    return page(request, "concernline/shelf.html", look=looks.at_many(found.ids), shelf=found)


def show(request: HttpRequest, conversation_id: uuid.UUID) -> HttpResponse:
    """One conversation, and where it is answered."""
    found = _load(request, conversation_id)
    form = forms.Answer(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return once(request, lambda: _answered(request, found, form.cleaned_data))
    shown = queries.open_talk(request.actor, found)
    return page(
        request,
        "concernline/show.html",
        look=looks.at(found, shown.entry_ids),
        conversation=found,
        shown=shown,
        may_answer=policy.may_answer(request.actor, found),
        form=form,
    )


def _load(request: HttpRequest, conversation_id: uuid.UUID) -> Conversation:
    return get_object_or_404(queries.shown(request.actor), pk=conversation_id)


def _answered(request: HttpRequest, found: Conversation, fields: dict[str, Any]) -> str:
    actions.answer(request.actor, found, **fields)
    messages.success(request, _("Answered. They read it when they come back."))
    return reverse("conversation", args=[found.pk])


def describe(request: HttpRequest, conversation_id: uuid.UUID) -> HttpResponse:
    """Who seeks advice, and whom it is about."""
    found = _load(request, conversation_id)
    policy.may_answer(request.actor, found).require()
    seeker = queries.seeker(request.actor, found)
    if seeker is None:
        raise Http404
    form = forms.SeekerForm(request.POST or None, instance=seeker)
    if request.method == "POST" and form.is_valid():
        return once(request, lambda: _described(request, seeker, form))
    look = looks.at(found, [seeker.entry_id])
    return page(request, "concernline/describe.html", look=look, conversation=found, form=form)


def _described(request: HttpRequest, seeker: Seeker, form: forms.SeekerForm) -> str:
    actions.describe(request.actor, seeker.conversation, **form.changed_fields())
    messages.success(request, _("Kept."))
    return reverse("conversation", args=[seeker.conversation_id])
