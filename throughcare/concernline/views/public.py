"""Public pages: nobody signs in, no cookie is set, and nothing tells who writes.

They need no token against forged forms: whoever could forge one has no cookie to borrow.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from throughcare.audit import actions as audit
from throughcare.concernline import actions, forms, languages, looks, policy, queries, receipts
from throughcare.concernline.brakes import BEGINNINGS, BRAKE, TRIES, WORDS
from throughcare.concernline.models import Conversation, Line
from throughcare.kernel import clock
from throughcare.kernel.actor import somebody
from throughcare.kernel.behalf import holding
from throughcare.web.fields import key
from throughcare.web.pages import page

View = Callable[..., HttpResponse]


def _public(view: View) -> View:
    """Whoever comes is nobody, also where a worker is signed in; in the language they choose."""

    @csrf_exempt
    @wraps(view)
    def answer(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        request.actor, request.post = somebody(clock.now()), None
        with languages.spoken(request) as request.spoken, holding(""):
            return view(request, **kwargs)

    return answer


def _page(request: HttpRequest, name: str, **context: Any) -> HttpResponse:
    told = {"spoken": request.spoken, "languages": languages.LANGUAGES} | context
    told["leave_to"] = settings.LEAVE_TO
    return page(request, f"concernline/{name}.html", **told)


@_public
def lines(request: HttpRequest) -> HttpResponse:
    """What the lines are, and when confidentiality ends: before anything is written."""
    return _page(request, "lines", lines=queries.lines())


@_public
def write(request: HttpRequest, code: str) -> HttpResponse:
    """The first words; the answer to them is the receipt."""
    line = get_object_or_404(queries.lines(), pk=code)
    form = forms.Writing(request.POST or None)
    token = request.POST.get("token", "")
    if request.method == "POST" and form.is_valid():
        if receipt := _begun(request, line, form, token):
            return _page(request, "receipt", line=line, receipt=receipt)
        token = ""
    return _page(request, "write", line=line, form=form, token=token or receipts.page_token())


def _begun(request: HttpRequest, line: Line, form: forms.Writing, token: str) -> str:
    """The receipt of the conversation; with none, the form says why not."""
    if not (may := policy.may_come(request.actor, line)):
        form.add_error(None, may.reason)
    elif not BRAKE.lets(request, "begin", BEGINNINGS):
        form.add_error(None, _too_much())
    else:
        try:
            receipt = receipts.of_page(token)
        except receipts.Stale:
            form.add_error(None, _("This page was open for too long. Send it once more."))
        else:
            told = actions.Told(language=request.spoken, **form.cleaned_data)
            actions.begin(request.actor, line, receipts.hashed(receipt), told)
            return receipt
    return ""


def _too_much() -> str:
    return _(
        "So much was written from where you are that we take no more for an hour. Your words are "
        "still here. If somebody is in danger now, call 112."
    )


@_public
def back(request: HttpRequest) -> HttpResponse:
    """Where one comes back with a receipt."""
    return _page(request, "back", form=forms.Back())


@_public
def talk(request: HttpRequest) -> HttpResponse:
    """The conversation of a receipt; with words, they are added first."""
    opened = forms.Back(request.POST)
    if not opened.is_valid():
        return _page(request, "back", form=opened, status=422)
    receipt = receipts.hashed(opened.cleaned_data["receipt"])
    with holding(receipt):
        conversation = policy.held(receipt).select_related("line__agency").first()
        if conversation is None:
            return _unknown(request, opened)
        return _talk(request, conversation, opened.cleaned_data)


def _unknown(request: HttpRequest, opened: forms.Back) -> HttpResponse:
    """A receipt that is none; whoever tries many is held up."""
    audit.refusal(request.actor, asked="line-talk", reason="missing")
    if not BRAKE.lets(request, "back", TRIES):
        opened.add_error(None, _too_much())
        return _page(request, "back", form=opened, status=429)
    opened.add_error("receipt", _("We know no such receipt. Look at every character."))
    return _page(request, "back", form=opened, status=404)


def _talk(
    request: HttpRequest, conversation: Conversation, receipt: dict[str, Any]
) -> HttpResponse:
    writes = "text" in request.POST
    form = forms.Further(request.POST if writes else None, initial=receipt)
    if writes and form.is_valid():
        if BRAKE.lets(request, "words", WORDS):
            text = form.cleaned_data["text"]
            actions.add(request.actor, conversation.receipt, text, key(request))
            conversation.refresh_from_db()
            form = forms.Further(initial=receipt)
        else:
            form.add_error("text", _too_much())
    return _page(
        request,
        "talk",
        look=looks.back(conversation),
        conversation=conversation,
        words=queries.talk(conversation),
        form=form,
        is_sent=writes and not form.is_bound,
    )
