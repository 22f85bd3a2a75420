"""One entry: what it says, who can see it and why, its earlier versions."""

import uuid

from django.http import HttpRequest, HttpResponse

from throughcare.entries import looks, policy, queries
from throughcare.entries.facts import label_of, places
from throughcare.entries.frame import framed
from throughcare.entries.models import Entry
from throughcare.entries.readings import reading
from throughcare.web.pages import page


def load(request: HttpRequest, entry_id: uuid.UUID) -> Entry:
    """The entry, if the rule shows it to the actor; otherwise as if it did not exist."""
    return queries.opened.one(request.actor, entry_id)


def show(request: HttpRequest, entry_id: uuid.UUID) -> HttpResponse:
    """One entry."""
    entry = load(request, entry_id)
    team = places(entry.case, request.actor.at)
    detail, may_correct = entry.detail, policy.may_correct(request.actor, entry)
    around = queries.around(request.actor, detail, team, is_owner=bool(may_correct))
    return page(
        request,
        "entries/show.html",
        look=looks.at_entry(entry, ids=around.ids),
        entry=detail,
        around=around,
        who=reading(team, label_of(entry), request.actor.post_id),
        may_correct=may_correct,
        may_ask=not may_correct and policy.may_ask(request.actor, entry),
        **framed(request.actor, entry.case, "chronology"),
    )


def why(request: HttpRequest, entry_id: uuid.UUID) -> HttpResponse:
    """Who of the team can see this entry and who cannot, in the rule's own steps."""
    entry = load(request, entry_id)
    team = places(entry.case, request.actor.at)
    label = label_of(entry)
    return page(
        request,
        "entries/why.html",
        look=looks.at_entry(entry),
        entry=entry,
        explained=queries.explained(team, label, request.actor.post_id),
        **framed(request.actor, entry.case, "chronology"),
    )
