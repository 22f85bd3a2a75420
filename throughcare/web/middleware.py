"""The gate that every request passes, and headers that keep pages private."""

import logging
import sys
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import (
    ImproperlyConfigured,
    ObjectDoesNotExist,
    RequestDataTooBig,
    TooManyFieldsSent,
    TooManyFilesSent,
)
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from throughcare.audit import actions as audit
from throughcare.kernel.decision import Refused
from throughcare.kernel.sqlite.turns import Busy
from throughcare.web.addresses import Address, Shows
from throughcare.web.given_back import typed
from throughcare.web.pages import Shown
from throughcare.web.stepping import leads_to, stepped_up

log = logging.getLogger(__name__)
Handler = Callable[[HttpRequest], HttpResponse]

_FOREIGN = ("allauth.", "django.views.static", "django.contrib.staticfiles")

_LOOKED_AT = {Shows.CONTENT, Shows.HOLDER}
_WITHOUT_POST = {Shows.PUBLIC, Shows.HOLDER}


class PrivatePages:
    """No page of ours is stored by a browser or a proxy."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Forbid storing, unless the answer says otherwise itself."""
        response = self.get_response(request)
        if not response.has_header("Cache-Control"):
            add_never_cache_headers(response)
            response["Cache-Control"] = "no-store, private"
        return response


class Gate:
    """Lets a request through to an address that declares what it shows, and checks the answer.

    Without a declaration there is no answer; content without a committed look is not sent;
    refusals and misses are recorded after the rollback, alike for existing and invented ids.
    """

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Send content only when its look is in the trail."""
        response = self.get_response(request)
        declared = getattr(request, "address", None)
        sends_content = response.status_code == 200 and not isinstance(response, Shown)
        if declared and declared.shows in _LOOKED_AT and sends_content:
            raise ImproperlyConfigured(f"{declared.name} sent content without a look.")
        return response

    def process_view(
        self, request: HttpRequest, view: Any, args: list[Any], kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        """Ask for a sign-in and a post, unless the address is public."""
        declared: Address | None = getattr(view, "address", None)
        if declared is None:
            if view.__module__.startswith(_FOREIGN):
                return None
            raise ImproperlyConfigured(f"{request.resolver_match.view_name} declares nothing.")
        request.address = declared
        if request.method not in declared.methods:
            return HttpResponse(status=405, headers={"Allow": ", ".join(declared.methods)})
        if declared.shows in _WITHOUT_POST:
            return None
        return self._without_post(request, declared) or self._not_stepped_up(request, declared)

    def _without_post(self, request: HttpRequest, declared: Address) -> HttpResponse | None:
        if request.actor.has_post:
            return None
        if request.user.is_authenticated and declared.shows is Shows.SELF:
            return None
        is_kept = _is_kept(request)
        if declared.shows is Shows.FRAGMENT:
            return HttpResponse(status=401)  # a page led to from here would take its message along
        if is_kept:
            messages.info(request, _("Your session had ended. What you typed is kept as a draft."))
            texts = []
        else:
            texts = typed(request)
        if request.user.is_authenticated:
            way = reverse("posts")
        else:
            after = request.path if "GET" in declared.methods else "/"
            way = f"{reverse(settings.LOGIN_URL)}?{urlencode({'next': after})}"
        return _given_back(request, texts, way) if texts else redirect(way)

    def _not_stepped_up(self, request: HttpRequest, declared: Address) -> HttpResponse | None:
        """Lead to showing again who one is; the same for whatever the address stands for."""
        if not declared.steps_up or stepped_up(request):
            return None
        way = leads_to(request.path if "GET" in declared.methods else "/")
        texts = typed(request)
        return _given_back(request, texts, way.url) if texts else way

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Turn a refusal or a miss into its answer; the transaction has been rolled back."""
        if isinstance(error, Refused):
            _record(request, "refused")
            return refused(request, error.reason)
        # What no longer shows in the middle of a request is not there either.
        if isinstance(error, Http404 | ObjectDoesNotExist):
            _record(request, "missing")
            return missing(request)
        return None


def missing(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The one 404, for what is not there and for what may not be seen."""
    return render(request, "web/missing.html", _text_of(request), status=404)


def refused(request: HttpRequest, reason: Any) -> HttpResponse:
    """The 403, with the reason in words."""
    found = {"reason": reason} | _text_of(request)
    return render(request, "web/refused.html", found, status=403)


def form_refused(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that did not come from a page of ours, or whose cookie is gone."""
    _record(request, "form")
    words = _(
        "This form was open for too long, or cookies are off. Go back, copy your text, and load "
        "the page again."
    )
    return refused(request, words)


def unreadable(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The 400 and 413: what was sent cannot be read, or is too much to be read."""
    if isinstance(exception, RequestDataTooBig | TooManyFieldsSent | TooManyFilesSent):
        return render(request, "web/too_large.html", status=413)
    return HttpResponse("400", status=400, content_type="text/plain")


def failed(request: HttpRequest) -> HttpResponse:
    """The 500: nothing was saved. A 503 where so many save at once that the turn did not come."""
    if isinstance(sys.exception(), Busy):
        response = render(request, "web/busy.html", status=503)
        response["Retry-After"] = "60"
        return response
    return render(request, "web/failed.html", status=500)


def _record(request: HttpRequest, reason: str) -> None:
    match = request.resolver_match
    audit.refusal(
        request.actor,
        asked=match.view_name if match else "",
        ids=[str(value) for value in match.kwargs.values()] if match else [],
        reason=reason,
    )


def _given_back(request: HttpRequest, texts: list[str], way: str) -> HttpResponse:
    """A form that its writer may not send at this moment: the texts, and the way on."""
    return render(request, "web/given_back.html", {"typed": texts, "way": way}, status=401)


def _text_of(request: HttpRequest) -> dict[str, Any]:
    """Whether the text of a form is among the drafts; where it is not, the text itself."""
    kept = _is_kept(request)
    return {"kept": kept, "typed": [] if kept else typed(request)}


def _is_kept(request: HttpRequest) -> bool:
    """Whether what was typed into a form that is not taken is kept as a draft."""
    view = request.resolver_match.func if request.resolver_match else None
    keep = getattr(getattr(view, "address", None), "keep", None)
    return bool(keep and request.method == "POST" and keep(request))
