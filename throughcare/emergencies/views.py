"""Emergency access: asking for it, opening a case, and reading and reviewing what was done."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from throughcare.emergencies import actions, forms, looks, policy, queries
from throughcare.emergencies.models import Access, LookUp, Settled
from throughcare.web.pages import once, page


def shelf(request: HttpRequest) -> HttpResponse:
    """What one has opened, and what one may review."""
    found = queries.shelf(request.actor)
    return page(
        request,
        "emergencies/shelf.html",
        look=looks.at_list(found),
        found=found,
        may_look_up=policy.may_look_up(request.actor),
    )


def look_up(request: HttpRequest) -> HttpResponse:
    """Say what for and why, and which case."""
    policy.may_look_up(request.actor).require()
    form = forms.LookingUp(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return once(request, lambda: _looked_up(request, form))
    return page(request, "emergencies/look_up.html", form=form)


def _looked_up(request: HttpRequest, form: forms.LookingUp) -> str:
    made = actions.look_up(request.actor, **form.cleaned_data)
    return reverse("emergency-open" if made.case_id else "emergency-answer", args=[made.pk])


def answer(request: HttpRequest, look_up_id: uuid.UUID) -> HttpResponse:
    """Whether a case was found."""
    found = _look_up(request, look_up_id)
    may = policy.may_open(request.actor, found)
    look = looks.at_answer(found)
    return page(request, "emergencies/answer.html", look=look, found=found, may=may)


def _look_up(request: HttpRequest, look_up_id: uuid.UUID) -> LookUp:
    return get_object_or_404(policy.look_ups_visible_to(request.actor), pk=look_up_id)


def open_case(request: HttpRequest, look_up_id: uuid.UUID) -> HttpResponse:
    """What access would open; and open the case that was found."""
    found = _look_up(request, look_up_id)
    policy.may_open(request.actor, found).require()
    form = forms.Opening(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return once(request, lambda: _opened(request, found, form.cleaned_data["hours"]))
    opens = queries.opens(request.actor, found)
    look = looks.at_answer(found)
    return page(request, "emergencies/open.html", look=look, found=found, opens=opens, form=form)


def _opened(request: HttpRequest, found: LookUp, hours: int) -> str:
    try:
        made = actions.open_case(request.actor, found, hours=hours)
    except Settled as settled:
        messages.error(request, str(settled))
        return reverse("emergencies")
    messages.success(request, _("Opened. The responsible worker and those who review were told."))
    return reverse("case", args=[made.case_id])


def show(request: HttpRequest, access_id: uuid.UUID) -> HttpResponse:
    """One emergency access: who, why, what was done, and what the review found."""
    found = _load(request, access_id)
    return page(
        request,
        "emergencies/show.html",
        look=looks.at(found),
        access=found,
        done=queries.done(found),
        may_end=policy.may_end(request.actor, found),
        may_review=policy.may_review(request.actor, found),
    )


def _load(request: HttpRequest, access_id: uuid.UUID) -> Access:
    return get_object_or_404(queries.shown(request.actor).distinct(), pk=access_id)


def review(request: HttpRequest, access_id: uuid.UUID) -> HttpResponse:
    """Say whether it was justified, and what follows."""
    found = _load(request, access_id)
    policy.may_review(request.actor, found).require()
    form = forms.Reviewing(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.review(request.actor, found, **form.cleaned_data)
        messages.success(request, _("Reviewed. The one who opened the case was told."))
        return redirect("emergency", access_id)
    done = queries.done(found)
    look = looks.at(found)
    return page(request, "emergencies/review.html", look=look, access=found, done=done, form=form)


def end(request: HttpRequest, access_id: uuid.UUID) -> HttpResponse:
    """End it before its time."""
    found = _load(request, access_id)
    policy.may_end(request.actor, found).require()
    actions.end(request.actor, found)
    messages.success(request, _("Ended. The case does not show by it any more."))
    return redirect("emergency", access_id)
