"""Every address says what it shows. One that says nothing fails the build, and the request."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path

View = Callable[..., HttpResponse]
Expired = Callable[..., HttpResponse]


class Shows(Enum):
    """What an address answers with."""

    PUBLIC = "public"  # nothing of anybody: also without signing in
    SELF = "self"  # only what belongs to the signed-in human: post chooser, own drafts
    CONTENT = "content"  # something of a case: a look is committed before the first byte
    FRAGMENT = "fragment"  # part of a page whose look is recorded, or a draft save of it
    ACT = "act"  # changes something; answers POST alone


@dataclass(frozen=True)
class Address:
    """What is declared of an address. `of` names the object that its id stands for."""

    name: str
    shows: Shows
    of: str = ""
    on_expired: Expired | None = None


def address(
    route: str,
    view: View,
    *,
    name: str,
    shows: Shows,
    of: str = "",
    on_expired: Expired | None = None,
) -> URLPattern:
    """A URL pattern with its declaration.

    `of` is the kind of object in the route (case, entry, offer ...), from which the access matrix
    is generated. `on_expired` keeps what was typed when a POST comes after the session's end.
    """

    def declared(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return view(request, *args, **kwargs)

    declared.address = Address(name, shows, of, on_expired)  # type: ignore[attr-defined]
    declared.__name__ = view.__name__
    declared.__module__ = view.__module__
    return path(route, declared, name=name)
