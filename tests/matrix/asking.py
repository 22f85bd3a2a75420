"""Asking every address as somebody, and what the trail and the answer then hold."""

import re
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.factories import START
from tests.matrix.world import Who
from throughcare.agencies.acting import SESSION_KEY
from throughcare.audit.models import Event
from throughcare.web.addresses import Address
from throughcare.web.stepping import KEY as STEPPED_UP

BACKEND = settings.AUTHENTICATION_BACKENDS[0]
# What further parts of a route may be; a part that is not here fails the build.
PARTS = {"code": "shore", "kind": "note", "power": "erase-detail"}


@dataclass(frozen=True)
class Answer:
    """What came back, and what it took."""

    status: int
    body: str
    location: str
    queries: int
    events: list[Event]
    headers: dict[str, str]

    def of_kind(self, kind: str) -> list[Event]:
        return [event for event in self.events if event.kind == kind]


def patterns(resolver: URLResolver | None = None) -> Iterator[URLPattern]:
    """Every pattern of the URL configuration."""
    for each in (resolver or get_resolver()).url_patterns:
        if isinstance(each, URLResolver):
            yield from patterns(each)
        else:
            yield each


def declared(pattern: URLPattern) -> Address | None:
    """What the pattern declares."""
    return getattr(pattern.callback, "address", None)


def url_of(pattern: URLPattern, object_id: Any) -> str:
    """The pattern's address for an object."""
    names = pattern.pattern.converters
    wanted = {name: PARTS[name] for name in names if not name.endswith("_id")}
    ids = {name: object_id for name in names if name.endswith("_id")}
    assert len(ids) < 2, "an address stands for one object"
    return reverse(pattern.name, kwargs=wanted | ids)


@contextmanager
def undone() -> Iterator[None]:
    """Whatever is done in here is undone."""
    point = transaction.savepoint()
    try:
        yield
    finally:
        transaction.savepoint_rollback(point)


def signed_in(who: Who) -> dict[str, str]:
    """The cookies of somebody who has signed in and chosen their post."""
    client = Client()
    if who.human is None:
        return {}
    client.force_login(who.human, backend=BACKEND)
    session = client.session
    session[STEPPED_UP] = START.timestamp()
    if who.post:
        session[SESSION_KEY] = str(who.post.pk)
    session.save()
    return {settings.SESSION_COOKIE_NAME: client.cookies[settings.SESSION_COOKIE_NAME].value}


def ask(cookies: dict[str, str], method: str, url: str, sent: dict[str, Any]) -> Answer:
    """The answer to one request; what it has changed is undone."""
    client = Client(raise_request_exception=True)
    client.cookies.load(cookies)
    with undone():
        last = Event.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
        connection.queries_log.clear()  # it is as long as it may be, and then drops the oldest
        with CaptureQueriesContext(connection) as queries:
            response = client.generic(method, url, *_body(client, method, sent))
        events = list(Event.objects.filter(pk__gt=last).order_by("pk"))
    content = b"" if response.streaming else response.content
    return Answer(
        status=response.status_code,
        body=_plain(content.decode(errors="replace")),
        location=response.headers.get("Location", ""),
        queries=len(queries),
        events=events,
        headers={name: value for name, value in response.items() if name != "Expires"},
    )


def _body(client: Client, method: str, sent: dict[str, Any]) -> tuple[Any, ...]:
    if method != "POST":
        return ()
    from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart

    return (encode_multipart(BOUNDARY, sent), MULTIPART_CONTENT)


def _plain(body: str) -> str:
    """Without what is another one in every answer: the token against forgery."""
    return re.sub(r'(name="csrfmiddlewaretoken" value=)"[^"]+"', r'\1""', body)


def id_of(obj: Any) -> uuid.UUID | None:
    return getattr(obj, "pk", None)
