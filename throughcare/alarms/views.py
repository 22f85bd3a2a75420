"""The alarms that one's post was told, and those that no officer has seen yet."""

from collections.abc import Sequence
from dataclasses import replace

from django.http import Http404, HttpRequest, HttpResponse

from throughcare.alarms import policy, queries
from throughcare.alarms.queries import Alarm
from throughcare.alarms.verbs import Verb
from throughcare.kernel import clock
from throughcare.kernel.actor import Actor
from throughcare.web.pages import Look, page


def alarms(request: HttpRequest) -> HttpResponse:
    """Who did what unusual, and when; for the data-protection officer."""
    shown = queries.alarms(request.actor)
    return page(request, "alarms/list.html", alarms=shown, look=_look(shown) if shown else None)


def _look(shown: Sequence[Alarm]) -> Look:
    numbers = [one.number for one in shown]

    def check(actor: Actor) -> None:
        present = replace(actor, at=clock.now())
        if policy.visible_to(present).filter(pk__in=numbers).count() != len(numbers):
            raise Http404

    return Look(Verb.LOOKED, check, ids=numbers)
