"""What monitors ask: is it alive, is it ready, how does it do."""

import functools
import ipaddress
from collections.abc import Callable

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse

from throughcare.operations import metrics
from throughcare.web import health

View = Callable[[HttpRequest], HttpResponse]

# A request with one of these came through a proxy, from somebody whose address is not known here.
_THROUGH_A_PROXY = ("X-Forwarded-For", "X-Forwarded-Proto", "X-Forwarded-Host", "X-Real-Ip",
                    "Forwarded", "Via")  # fmt: skip


def for_monitors(view: View) -> View:
    """Answers to the addresses of THROUGHCARE_MONITORS alone; to others there is nothing here."""

    @functools.wraps(view)
    def guarded(request: HttpRequest) -> HttpResponse:
        if not _is_monitor(request):
            raise Http404
        return view(request)

    return guarded


@for_monitors
def live(request: HttpRequest) -> HttpResponse:
    """The process answers; it asks nothing of the database."""
    return _plain("alive\n")


@for_monitors
def ready(request: HttpRequest) -> HttpResponse:
    """The database answers, too: send people here; 503 when it does not."""
    if health.database().is_well:
        return _plain("ready\n")
    return _plain("The database does not answer.\n", status=503)


@for_monitors
def metrics_page(request: HttpRequest) -> HttpResponse:
    """Requests by name of the address and status, times, state; in Prometheus's text format."""
    return HttpResponse(metrics.page(), content_type=metrics.CONTENT_TYPE)


def _plain(words: str, status: int = 200) -> HttpResponse:
    return HttpResponse(words, content_type="text/plain; charset=utf-8", status=status)


def _is_monitor(request: HttpRequest) -> bool:
    if any(name in request.headers for name in _THROUGH_A_PROXY):
        return False
    try:
        asking = ipaddress.ip_address(request.META.get("REMOTE_ADDR", ""))
    except ValueError:
        return False
    return any(asking in network for network in settings.MONITORS)
