"""Pages that show nothing of anybody."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from throughcare.web.pages import page


def help_page(request: HttpRequest) -> HttpResponse:
    """How to work with the program."""
    return page(request, "web/help.html")


def accessibility(request: HttpRequest) -> HttpResponse:
    """What works for whom, and whom to tell when something does not."""
    return page(request, "web/accessibility.html")


def data_use(request: HttpRequest) -> HttpResponse:
    """What is kept, who sees it, and which rights one has."""
    return page(request, "web/data_use.html")


def form_refused(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that did not come from a page of ours, or whose cookie is gone."""
    words = _(
        "This form was open for too long, or cookies are off. Go back, copy your text, and load "
        "the page again."
    )
    return render(request, "web/refused.html", {"reason": words}, status=403)
