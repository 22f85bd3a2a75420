"""A proposed seat, answered by those whom it concerns; and the end of a seat."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from throughcare.cases import policy, queries
from throughcare.cases.actions import seats as acts
from throughcare.cases.models import Seat, SeatOffer, Settled
from throughcare.cases.verbs import Verb
from throughcare.desk import forms
from throughcare.desk.queries import sharing
from throughcare.entries import looks
from throughcare.entries.frame import framed
from throughcare.web.pages import page

ACTS = {
    "accept": gettext_lazy("Accepted: the seat is on the team from now on."),
    "decline": gettext_lazy("Declined. Whoever proposed it is told."),
    "confirm": gettext_lazy("Confirmed. Now the other agency is asked."),
    "withdraw": gettext_lazy("Withdrawn. Nothing was opened."),
}


def offer(request: HttpRequest, offer_id: uuid.UUID) -> HttpResponse:
    """A proposed seat, as the one who answers sees it: role and ground, no name."""
    found = _offer(request, offer_id)
    return page(
        request,
        "desk/offer.html",
        look=looks.at_offer(found),
        offer=found,
        proposed=queries.proposed(request.actor, found),
        bylines=queries.bylines(request.actor, [found.case_id]),
        knows_ground=queries.knows_ground(request.actor, found.case, found.post.agency_id),
        may_settle=policy.may_settle_seat(request.actor, found),
        may_confirm=policy.may_confirm_seat(request.actor, found),
        may_withdraw=policy.may_withdraw_seat(request.actor, found),
    )


def _offer(request: HttpRequest, offer_id: uuid.UUID) -> SeatOffer:
    shown = policy.offers_visible_to(request.actor).select_related(
        "case__lead_agency",
        "case__agreement",
        "case",
        "post__human",
        "post__agency",
        "offered_by__human",
        "offered_by__agency",
    )
    return get_object_or_404(shown, pk=offer_id)


def settle(request: HttpRequest, offer_id: uuid.UUID) -> HttpResponse:
    """Confirm, accept, decline or withdraw a proposed seat."""
    found = _offer(request, offer_id)
    form = forms.Answer(request.POST, acts=list(ACTS))
    try:
        if form.is_valid():
            return _settled(request, found, **form.cleaned_data)
        messages.error(request, form.first_error)
    except Settled as settled:
        messages.error(request, str(settled))
        return redirect("desk")
    return redirect("seat-offer", found.pk)


def _settled(request: HttpRequest, found: SeatOffer, act: str, reason: str) -> HttpResponse:
    match act:
        case "accept":
            acts.accept(request.actor, found)
        case "decline":
            acts.decline(request.actor, found, reason=reason)
        case "confirm":
            acts.confirm(request.actor, found)
        case "withdraw":
            acts.withdraw(request.actor, found)
    messages.success(request, ACTS[act])
    own = act == "accept" and found.post_id == request.actor.post_id
    return redirect("case", found.case_id) if own else redirect("desk")


def sees(request: HttpRequest, seat_id: uuid.UUID) -> HttpResponse:
    """What somebody on the team sees now, of what one sees oneself."""
    seat = get_object_or_404(policy.team_visible_to(request.actor), pk=seat_id)
    found = sharing.seen_by(request.actor, seat)
    frame = framed(request.actor, seat.case, "team")
    shown = [one.entry.pk for one in found]
    return page(
        request,
        "desk/sees.html",
        look=looks.at_case(Verb.TEAM_LOOKED, seat.case, ids=shown),
        seat=seat,
        name=frame["bylines"].of(seat.post, seat.case_id),
        found=found,
        **frame,
    )


def end_seat(request: HttpRequest, seat_id: uuid.UUID) -> HttpResponse:
    """End a seat now, with a reason."""
    seat = get_object_or_404(policy.team_visible_to(request.actor), pk=seat_id)
    policy.may_end_seat(request.actor, seat).require()
    form = forms.Reason(request.POST or None)
    if request.method == "POST" and form.is_valid():
        acts.end(request.actor, seat, **form.cleaned_data)
        return _ended(request, seat)
    return page(
        request,
        "desk/end_seat.html",
        look=looks.at_case(Verb.TEAM_LOOKED, seat.case),
        form=form,
        seat=seat,
        **framed(request.actor, seat.case, "team"),
    )


def _ended(request: HttpRequest, seat: Seat) -> HttpResponse:
    messages.success(request, _("The seat has ended."))
    own = seat.post_id == request.actor.post_id
    return redirect("desk") if own else redirect("team", seat.case_id)
