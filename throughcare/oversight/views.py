"""Reading the trail: one's own looks, looks at one's case, and the officer's oversight."""

import uuid

from django.http import HttpRequest, HttpResponse

from throughcare.cases import policy as cases
from throughcare.cases import queries as of_cases
from throughcare.entries import looks as of_entries
from throughcare.entries.frame import framed
from throughcare.oversight import forms, policy, queries
from throughcare.oversight import looks as looking
from throughcare.oversight.reading import NEWEST, Asked
from throughcare.oversight.verbs import Verb
from throughcare.web import sheets
from throughcare.web.pages import page, send


def own(request: HttpRequest) -> HttpResponse:
    """What one has looked at oneself."""
    part = queries.own(request.actor, _before(request))
    look = looking.at_own(part.ids)
    return page(request, "oversight/own.html", look=look, part=part)


def _before(request: HttpRequest) -> int:
    """Up to which event; from the newest where the address says nothing that is a number."""
    said = request.GET.get("before", "")
    return (
        int(said)
        if said.isascii() and said.isdecimal() and len(said) < len(str(NEWEST))
        else NEWEST
    )


def looks(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Who has looked at a case; for whoever answers for it."""
    case = of_cases.opened.one(request.actor, case_id)
    cases.may_lead(request.actor, case).require()
    part = queries.looks(request.actor, case, _before(request))
    return page(
        request,
        "oversight/looks.html",
        look=of_entries.at_case(Verb.CASE_LOOKED, case, ids=part.ids),
        part=part,
        **framed(request.actor, case, "team"),
    )


def overseen(request: HttpRequest) -> HttpResponse:
    """The trail of the officer's agency, a part of it at a time."""
    policy.is_officer(request.actor).require()
    form = forms.Filter(request.GET, posts=queries.posts_of(request.actor))
    part = queries.overseen(request.actor, form.asked if form.is_valid() else Asked())
    return page(
        request,
        "oversight/trail.html",
        look=looking.as_officer(Verb.OVERSEEN, part.ids),
        form=form,
        part=part,
        next_url=form.following(part.following) if part.following else "",
    )


def file(request: HttpRequest) -> HttpResponse:
    """The same part of the trail as a file, for the supervisory authority."""
    policy.is_officer(request.actor).require()
    form = forms.Filter(request.GET, posts=queries.posts_of(request.actor))
    lines = queries.whole(request.actor, form.asked if form.is_valid() else Asked())
    look = looking.as_officer(Verb.EXPORTED, [len(lines)])
    return send(request, queries.file(lines), look=look, headers=sheets.headers("trail.csv"))


def month(request: HttpRequest) -> HttpResponse:
    """What each post did in a month, to be printed and signed."""
    policy.is_officer(request.actor).require()
    form = forms.Month(request.GET or {"month": f"{forms.Month.present():%Y-%m}"})
    first = form.cleaned_data["month"] if form.is_valid() else forms.Month.present()
    sums = queries.month(request.actor, first, forms.Month.after(first))
    return page(
        request,
        "oversight/month.html",
        look=looking.as_officer(Verb.SUMMED),
        form=form,
        first=first,
        sums=sums,
    )
