"""The alarms that one's post was told."""

from django.http import HttpRequest, HttpResponse

from throughcare.alarms import queries
from throughcare.web.pages import page


def alarms(request: HttpRequest) -> HttpResponse:
    """Who did what unusual, and when; for the data-protection officer."""
    return page(request, "alarms/list.html", alarms=queries.alarms(request.actor))
