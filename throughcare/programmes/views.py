"""Pages of programme models: reading, comparing, writing, adopting."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from throughcare.programmes import actions, forms, looks, policy, queries, shipped
from throughcare.programmes.comparing import Comparison
from throughcare.programmes.models import Programme, Version
from throughcare.programmes.showing import Shown
from throughcare.programmes.verbs import Verb
from throughcare.web.pages import Look, once, page, send


def shelf(request: HttpRequest) -> HttpResponse:
    """Every programme model: those the agency works by, its own, and all others."""
    found = queries.shelf(request.actor)
    look = looks.at(Verb.LISTED, ids=found.ids)
    may_write = policy.may_write(request.actor)
    return page(request, "programmes/list.html", look=look, shelf=found, may_write=may_write)


def show(request: HttpRequest, version_id: uuid.UUID) -> HttpResponse:
    """One version of a programme, as a person reads it."""
    version = _load(request, version_id)
    shown = Shown.of(version, request.actor)
    return page(request, "programmes/show.html", look=looks.at(Verb.LOOKED, version), shown=shown)


def _load(request: HttpRequest, version_id: uuid.UUID) -> Version:
    return get_object_or_404(queries.versions(request.actor), pk=version_id)


def download(request: HttpRequest, version_id: uuid.UUID) -> HttpResponse:
    """The text of a version, as it was stored."""
    version = _load(request, version_id)
    name = f"{version.programme.key}-{version.number}.yaml"
    headers = {
        "Content-Type": "application/yaml; charset=utf-8",
        "Content-Disposition": f'attachment; filename="{name}"',
        "X-Content-Type-Options": "nosniff",
    }
    look = looks.at(Verb.DOWNLOADED, version)
    return send(request, version.text.encode(), look=look, headers=headers)


def compare(request: HttpRequest) -> HttpResponse:
    """Two programmes side by side, or what changed between two versions of one."""
    asked = [request.GET.get("left", ""), request.GET.get("right", "")]
    versions = queries.choosable(request.actor, asked)
    form = forms.Compare(request.GET if any(asked) else None, versions=versions)
    pair = form.pair
    look = looks.at(Verb.COMPARED, ids=[one.pk for one in pair or ()])
    found = Comparison.of(*pair) if pair else None
    return page(request, "programmes/compare.html", look=look, form=form, comparison=found)


def write(request: HttpRequest) -> HttpResponse:
    """Write a model of the agency's own, from nothing."""
    policy.may_write(request.actor).require()
    return _new(request, shipped.blank(), looks.at(Verb.LOOKED))


def adapt(request: HttpRequest, version_id: uuid.UUID) -> HttpResponse:
    """Make a copy of the agency's own, under another key."""
    policy.may_write(request.actor).require()
    version = _load(request, version_id)
    begun = forms.renamed(version.text, forms.own_key(version.programme.key))
    return _new(request, begun, looks.at(Verb.LOOKED, version), drawn_from=version)


def _new(
    request: HttpRequest, begun: str, look: Look, drawn_from: Version | None = None
) -> HttpResponse:
    form = _form(request, begun)
    if request.method == "POST" and form.is_valid():
        try:
            return once(request, lambda: _stored(request, form, drawn_from))
        except actions.KeyTaken as taken:
            form.refuse_key(str(taken))
    return page(request, "programmes/write.html", look=look, form=form, version=drawn_from)


def _form(request: HttpRequest, begun: str, key: str = "") -> forms.Write:
    sent = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    return forms.Write(*sent, initial={"text": begun}, key=key)


def _stored(request: HttpRequest, form: forms.Write, drawn_from: Version | None) -> str:
    made = actions.write(request.actor, form.source, drawn_from=drawn_from)
    messages.success(request, _("Stored as your agency's own model."))
    return reverse("programme", args=[made.pk])


def revise(request: HttpRequest, version_id: uuid.UUID) -> HttpResponse:
    """Write the next version of the agency's own model, beginning from one there is."""
    version = _load(request, version_id)
    programme = version.programme
    policy.may_revise(request.actor, programme).require()
    form = _form(request, version.text, programme.key)
    if request.method == "POST" and form.is_valid():
        return once(request, lambda: _revised(request, programme, form.source))
    look = looks.at(Verb.LOOKED, version)
    return page(request, "programmes/revise.html", look=look, form=form, version=version)


def _revised(request: HttpRequest, programme: Programme, source: str) -> str:
    added = actions.revise(request.actor, programme, source)
    told = {"number": added.version.number}
    if added.is_new:
        messages.success(request, _("Stored as version %(number)d.") % told)
    else:
        messages.info(request, _("Nothing has changed: it is version %(number)d still.") % told)
    return reverse("programme", args=[added.version.pk])


def adopt(request: HttpRequest, version_id: uuid.UUID) -> HttpResponse:
    """Let the agency work by this version from now on."""
    version = _load(request, version_id)
    actions.adopt(request.actor, version)
    messages.success(request, _("Your agency works by this version from now on."))
    return redirect("programme", version_id)


def give_up(request: HttpRequest, version_id: uuid.UUID) -> HttpResponse:
    """Let the agency work by no version of this programme any more."""
    version = _load(request, version_id)
    actions.give_up(request.actor, version.programme)
    messages.success(request, _("Your agency begins nothing more by this programme."))
    return redirect("programme", version_id)
