"""Makes the request's actor, once."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from throughcare.agencies.acting import act


class Acting:
    """Sets `request.actor`; everything after it is passed that value by hand."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Find out who acts."""
        act(request)
        return self.get_response(request)
