"""Imports: the list with a new sheet, the preview, one import, and taking it back."""

import json
import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from throughcare.agencies.queries import agencies
from throughcare.imports import actions, forms, looks, policy, queries, sheets
from throughcare.imports.checking import Checked, Checker
from throughcare.imports.models import Import
from throughcare.imports.verbs import Verb
from throughcare.web.pages import once, page


def shelf(request: HttpRequest) -> HttpResponse:
    """The imports that one has made."""
    found = list(queries.imports(request.actor))
    look = looks.at(Verb.LISTED, [one.pk for one in found])
    return page(request, "imports/shelf.html", look=look, imports=found)


def sheet(request: HttpRequest) -> HttpResponse:
    """Where a sheet is chosen; it leads to the preview, and nothing is kept yet."""
    policy.may_import(request.actor).require()
    form = forms.Sheet(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        name, rows = form.cleaned_data["file"]
        told = {"name": name, "table": json.dumps(rows, ensure_ascii=False)}
        return _preview(request, forms.Mapping(initial=told, rows=rows))
    return page(request, "imports/sheet.html", form=form)


def preview(request: HttpRequest) -> HttpResponse:
    """What becomes of each row; the good ones are imported, the others can be taken away."""
    policy.may_import(request.actor).require()
    try:
        rows = forms.rows_of(request.POST.get("table", ""))
    except ValueError:
        messages.error(request, _("The sheet was lost on the way. Choose it again."))
        return redirect("import-sheet")
    form = forms.Mapping(request.POST, rows=rows)
    if not form.is_valid() or request.POST.get("act") not in {"import", "mend"}:
        return _preview(request, form)
    checked = _checked(request, form)
    if request.POST["act"] == "mend":
        return _to_mend(form, checked)
    if not any(row.is_good for row in checked):
        return _preview(request, form)
    return once(request, lambda: _brought_in(request, form.cleaned_data["name"], checked))


def _preview(request: HttpRequest, form: forms.Mapping) -> HttpResponse:
    checked = _checked(request, form)
    good = sum(row.is_good for row in checked)
    return page(request, "imports/preview.html", form=form, rows=checked, good=good)


def _checked(request: HttpRequest, form: forms.Mapping) -> list[Checked]:
    agency = agencies().get(pk=request.actor.agency)
    return Checker(request.actor, agency, form.places).check(form.rows)


def _to_mend(form: forms.Mapping, checked: list[Checked]) -> HttpResponse:
    """The rows that were not good, with what is wrong, to be mended and sent again."""
    bad = [[*row.cells, "; ".join(row.errors)] for row in checked if not row.is_good]
    content = sheets.with_errors([[*form.rows[0], _("What is wrong")], *bad])
    headers = {"Content-Disposition": 'attachment; filename="rows-to-mend.csv"'}
    return HttpResponse(content, content_type="text/csv; charset=utf-8", headers=headers)


def _brought_in(request: HttpRequest, name: str, checked: list[Checked]) -> str:
    made = actions.bring_in(request.actor, name, checked)
    messages.success(request, _("Imported. You decide about each as about any referral."))
    return reverse("import", args=[made.pk])


def show(request: HttpRequest, import_id: uuid.UUID) -> HttpResponse:
    """One import, with what came of each row."""
    made = _load(request, import_id)
    return page(
        request,
        "imports/show.html",
        look=looks.at(Verb.LOOKED, [made.pk], made),
        made=made,
        rows=list(queries.rows(made)),
        may_undo=policy.may_undo(request.actor, made),
        form=forms.Undoing(),
    )


def _load(request: HttpRequest, import_id: uuid.UUID) -> Import:
    return get_object_or_404(policy.visible_to(request.actor), pk=import_id)


def undo(request: HttpRequest, import_id: uuid.UUID) -> HttpResponse:
    """Take an import back."""
    made = _load(request, import_id)
    policy.may_undo(request.actor, made).require()
    form = forms.Undoing(request.POST)
    if form.is_valid():
        actions.undo(request.actor, made, **form.cleaned_data)
        messages.success(request, _("Taken back: its cases are closed and called by number."))
    else:
        messages.error(request, _("Write why."))
    return redirect("import", made.pk)
