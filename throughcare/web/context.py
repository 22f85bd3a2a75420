"""What every page's frame needs: the places one can go, and who one is."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

# The places of the header, by the name of their address.
PLACES: tuple[tuple[str, Promise], ...] = (
    ("desk", _("Desk")),
    ("caseload", _("Cases")),
    ("search", _("Search")),
    ("programmes", _("Programmes")),
    ("drafts", _("Drafts")),
)
# Where the pages of an object are found; of all others, among the cases.
_UNDER = {"programme_version": "programmes", "agreement_version": "programmes", "proposal": ""}


OFFICER = "data_protection_officer"  # the role whose menu leads to alarms


@dataclass(frozen=True)
class Place:
    """A place in the header."""

    name: str
    url: str
    here: bool
    count: int = 0


@dataclass(frozen=True)
class Me:
    """Who acts, as the header shows it."""

    name: str
    post_title: str
    agency_name: str
    badge_sector: Any
    has_other_posts: bool = False
    is_officer: bool = False


def frame(request: HttpRequest) -> dict[str, Any]:
    """The header's places and the acting post; neither without a post."""
    post = getattr(request, "post", None)
    if post is None:
        return {"places": [], "me": None, "sign_on": settings.OIDC.name}
    others = len(getattr(request, "posts", [])) > 1
    match = request.resolver_match
    here = match.url_name if match else ""
    of = getattr(getattr(request, "address", None), "of", "")
    under = _UNDER.get(of, "caseload") if of else ""
    return {
        "sign_on": settings.OIDC.name,
        "places": [
            Place(str(label), url, name in {here, under})
            for name, label in PLACES
            if (url := _url(name))
        ],
        "me": Me(
            post.human.name,
            post.label,
            post.agency.name,
            post.agency.sector_kind,
            has_other_posts=others,
            is_officer=post.role == OFFICER,
        ),
    }


def _url(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
