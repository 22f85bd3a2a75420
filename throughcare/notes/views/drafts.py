"""What one has typed and not saved."""

import uuid
from dataclasses import replace

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from throughcare.entries import looks
from throughcare.kernel import clock
from throughcare.kernel.actor import Actor
from throughcare.notes import policy, queries
from throughcare.notes.actions import drafts as acts
from throughcare.notes.models import Draft
from throughcare.notes.verbs import Verb
from throughcare.web.pages import Look, page


def drafts(request: HttpRequest) -> HttpResponse:
    """One's drafts, newest first."""
    rows = queries.drafts(request.actor)
    shown = [row.draft.case_id for row in rows if row.name]
    look = looks.at_cases(Verb.DRAFTS_LISTED, shown)
    return page(request, "notes/drafts.html", look=look, drafts=rows)


def show(request: HttpRequest, draft_id: uuid.UUID) -> HttpResponse:
    """A draft: go on writing where that is still possible, or read what one typed."""
    draft = get_object_or_404(policy.visible_to(request.actor), pk=draft_id)
    opened = queries.opened(request.actor, draft)
    may_drop = policy.may_drop(request.actor, draft)
    return page(
        request, "notes/draft.html", look=_look(draft), draft=opened, may_drop=bool(may_drop)
    )


def _look(draft: Draft) -> Look:
    """A look at a draft, whose case may show no longer."""

    def check(actor: Actor) -> None:
        present = replace(actor, at=clock.now())
        get_object_or_404(policy.visible_to(present), pk=draft.pk)

    return Look(Verb.DRAFT_LOOKED, check, case_id=draft.case_id, obj=draft)


def drop(request: HttpRequest, draft_id: uuid.UUID) -> HttpResponse:
    """Throw a draft away."""
    draft = get_object_or_404(policy.visible_to(request.actor), pk=draft_id)
    acts.drop(request.actor, draft)
    messages.success(request, _("Thrown away."))
    return redirect("drafts")
