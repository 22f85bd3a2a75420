"""Acts on labels: another label, splitting a part off, asking the owner, answering."""

import uuid
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from throughcare.entries import forms, looks, policy
from throughcare.entries.actions import labels
from throughcare.entries.facts import Label, label_of, places, relabelled
from throughcare.entries.frame import framed
from throughcare.entries.marked import Marked
from throughcare.entries.models import Entry, Stale
from throughcare.entries.readings import Reading, reading
from throughcare.entries.views.show import load
from throughcare.kernel import clock
from throughcare.web.pages import once, page


def relabel(request: HttpRequest, entry_id: uuid.UUID) -> HttpResponse:
    """Let more or fewer people read an entry; the page says who, before saving."""
    entry = load(request, entry_id)
    policy.may_correct(request.actor, entry).require()
    form = _form(forms.Relabel, request, entry, _start(entry))
    who = _readers(request, entry, form)
    confirm = _is_permitted(request, entry, form)
    if confirm and request.POST.get("seen") == who.signature:
        try:
            return once(request, lambda: _relabel(request, entry, form))
        except Stale:
            entry = _stale(request, entry, form)
    return _page(request, "entries/relabel.html", entry, form=form, who=who, must_confirm=confirm)


def split(request: HttpRequest, entry_id: uuid.UUID) -> HttpResponse:
    """Take out a part that needs another label; the page says who reads it, before saving."""
    entry = load(request, entry_id)
    policy.may_correct(request.actor, entry).require()
    start = {**_start(entry), "kept": entry.text, "headline": entry.headline}
    form = _form(forms.Split, request, entry, start)
    who = _readers(request, entry, form)
    confirm = _is_permitted(request, entry, form)
    if confirm and request.POST.get("seen") == who.signature:
        try:
            return once(request, lambda: _split(request, entry, form))
        except Stale:
            entry = _stale(request, entry, form)
        except Marked:
            form.add_error("text", _("Together these texts bear a classification marking."))
    return _page(request, "entries/split.html", entry, form=form, who=who, must_confirm=confirm)


def ask(request: HttpRequest, entry_id: uuid.UUID) -> HttpResponse:
    """Ask the owner for another label."""
    entry = load(request, entry_id)
    policy.may_ask(request.actor, entry).require()
    form = forms.Ask(request.POST or None)
    if request.method == "POST" and form.is_valid():
        wish = form.cleaned_data["wish"]
        messages.success(request, _("Asked. The owner of the entry decides."))
        return once(request, lambda: _to(labels.ask(request.actor, entry, wish=wish).entry))
    return _page(request, "entries/ask.html", entry, form=form)


def answer(request: HttpRequest, request_id: uuid.UUID) -> HttpResponse:
    """Answer a wish for another label."""
    wishes = policy.requests_visible_to(request.actor)
    wish = get_object_or_404(wishes.select_related("entry__case__person"), pk=request_id)
    policy.may_answer(request.actor, wish).require()
    form = forms.Answer(request.POST or None)
    if request.method == "POST" and form.is_valid():
        labels.answer(request.actor, wish, answer=form.cleaned_data["answer"])
        messages.success(request, _("Answered."))
        return redirect("entry", wish.entry_id)
    return _page(request, "entries/answer.html", wish.entry, form=form, wish=wish)


def _to(entry: Entry) -> str:
    return reverse("entry", args=[entry.pk])


def _start(entry: Entry) -> dict[str, Any]:
    return {
        "categories": [category.code for category in entry.category_list],
        "handling": entry.handling,
        "named": [str(seat) for seat in label_of(entry).named],
        "why_needed": entry.why_needed,
        "version": entry.version,
    }


def _form(kind: Any, request: HttpRequest, entry: Entry, start: dict[str, Any]) -> Any:
    team = places(entry.case, request.actor.at)
    own = next((place for place in team if place.post.pk == request.actor.post_id), None)
    sent = request.POST if request.method == "POST" else None
    form = kind(sent, team=team, own=own, initial=start)
    form.team = team
    return form


def _is_permitted(request: HttpRequest, entry: Entry, form: Any) -> bool:
    """Whether what was sent is right, and a label that the writer may give; if not, it says so."""
    if request.method != "POST" or not form.is_valid():
        return False
    may = policy.may_write(request.actor, entry.case, _chosen(entry, form))
    if not may:
        form.add_error("categories", may.reason)
    return bool(may)


def _chosen(entry: Entry, form: Any) -> Label:
    """The label in the form, as it will be stored."""
    before = label_of(entry)
    label = replace(
        before,
        categories=form.category_bits,
        handling=form.cleaned_data["handling"],
        named=frozenset(form.named_seats),
    )
    if isinstance(form, forms.Split):  # a part is shared from now on
        return replace(label, shared_at=clock.now())
    return relabelled(form.team, before, label, clock.now())


def _readers(request: HttpRequest, entry: Entry, form: Any) -> Reading:
    """Who will read the entry with the label in the form."""
    is_chosen = form.is_bound and form.is_valid()
    label = _chosen(entry, form) if is_chosen else label_of(entry)
    return reading(form.team, label, request.actor.post_id)


def _relabel(request: HttpRequest, entry: Entry, form: Any) -> str:
    labels.relabel(
        request.actor,
        entry,
        version=form.cleaned_data["version"],
        categories=form.category_bits,
        handling=form.cleaned_data["handling"],
        named=form.named_seats,
        why_needed=form.cleaned_data["why_needed"],
        reason=form.cleaned_data["reason"],
    )
    messages.success(request, _("The label is changed."))
    return _to(entry)


def _split(request: HttpRequest, entry: Entry, form: Any) -> str:
    cleaned = form.cleaned_data
    labels.split(
        request.actor,
        entry,
        version=cleaned["version"],
        kept=cleaned["kept"],
        headline=cleaned["headline"],
        text=cleaned["text"],
        categories=form.category_bits,
        handling=cleaned["handling"],
        named=form.named_seats,
        why_needed=form.cleaned_data["why_needed"],
        reason=cleaned["reason"],
    )
    messages.success(request, _("Split off. Both parts are linked."))
    return _to(entry)


def _stale(request: HttpRequest, entry: Entry, form: Any) -> Entry:
    """The entry as it is now, if the rule still shows it; the form says so and loses nothing."""
    newer = load(request, entry.pk)
    form.add_error(
        None,
        _("Somebody saved this entry in the meantime. Look at what is saved now, then save again."),
    )
    form.data = form.data.copy()
    form.data["version"] = str(newer.version)
    return newer


def _page(request: HttpRequest, template: str, entry: Entry, **context: Any) -> HttpResponse:
    return page(
        request,
        template,
        look=looks.at_entry(entry),
        entry=entry,
        **context,
        **framed(request.actor, entry.case, "chronology"),
    )
