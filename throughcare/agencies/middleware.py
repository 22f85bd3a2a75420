"""Makes the request's actor, once; and lets a browser be known again after a sign-in."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from throughcare.agencies import guessing
from throughcare.agencies.acting import act
from throughcare.kernel.behalf import on_behalf_of


class Acting:
    """Sets `request.actor`; everything after it is passed that value by hand.

    The database is told as well, for as long as the request lasts: its own rules ask for it.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Find out who acts."""
        act(request)
        with on_behalf_of(request.actor):
            response = self.get_response(request)
        if human := getattr(request, "came_in", None):
            guessing.keep(request, response, human)
        return response
