"""Every address as everybody, and what of each answer, log and mail is searched for canaries."""

import logging
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.core import mail
from django.test import Client, override_settings

from proofs.canaries.planting import Canary
from tests.matrix.asking import _body, declared, id_of, patterns, undone, url_of
from tests.matrix.payloads import payload
from tests.matrix.world import Who, World
from throughcare.entries.models import Entry
from throughcare.people.models import Person

# Lists of those who could be asked to join: everybody's name stands there.
DIRECTORY = {"seat-propose"}
FOUND = 302
LOCAL_MAIL = "django.core.mail.backends.locmem.EmailBackend"


@dataclass(frozen=True)
class Request:
    """One request of the crawl."""

    who: Who
    name: str
    method: str
    url: str
    sent: dict[str, Any] = field(default_factory=dict)

    def __str__(self) -> str:
        return f"{self.method} {self.name} {self.url} as {self.who.name}"

    @property
    def words(self) -> str:
        """What its sender knows already."""
        return f"{self.url} {self.sent}"


class Log(logging.Handler):
    """Keeps what is logged."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep the line; a statement is no log but in tests."""
        if record.name != "django.db.backends":
            self.lines.append(self.format(record))


@contextmanager
def listening() -> Iterator[Log]:
    """What is logged meanwhile; mails stay here."""
    log, everything = Log(), logging.getLogger()
    everything.addHandler(log)
    try:
        with override_settings(EMAIL_BACKEND=LOCAL_MAIL):
            yield log
    finally:
        everything.removeHandler(log)


def requests(world: World) -> Iterator[Request]:
    """Every address x everybody x every object x reading and sending."""
    for who in world.people.values():
        for pattern in patterns():
            if (address := declared(pattern)) is None:
                continue
            for obj in world.of(address.of).values() if address.of else [None]:
                url = url_of(pattern, id_of(obj) if obj else None)
                yield Request(who, address.name, "GET", url)
                yield Request(who, address.name, "POST", url, payload(address.name, obj, who))
        yield from _searches(who)


def _searches(who: Who) -> Iterator[Request]:
    """Search for each headline and each name, one's own or not."""
    headlines = Entry.objects.values_list("folded", flat=True)
    names = Person.objects.values_list("display_name", flat=True)
    for words in (*headlines, *names):
        yield Request(who, "search", "POST", "/search/", {"words": words})


def shown(
    world: World,
    request: Request,
    cookies: dict[str, str],
    canaries: Iterable[Canary],
    foreign: set[str],
    log: Log,
) -> Iterator[str]:
    """The canaries that one request shows and must not."""
    log.lines.clear()
    mail.outbox = []
    status, answer, headers = _answer(request, cookies)
    if status >= 500:
        yield f"fails with {status}"
    told = "\n".join([*log.lines, *(str(one.message()) for one in mail.outbox)]).lower()
    for canary in canaries:
        word = canary.word.lower()
        if word in told and not canary.place.startswith("the id"):
            yield f"{canary.place} stands in a log or a mail"
        if canary.word not in foreign or word in request.words.lower():
            continue
        if canary.place == "a discreet seat" and request.name in DIRECTORY:
            continue
        if word in headers:
            yield f"{canary.place} stands in a header"
        if word in answer:
            yield f"{canary.place} is shown"


def _answer(request: Request, cookies: dict[str, str]) -> tuple[int, str, str]:
    """Status, body and headers, in lower case; what was changed is undone."""
    client = Client(raise_request_exception=False)
    client.cookies.load(cookies)
    with undone():
        sent = _body(client, request.method, request.sent)
        answers: list[Any] = [client.generic(request.method, request.url, *sent)]
        if request.method == "POST" and answers[0].status_code == FOUND:
            answers.append(client.get(answers[0]["Location"]))  # messages stand there
    words = "".join(one.content.decode(errors="replace") for one in answers if not one.streaming)
    headers = [f"{name}: {value}" for one in answers for name, value in one.items()]
    headers += [str(one.cookies) for one in answers]
    worst = max(one.status_code for one in answers)
    return worst, words.lower(), "\n".join(headers).lower()
