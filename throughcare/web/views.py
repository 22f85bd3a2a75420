"""Pages that show nothing of anybody."""

from django.http import HttpRequest, HttpResponse

from throughcare import wording
from throughcare.web.pages import page


def help_page(request: HttpRequest) -> HttpResponse:
    """How to work with the program."""
    return page(request, "web/help.html")


def words(request: HttpRequest) -> HttpResponse:
    """What this deployment calls things, and which words to reconsider."""
    return page(request, "web/words.html", table=wording.table())


def accessibility(request: HttpRequest) -> HttpResponse:
    """What works for whom, and whom to tell when something does not."""
    return page(request, "web/accessibility.html")


def data_use(request: HttpRequest) -> HttpResponse:
    """What is kept, who sees it, and which rights one has."""
    return page(request, "web/data_use.html")
