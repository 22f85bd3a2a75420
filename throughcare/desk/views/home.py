"""The desk: what I must do, and my cases by longest silence."""

from django.http import HttpRequest, HttpResponse

from throughcare.cases.verbs import Verb
from throughcare.desk import forms
from throughcare.desk.queries.agenda import beside, work
from throughcare.desk.queries.caseload import Sieve
from throughcare.desk.queries.caseload import caseload as cases_of
from throughcare.entries import looks
from throughcare.kernel import clock
from throughcare.web.pages import page

SHOWN = 10


def desk(request: HttpRequest) -> HttpResponse:
    """What I must do today."""
    agenda = work(request.actor)
    rows = cases_of(request.actor, Sieve(order="silence")).rows[:SHOWN]
    aside = beside(request.actor)
    shown = [*agenda.case_ids, *(row.case_id for row in rows), *aside.case_ids]
    return page(
        request,
        "desk/home.html",
        look=looks.at_cases(Verb.LISTED, shown, ids=agenda.ids),
        work=agenda,
        rows=rows,
        aside=aside,
        today=clock.local(request.actor.at),
        first_name=request.post.human.name.split()[0],
    )


def caseload(request: HttpRequest) -> HttpResponse:
    """The cases on which I hold a seat."""
    form = forms.Sieve(request.GET)
    found = cases_of(request.actor, form.sieve())
    return page(
        request,
        "desk/caseload.html",
        look=looks.at_cases(Verb.LISTED, [row.case_id for row in found.rows]),
        form=form,
        found=found,
        next_url=form.following(found.following),
    )
