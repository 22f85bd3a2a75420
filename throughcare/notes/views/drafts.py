"""What one has typed and not saved."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from throughcare.notes import policy, queries
from throughcare.notes.actions import drafts as acts
from throughcare.web.pages import page


def drafts(request: HttpRequest) -> HttpResponse:
    """One's drafts, newest first."""
    return page(request, "notes/drafts.html", drafts=queries.drafts(request.actor))


def show(request: HttpRequest, draft_id: uuid.UUID) -> HttpResponse:
    """A draft: go on writing where that is still possible, or read what one typed."""
    draft = get_object_or_404(policy.visible_to(request.actor), pk=draft_id)
    return page(request, "notes/draft.html", draft=queries.opened(request.actor, draft))


def drop(request: HttpRequest, draft_id: uuid.UUID) -> HttpResponse:
    """Throw a draft away."""
    draft = get_object_or_404(policy.visible_to(request.actor), pk=draft_id)
    acts.drop(request.actor, draft)
    messages.success(request, _("Thrown away."))
    return redirect("drafts")
