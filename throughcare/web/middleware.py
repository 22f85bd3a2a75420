"""The gate that every request passes, and headers that keep pages private."""

import logging
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.http import urlencode

from throughcare.audit import actions as audit
from throughcare.kernel.decision import Refused
from throughcare.web.addresses import Address, Shows
from throughcare.web.pages import Shown

log = logging.getLogger(__name__)
Handler = Callable[[HttpRequest], HttpResponse]

_FOREIGN = ("allauth.", "django.views.static", "django.contrib.staticfiles")


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
        if declared and declared.shows is Shows.CONTENT and response.status_code == 200:
            if not isinstance(response, Shown):
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
        if declared.shows is Shows.PUBLIC:
            return None
        if declared.shows is Shows.ACT and request.method != "POST":
            return HttpResponse(status=405, headers={"Allow": "POST"})
        return self._without_post(request, declared, kwargs)

    def _without_post(
        self, request: HttpRequest, declared: Address, kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        if request.actor.has_post:
            return None
        if request.method == "POST" and declared.on_expired:
            return declared.on_expired(request, **kwargs)
        if request.user.is_authenticated:
            return None if declared.shows is Shows.SELF else redirect("posts")
        return redirect(f"{reverse(settings.LOGIN_URL)}?{urlencode({'next': request.path})}")

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Turn a refusal or a miss into its answer; the transaction has been rolled back."""
        if isinstance(error, Refused):
            self._record(request, "refused")
            return render(request, "web/refused.html", {"reason": error.reason}, status=403)
        if isinstance(error, Http404):
            self._record(request, "missing")
            return missing(request)
        return None

    def _record(self, request: HttpRequest, reason: str) -> None:
        match = request.resolver_match
        audit.refusal(
            request.actor,
            asked=match.view_name if match else "",
            ids=[str(value) for value in match.kwargs.values()] if match else [],
            reason=reason,
        )


def missing(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The one 404, for what is not there and for what may not be seen."""
    return render(request, "web/missing.html", {"kept": getattr(request, "kept", "")}, status=404)


def failed(request: HttpRequest) -> HttpResponse:
    """The 500: nothing was saved."""
    return render(request, "web/failed.html", status=500)
