"""Correcting an entry; a stale edit shows both texts, the newer one only if the rule still does."""

import uuid
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from throughcare.entries import looks, policy, queries
from throughcare.entries.facts import places
from throughcare.entries.frame import framed
from throughcare.entries.marked import Marked
from throughcare.entries.models import Entry, Stale
from throughcare.kernel import clock
from throughcare.notes import typed
from throughcare.notes.actions import writing
from throughcare.notes.forms import FORMS, EntryForm
from throughcare.notes.kinds import SORTS
from throughcare.notes.views.write import tell_wording
from throughcare.web.inputs import Line
from throughcare.web.pages import once, page

_PARTS_OF_DATE = ("year", "month", "day")
_WHEN = {"day", "clock"}


def correct(request: HttpRequest, entry_id: uuid.UUID) -> HttpResponse:
    """Another text for an entry; the earlier one is kept."""
    entry = queries.opened.one(request.actor, entry_id)
    policy.may_correct(request.actor, entry).require()
    form = _form(request, entry.detail)
    if request.method == "POST" and form.is_valid() and _is_within_reach(request, entry, form):
        try:
            return once(request, lambda: _save(request, entry, form))
        except Stale:
            return _page(request, entry, form, stale=True)
        except Marked as stopped:
            form.stop(stopped.found)
    return _page(request, entry, form)


def _form(request: HttpRequest, entry: Entry) -> EntryForm:
    """The form of the entry's kind, without the label, with a reason and the version."""
    team = places(entry.case, request.actor.at)
    own = next((place for place in team if place.post.pk == request.actor.post_id), None)
    start = _start(entry) | typed.initial("correct", entry.pk, request.actor.post_id)
    sent = request.POST if request.method == "POST" else None
    form = FORMS[entry.kind](
        sent, case=entry.case, role=request.actor.role, team=team, own=own, initial=start
    )
    form.prepare(request.actor, entry)
    for name in ("categories", "handling", "named", "why_needed", "file"):
        form.fields.pop(name, None)
    if entry.kind == "contact":
        del form.fields["text"]  # what was said is an entry of its own, with its own readers
    form.fields["correction"] = Line(
        label=gettext_lazy("Why you correct it"),
        max_length=300,
        empty=gettext_lazy("Write why you correct it."),
    )
    form.fields["version"] = forms.IntegerField(widget=forms.HiddenInput)
    form.initial.setdefault("version", entry.version)
    return form


def _start(entry: Entry) -> dict[str, Any]:
    local = clock.local(entry.occurred_at)
    names = {field.name for field in entry._meta.concrete_fields}
    start = {name: getattr(entry, name) for name in names if name not in ("id", "case")}
    dates = {f"born_{part}": getattr(entry, part, None) for part in _PARTS_OF_DATE}
    for_post = {"for_post": str(entry.for_post_id)} if hasattr(entry, "for_post_id") else {}
    return (
        start
        | dates
        | for_post
        | {"day": local.date(), "clock": local.time().replace(second=0, microsecond=0)}
    )


def _save(request: HttpRequest, entry: Entry, form: EntryForm) -> str:
    changes = form.changes()
    if not _is_moved(entry, form):
        changes.pop("occurred_at", None)
    if entry.kind == "contact":
        changes["headline"] = form.cleaned_data["headline"] or entry.headline
    writing.correct(
        request.actor,
        entry,
        version=form.cleaned_data["version"],
        reason=form.cleaned_data["correction"],
        fields=changes,
        released=form.released_words,
        release_reason=form.cleaned_data["release_reason"],
    )
    typed.forget("correct", entry.pk, request.actor.post_id)
    messages.success(request, _("Corrected. The earlier version is kept."))
    tell_wording(request, form)
    return reverse("entry", args=[entry.pk])


def _is_within_reach(request: HttpRequest, entry: Entry, form: EntryForm) -> bool:
    """Whether the writer's own seat reaches another date; if not, the form says so at the day."""
    if not _is_moved(entry, form):
        return True
    may = policy.may_date(request.actor, entry.case, form.occurred_at())
    if not may:
        form.add_error("day", may.reason)
    return bool(may)


def _is_moved(entry: Entry, form: EntryForm) -> bool:
    """Whether the form says another day or time; forms know no seconds, some kinds no time."""
    start = _start(entry)
    return any(form.cleaned_data[name] != start[name] for name in _WHEN & form.fields.keys())


def _page(
    request: HttpRequest, entry: Entry, form: EntryForm, *, stale: bool = False
) -> HttpResponse:
    """The form; when stale, with the text that is saved now, as far as the rule shows it now."""
    newer = None
    if stale:
        newer = policy.visible_to(request.actor).filter(pk=entry.pk).first()
        present = {"version": str(newer.version if newer else entry.version)}
        form.data = {**form.data.dict(), **present}
    return page(
        request,
        "notes/write.html",
        look=looks.at_entry(entry),
        status=200,
        form=form,
        stale=newer,
        correcting=True,
        entry=entry,
        sort=SORTS[entry.kind],
        draft_url=False,
        who=None,
        token=typed.token(request.actor.post_id, "correct", entry.case_id, entry.pk),
        **framed(request.actor, entry.case, "chronology"),
    )
