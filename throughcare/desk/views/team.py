"""Team and sharing: who sees what, who joins, who answers for the case."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from throughcare.cases import policy, queries
from throughcare.cases.actions import responsibility as responsibilities
from throughcare.cases.actions import seats as acts
from throughcare.cases.models import Case, Settled
from throughcare.cases.verbs import Verb
from throughcare.desk import forms
from throughcare.desk.queries import overview, sharing
from throughcare.desk.views.case import load
from throughcare.entries import looks
from throughcare.entries.facts import places
from throughcare.entries.frame import framed
from throughcare.sharing.categories import Category
from throughcare.web.pages import once, page


def team(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Who sees what on this case."""
    case = load(request, case_id)
    members = places(case, request.actor.at)
    return page(
        request,
        "desk/team.html",
        look=looks.at_case(Verb.TEAM_LOOKED, case, ids=[place.seat.pk for place in members]),
        members=members,
        groups=sharing.matrix(case, members, request.actor.post_id),
        categories=[category.label for category in Category],
        offers=queries.open_offers(case),
        following=queries.following(case),
        knows_ground=queries.knows_ground,
        may_lead=policy.may_lead(request.actor, case),
        **framed(request.actor, case, "team"),
    )


def propose(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Ask somebody in; before saving, the page says what this opens."""
    case = load(request, case_id)
    policy.may_lead(request.actor, case).require()
    form = forms.Proposal(request.POST or None, posts=overview.colleagues(case, request.actor))
    opening = _opening(request, case, form)
    if opening and request.POST.get("seen") == opening.signature:
        return once(request, lambda: _proposed(request, case, form.terms()))
    return page(
        request,
        "desk/propose.html",
        look=looks.at_case(Verb.TEAM_LOOKED, case),
        form=form,
        opening=opening,
        **framed(request.actor, case, "team"),
    )


def _opening(request: HttpRequest, case: Case, form: forms.Proposal) -> sharing.Opening | None:
    """What the proposed seat would open; None while the form is not in order."""
    if request.method != "POST" or not form.is_valid():
        return None
    if not form.is_permitted(request.actor, case):
        return None
    return sharing.would_open(request.actor, case, form.cleaned_data["post"], form.terms())


def _proposed(request: HttpRequest, case: Case, terms: dict[str, Any]) -> str:
    acts.offer(request.actor, case, **terms)
    messages.success(request, _("Proposed. Their agency accepts or declines."))
    return reverse("team", args=[case.pk])


def hand_over(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Offer the responsibility to somebody on the team."""
    case = load(request, case_id)
    policy.may_lead(request.actor, case).require()
    team = [p for p in places(case, request.actor.at) if p.post.pk != request.actor.post_id]
    form = forms.HandOver(request.POST or None, places=team)
    if request.method == "POST" and form.is_valid() and form.is_permitted(request.actor, case):
        return once(request, lambda: _handed(request, case, form.cleaned_data))
    return page(
        request,
        "desk/hand_over.html",
        look=looks.at_case(Verb.TEAM_LOOKED, case),
        form=form,
        **framed(request.actor, case, "team"),
    )


def _handed(request: HttpRequest, case: Case, fields: dict[str, Any]) -> str:
    responsibilities.offer(request.actor, case, **fields)
    messages.success(request, _("Offered. You stay responsible until it is accepted."))
    return reverse("team", args=[case.pk])


def settle_hand_over(request: HttpRequest, offer_id: uuid.UUID) -> HttpResponse:
    """Accept or decline the responsibility."""
    shown = policy.responsibility_offers_visible_to(request.actor)
    found = get_object_or_404(shown.select_related("case", "post__agency"), pk=offer_id)
    form = forms.Answer(request.POST, acts=("accept", "decline"))
    try:
        if not form.is_valid():
            messages.error(request, form.first_error)
        elif form.cleaned_data["act"] == "accept":
            responsibilities.accept(request.actor, found)
        else:
            responsibilities.decline(request.actor, found, reason=form.cleaned_data["reason"])
    except Settled as settled:
        messages.error(request, str(settled))
    return redirect("team", found.case_id)
