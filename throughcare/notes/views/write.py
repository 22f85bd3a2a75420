"""Writing an entry: the form, who will read it, and saving."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from throughcare.cases import policy as cases
from throughcare.cases import queries
from throughcare.cases.models import Case
from throughcare.cases.verbs import Verb as CaseVerb
from throughcare.entries import looks, policy
from throughcare.entries.facts import Place, places
from throughcare.entries.frame import framed
from throughcare.entries.marked import Marked
from throughcare.entries.models import Entry, Kind
from throughcare.entries.readings import Reading, reading
from throughcare.files.storage import store
from throughcare.kernel import clock
from throughcare.notes import typed
from throughcare.notes.actions import writing
from throughcare.notes.forms import FORMS, EntryForm
from throughcare.notes.kinds import SORTS
from throughcare.web.pages import once, page
from throughcare.web.words import clock_time

_ASKED = (
    "action",
    "point",
    "programme",
    "goes_to",
    "topic",
)  # what a link to a form may say beforehand: words of closed lists


def write(request: HttpRequest, case_id: uuid.UUID, kind: str) -> HttpResponse:
    """A new entry of a kind on a case."""
    if kind not in FORMS:
        raise Http404
    case = queries.opened.one(request.actor, case_id)
    cases.may_work(request.actor, case).require()
    team = places(case, request.actor.at)
    form = bound(request, case, kind, team)
    who = who_reads(request, form, team)
    if request.method == "POST" and is_permitted(request, form) and is_seen(request, form, who):
        try:
            return once(request, lambda: save(request, case, form))
        except Marked as stopped:
            form.stop(stopped.found)
    return _page(request, case, form, who)


def _page(request: HttpRequest, case: Case, form: EntryForm, who: Reading) -> HttpResponse:
    return page(
        request,
        "notes/write.html",
        look=looks.at_case(CaseVerb.LOOKED, case),
        form=form,
        who=who,
        sort=SORTS[form.kind],
        token=typed.token(request.actor.post_id, form.kind, case.pk, case.pk),
        **framed(request.actor, case, "chronology"),
    )


def bound(request: HttpRequest, case: Case, kind: str, team: list[Place]) -> EntryForm:
    """The form of a kind, with what was sent, or the draft; now, where it is about what was."""
    own = next((place for place in team if place.post.pk == request.actor.post_id), None)
    start = {} if FORMS[kind].may_lie_ahead else _now()
    start |= {name: request.GET[name] for name in _ASKED if name in request.GET}
    start |= typed.initial(kind, case.pk, request.actor.post_id)
    sent = request.POST if request.method == "POST" else None
    context = {"case": case, "role": request.actor.role, "team": team, "own": own}
    form = FORMS[kind](sent, request.FILES or None, initial=start, **context)
    form.prepare(request.actor)
    return form


def _now() -> dict[str, Any]:
    here = clock.local(clock.now())
    return {"day": here.date(), "clock": here.time().replace(second=0, microsecond=0)}


def who_reads(request: HttpRequest, form: EntryForm, team: list[Place]) -> Reading:
    """Who will read what is in the form now, by its label as far as it is filled in."""
    form.is_valid()
    return reading(team, form.label_so_far(request.actor.agency), request.actor.post_id)


def is_permitted(request: HttpRequest, form: EntryForm) -> bool:
    """Whether the form is right, and its writer may write this; if not, it says so at the field."""
    if not form.is_valid():
        return False
    label = form.label_so_far(request.actor.agency)
    may = policy.may_write(request.actor, form.case, label)
    if not may:
        too_old = label.occurred_at < form.own.seat.sees_from and "day" in form.fields
        form.add_error("day" if too_old else "categories", may.reason)
    return bool(may)


def is_seen(request: HttpRequest, form: EntryForm, who: Reading) -> bool:
    """Whether the writer was shown these very readers; without scripts that is a step more."""
    if request.POST.get("seen") == who.signature:
        return True
    form.must_confirm = True
    return False


def save(request: HttpRequest, case: Case, form: EntryForm) -> str:
    """Save what the form says and go to the chronology."""
    released = {
        "released": form.released_words,
        "release_reason": form.cleaned_data["release_reason"],
    }
    if form.kind == Kind.CONTACT:
        saved = writing.contact(request.actor, case, **form.said(), **released)
    else:
        saved = writing.add(request.actor, _entry(form), named=form.named_seats, **released)
    typed.forget(form.kind, case.pk, request.actor.post_id)
    messages.success(request, _("Saved."))
    tell_wording(request, form)
    return f"{reverse('chronology', args=[case.pk])}#e{saved.pk}"


def tell_wording(request: HttpRequest, form: EntryForm) -> None:
    """Say after saving that some words are worth a second thought; not which: cookies tell."""
    if form.wording:
        messages.info(
            request,
            _("Some words are worth a second thought. “Correct” shows which, and better ones."),
        )


def _entry(form: EntryForm) -> Entry:
    entry = form.entry()
    if form.kind == Kind.DOCUMENT:
        inspected = form.cleaned_data["file"]
        entry.file, entry.name = store(inspected), inspected.name
    return entry


def readers(request: HttpRequest, case_id: uuid.UUID, kind: str) -> HttpResponse:
    """Who will read what is in the form now: a part of the page."""
    case = queries.opened.one(request.actor, case_id)
    if kind not in FORMS:
        raise Http404
    team = places(case, request.actor.at)
    form = bound(request, case, kind, team)
    return page(request, "notes/_fresh_readers.html", who=who_reads(request, form, team), form=form)


def draft(request: HttpRequest, case_id: uuid.UUID, kind: str) -> HttpResponse:
    """Keep what is typed; answers when it was kept, or what stops it."""
    try:
        kept = typed.keep(request)
    except Marked:
        return JsonResponse({"stopped": _("Not kept: this bears a classification marking.")})
    if kept is None:
        raise Http404
    return JsonResponse({"kept": clock_time(clock.local(kept.kept_at))})
