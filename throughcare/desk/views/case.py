"""One case: overview, chronology, the person, the pathway, documents."""

import uuid

from django.http import HttpRequest, HttpResponse

from throughcare.cases import policy, queries
from throughcare.cases.models import Case
from throughcare.cases.verbs import Verb
from throughcare.desk import forms
from throughcare.desk.queries import overview
from throughcare.desk.queries import pathway as pathways
from throughcare.entries import looks
from throughcare.entries.frame import framed
from throughcare.entries.models import Kind
from throughcare.entries.queries import Filters
from throughcare.entries.rows import rows
from throughcare.entries.verbs import Verb as EntryVerb
from throughcare.notes import queries as notes
from throughcare.web.pages import page


def load(request: HttpRequest, case_id: uuid.UUID) -> Case:
    """The case, if the actor holds a seat on it; otherwise as if it did not exist."""
    return queries.opened.one(request.actor, case_id)


def case(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """A case at a glance."""
    found = load(request, case_id)
    frame = framed(request.actor, found, "case")
    view = overview.overview(request.actor, found, frame["bylines"])
    return page(
        request,
        "desk/case.html",
        look=looks.at_case(Verb.LOOKED, found, ids=view.ids),
        view=view,
        may_lead=policy.may_lead(request.actor, found),
        **frame,
    )


def chronology_page(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Everything that happened, newest first, as far as the reader sees it."""
    found = load(request, case_id)
    agencies = overview.agencies_seen(request.actor, found.pk)
    form = forms.ChronologyFilter(request.GET, agencies=agencies)
    after = request.GET.get("after", "")
    entries, following = overview.page_of(request.actor, found, form.filters(), after)
    frame = framed(request.actor, found, "chronology")
    return page(
        request,
        "desk/chronology.html",
        look=looks.at_case(EntryVerb.LISTED, found, ids=[entry.pk for entry in entries]),
        rows=rows(entries, frame["bylines"]),
        form=form,
        next_url=form.following(following),
        **frame,
    )


def profile(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Who the person is: names, birth, languages, needs, safe ways to make contact."""
    found = load(request, case_id)
    known = notes.profile(request.actor, found)
    return page(
        request,
        "desk/profile.html",
        look=looks.at_case(Verb.LOOKED, found, ids=[e.pk for each in known.values() for e in each]),
        known=known,
        may_lead=policy.may_lead(request.actor, found),
        **framed(request.actor, found, "profile"),
    )


def pathway(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """The way of the case: legal pathway, participation, motives, actions, outreach."""
    found = load(request, case_id)
    way = pathways.way(request.actor, found)
    return page(
        request,
        "desk/pathway.html",
        look=looks.at_case(Verb.LOOKED, found, ids=way.ids),
        way=way,
        **framed(request.actor, found, "pathway"),
    )


def documents(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """The documents that the reader sees."""
    found = load(request, case_id)
    after = request.GET.get("after", "")
    documents = Filters(kinds=[Kind.DOCUMENT])
    entries, following = overview.page_of(request.actor, found, documents, after)
    frame = framed(request.actor, found, "documents")
    return page(
        request,
        "desk/documents.html",
        look=looks.at_case(EntryVerb.LISTED, found, ids=[entry.pk for entry in entries]),
        rows=rows(entries, frame["bylines"], headings=False),
        next_url=f"?after={following}" if following else "",
        **frame,
    )
