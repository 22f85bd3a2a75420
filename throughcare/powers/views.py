"""Acts that take two persons: what waits for me, proposing, confirming, refusing, withdrawing."""

import uuid
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from throughcare.kernel import clock
from throughcare.kernel.actor import Actor
from throughcare.powers import forms, policy, queries, registry
from throughcare.powers.actions import acts as ends
from throughcare.powers.actions import proposals as acts
from throughcare.powers.models import Proposal, Settled
from throughcare.powers.registry import Power
from throughcare.powers.verbs import Verb
from throughcare.web.pages import Look, once, page


def board(request: HttpRequest) -> HttpResponse:
    """What waits for me, what I have proposed, and what I may begin."""
    return page(request, "powers/board.html", board=queries.board(request.actor))


def propose(request: HttpRequest, power: str) -> HttpResponse:
    """Propose an act to a second person."""
    found = _power(power)
    policy.may_begin(request.actor, found).require()
    form = forms.Propose(request.POST or None, power=found)
    if request.method == "POST" and form.is_valid() and form.is_permitted(request.actor):
        return once(request, lambda: _proposed(request, found, form))
    seconds = policy.entitled(request.actor, found)
    return page(
        request,
        "powers/propose.html",
        power=found,
        form=form,
        seconds=seconds.select_related("human", "agency")[: queries.SHOWN],
    )


def _power(name: str) -> Power:
    try:
        return registry.power(name)
    except registry.UnknownPower:
        raise Http404 from None


def _proposed(request: HttpRequest, power: Power, form: forms.Propose) -> str:
    fields: dict[str, Any] = {name: form.cleaned_data[name] for name in ("reason", "second")}
    made = acts.propose(request.actor, power, terms=form.terms, **fields)
    messages.success(request, _("Proposed. The second person is told."))
    return reverse("proposal", args=[made.pk])


def show(request: HttpRequest, proposal_id: uuid.UUID) -> HttpResponse:
    """One proposal: the act, why, by whom; nothing of a case."""
    found = _load(request, proposal_id)
    return page(
        request,
        "powers/show.html",
        look=_look(found),
        row=_row(found),
        is_open=found.is_open(request.actor.at),
        may_confirm=policy.may_confirm(request.actor, found),
        may_refuse=policy.may_refuse(request.actor, found),
        may_withdraw=policy.may_withdraw(request.actor, found),
        administrator=queries.administrator(found),
        may_end=policy.may_end(request.actor, found),
    )


def _load(request: HttpRequest, proposal_id: uuid.UUID) -> Proposal:
    seen = policy.visible_to(request.actor).select_related(
        "proposed_by__human", "proposed_by__agency", "second", "settled_by__human"
    )
    return get_object_or_404(seen, pk=proposal_id)


def _row(proposal: Proposal) -> queries.Row:
    return queries.Row(proposal, registry.power(proposal.power))


def _look(proposal: Proposal) -> Look:
    def check(actor: Actor) -> None:
        present = replace(actor, at=clock.now())
        if not policy.visible_to(present).filter(pk=proposal.pk).exists():
            raise Http404

    return Look(Verb.LOOKED, check, obj=proposal)


def confirm(request: HttpRequest, proposal_id: uuid.UUID) -> HttpResponse:
    """Read once more what would be done, and do it."""
    found = _load(request, proposal_id)
    policy.may_confirm(request.actor, found).require()
    form = forms.Confirm(request.POST or None, fingerprint=found.fingerprint)
    if request.method == "POST" and form.is_valid():
        return _answered(request, found, "confirm")
    return page(request, "powers/confirm.html", look=_look(found), row=_row(found), form=form)


def end(request: HttpRequest, proposal_id: uuid.UUID) -> HttpResponse:
    """End an administrator's role before its time, and say why."""
    found = _load(request, proposal_id)
    policy.may_end(request.actor, found).require()
    form = forms.Reason(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return _answered(request, found, "end", form.cleaned_data["reason"])
    role = queries.administrator(found)
    return page(
        request, "powers/end.html", look=_look(found), row=_row(found), role=role, form=form
    )


def settle(request: HttpRequest, proposal_id: uuid.UUID) -> HttpResponse:
    """Refuse or withdraw."""
    found = _load(request, proposal_id)
    form = forms.Answer(request.POST)
    if not form.is_valid():
        messages.error(request, _("Write the reason in one line, without a marking."))
        return redirect("proposal", proposal_id)
    return _answered(request, found, **form.cleaned_data)


def _answered(request: HttpRequest, found: Proposal, act: str, answer: str = "") -> HttpResponse:
    try:
        match act:
            case "confirm":
                acts.confirm(request.actor, found)
            case "end":
                ends.end_administrator(request.actor, found, reason=answer)
            case "refuse":
                acts.refuse(request.actor, found, answer=answer)
            case _:
                acts.withdraw(request.actor, found)
    except Settled:
        messages.error(request, _("Somebody else was quicker. See how it stands now."))
        return redirect("proposal", found.pk)
    messages.success(request, _("Done."))
    return redirect("proposal", found.pk)
