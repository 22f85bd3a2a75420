"""Watches what was asked for, after the answer is made; it never stands in a worker's way."""

import logging
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from throughcare.alarms import policy, queries
from throughcare.alarms.actions import alarm
from throughcare.alarms.verbs import Verb
from throughcare.kernel.actor import Actor
from throughcare.web.pages import Shown

log = logging.getLogger(__name__)


class Watch:
    """Looks at the trail when a case was opened, or when something was not there."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer; an alarm that fails is logged, and the answer goes out all the same."""
        response = self.get_response(request)
        try:
            _watch(request, response)
        except Exception:
            log.exception("The alarm could not be worked out.")
        return response


def _watch(request: HttpRequest, response: HttpResponse) -> None:
    address = getattr(request, "address", None)
    if address is None or not request.actor.has_post:
        return
    missing = response.status_code == 404 and bool(address.of)
    searched = request.method == "POST" and address.name == "search"
    if missing or searched:
        _raise(request.actor, Verb.UNLINKED, queries.asked_for_unlinked)
    elif address.of and isinstance(response, Shown):
        _raise(request.actor, Verb.MANY_CASES, queries.opened_unusually)


def _raise(actor: Actor, verb: Verb, counted: Callable[..., int]) -> None:
    count = counted(actor.human_id, actor.at)
    if count and policy.may_raise(actor, verb):
        alarm(actor, verb, count=count)
