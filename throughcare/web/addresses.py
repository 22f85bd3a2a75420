"""Every address says what it shows. One that says nothing fails the build, and the request."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path

View = Callable[..., HttpResponse]
Keep = Callable[[HttpRequest], bool]

READ = ("GET", "HEAD")
SEND = ("POST",)
FORM = (*READ, *SEND)  # a page with a form that is sent to the same address


class Shows(Enum):
    """What an address answers with."""

    PUBLIC = "public"  # nothing of anybody: also without signing in
    HOLDER = "holder"  # what belongs to whoever holds a receipt, without signing in; a look first
    SELF = "self"  # only what belongs to the signed-in human: post chooser, own drafts
    CONTENT = "content"  # something of a case: a look is committed before the first byte
    FRAGMENT = "fragment"  # part of a page whose look is recorded, or a draft save of it
    ACT = "act"  # changes something; answers POST alone


@dataclass(frozen=True)
class Address:
    """What is declared of an address. `of` names the object that its id stands for."""

    name: str
    shows: Shows
    methods: tuple[str, ...]
    of: str = ""
    keep: Keep | None = None
    steps_up: bool = False


def address(
    route: str,
    view: View,
    *,
    name: str,
    shows: Shows,
    of: str = "",
    methods: tuple[str, ...] = READ,
    keep: Keep | None = None,
    steps_up: bool = False,
) -> URLPattern:
    """A URL pattern with its declaration.

    `of` is the kind of object in the route (case, entry, offer ...), from which the access matrix
    is generated. Other `methods` than these are answered with 405. `keep` keeps what was typed
    when a POST comes after the end of the session, the seat or the post. `steps_up` asks for
    password, second factor or identity provider again when that was too long ago.
    """
    methods = SEND if shows is Shows.ACT else methods

    def declared(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return view(request, *args, **kwargs)

    declared.address = Address(  # type: ignore[attr-defined]
        name, shows, methods, of, keep, steps_up
    )
    declared.csrf_exempt = getattr(view, "csrf_exempt", False)  # type: ignore[attr-defined]
    declared.__name__ = view.__name__
    declared.__module__ = view.__module__
    return path(route, declared, name=name)
