"""Team and sharing: who sees what, who joins, who answers for the case."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from throughcare.cases import policy
from throughcare.cases.actions import responsibility as responsibilities
from throughcare.cases.actions import seats as acts
from throughcare.cases.models import Case, OfferState, SeatOffer, Settled
from throughcare.cases.verbs import Verb
from throughcare.desk import forms, overview, sharing
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
        offers=_open_offers(case),
        following=overview.following(case),
        may_lead=policy.may_lead(request.actor, case),
        **framed(request.actor, case, "team"),
    )


def _open_offers(case: Case) -> list[SeatOffer]:
    waiting = case.seat_offers.filter(state__in=[OfferState.OPEN, OfferState.UNCONFIRMED])
    return list(waiting.select_related("post__human", "post__agency").order_by("offered_at"))


def propose(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Ask somebody in; before saving, the page says what this opens."""
    case = load(request, case_id)
    policy.may_lead(request.actor, case).require()
    posts = overview.colleagues(case, request.actor)
    form = forms.Proposal(request.POST or None, posts=posts)
    opening = None
    if request.method == "POST" and form.is_valid():
        terms = form.terms()
        may = policy.may_offer_seat(request.actor, case, terms["post"], terms["ground"])
        opening = sharing.would_open(request.actor, case, terms["post"], terms)
        if not may:
            form.add_error("ground" if "ground" in str(may.reason) else "post", may.reason)
        elif request.POST.get("seen") == _signature(terms, opening):
            return once(request, lambda: _proposed(request, case, terms))
        form.seen = _signature(terms, opening)
    return page(
        request,
        "desk/propose.html",
        look=looks.at_case(Verb.TEAM_LOOKED, case),
        form=form,
        opening=opening if form.is_bound and not form.errors else None,
        **framed(request.actor, case, "team"),
    )


def _signature(terms: dict[str, Any], opening: sharing.Opening) -> str:
    """What was shown before saving: another post, role or number is another one."""
    return f"{terms['post'].pk}:{terms['role']}:{terms['purpose']}:{terms['sees_from']:%Y%m%d}:{opening.count}"


def _proposed(request: HttpRequest, case: Case, terms: dict[str, Any]) -> str:
    acts.offer(request.actor, case, **terms)
    messages.success(request, _("Proposed. Their agency accepts or declines."))
    return reverse("team", args=[case.pk])


def offer(request: HttpRequest, offer_id: uuid.UUID) -> HttpResponse:
    """A proposed seat, as the one who answers sees it: role and ground, no name."""
    found = _offer(request, offer_id)
    return page(
        request,
        "desk/offer.html",
        look=looks.at_offer(found),
        offer=found,
        may_settle=policy.may_settle_seat(request.actor, found),
        may_confirm=policy.may_confirm_seat(request.actor, found),
        may_withdraw=policy.may_withdraw_seat(request.actor, found),
    )


def _offer(request: HttpRequest, offer_id: uuid.UUID) -> SeatOffer:
    shown = policy.offers_visible_to(request.actor).select_related(
        "case__lead_agency",
        "case__agreement",
        "case__person",
        "post__human",
        "post__agency",
        "offered_by__human",
        "offered_by__agency",
    )
    return get_object_or_404(shown, pk=offer_id)


def settle(request: HttpRequest, offer_id: uuid.UUID) -> HttpResponse:
    """Confirm, accept, decline or withdraw a proposed seat."""
    found = _offer(request, offer_id)
    act = request.POST.get("act", "")
    reason = request.POST.get("reason", "")[:300]
    try:
        to = _settled(request, found, act, reason)
    except Settled as settled:
        messages.error(request, str(settled))
        to = redirect("seat-offer", found.pk)
    return to


def _settled(request: HttpRequest, found: SeatOffer, act: str, reason: str) -> HttpResponse:
    match act:
        case "accept":
            seat = acts.accept(request.actor, found)
            own = seat.post_id == request.actor.post_id
            return redirect("case", seat.case_id) if own else redirect("desk")
        case "decline":
            acts.decline(request.actor, found, reason=reason)
        case "confirm":
            acts.confirm(request.actor, found)
        case "withdraw":
            acts.withdraw(request.actor, found)
        case _:
            messages.error(request, _("Choose what you want to do."))
            return redirect("seat-offer", found.pk)
    messages.success(request, _("Done."))
    return redirect("desk")


def end_seat(request: HttpRequest, seat_id: uuid.UUID) -> HttpResponse:
    """End a seat now, with a reason."""
    seat = get_object_or_404(policy.team_visible_to(request.actor), pk=seat_id)
    policy.may_end_seat(request.actor, seat).require()
    form = forms.Reason(request.POST or None)
    if request.method == "POST" and form.is_valid():
        acts.end(request.actor, seat, **form.cleaned_data)
        own = seat.post_id == request.actor.post_id
        return redirect("desk") if own else redirect("team", seat.case_id)
    return page(
        request,
        "desk/end_seat.html",
        look=looks.at_case(Verb.TEAM_LOOKED, seat.case),
        form=form,
        seat=seat,
        **framed(request.actor, seat.case, "team"),
    )


def hand_over(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Offer the responsibility to somebody on the team."""
    case = load(request, case_id)
    policy.may_lead(request.actor, case).require()
    posts = [p.post for p in places(case, request.actor.at) if p.post.pk != request.actor.post_id]
    form = forms.HandOver(request.POST or None, posts=posts)
    if request.method == "POST" and form.is_valid():
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
    try:
        if request.POST.get("act") == "accept":
            responsibilities.accept(request.actor, found)
        else:
            responsibilities.decline(
                request.actor, found, reason=request.POST.get("reason", "")[:300]
            )
    except Settled as settled:
        messages.error(request, str(settled))
    return redirect("team", found.case_id)
