"""What every answer carries, and where no name of anybody may stand."""

import logging
from collections.abc import Iterator
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from tests.matrix import asking, world
from tests.matrix.asking import declared, patterns, url_of
from tests.matrix.payloads import payload
from tests.matrix.world import World
from tests.pages import Page

POLICY = {
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    "font-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "manifest-src 'self'",
}
pytestmark = pytest.mark.django_db
PERSON, AUTHOR, WORDS = "Quetzal Ibarra", "Ann Ode", "Canary"


class Kept(logging.Handler):
    """Keeps what is logged."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        if record.name != "django.db.backends":  # silent but in tests
            self.lines.append(self.format(record))


LOG = Kept()


@pytest.fixture(scope="module")
def crawled(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[list[tuple[str, Any]]]:
    """Every address asked by somebody who sees much, by a stranger, and by nobody."""
    everything = logging.getLogger()
    with world.standing(django_db_blocker, tmp_path_factory.mktemp("crawl")) as made:
        made.region.case.person.rename(PERSON)
        everything.addHandler(LOG)
        yield list(_crawl(made))
        everything.removeHandler(LOG)


def _crawl(made: World) -> Iterator[tuple[str, HttpResponse]]:
    for name in ("ann", "bob", "cy", "nobody"):
        who = made.people[name]
        client = Client(raise_request_exception=False)
        client.cookies.load(asking.signed_in(who))
        for pattern in patterns():
            if (address := declared(pattern)) is None:
                yield _asked(client, "GET", reverse(pattern.name), {})
                continue
            obj = next(iter(made.of(address.of).values())) if address.of else None
            url = url_of(pattern, asking.id_of(obj) if obj else None)
            with asking.undone():
                yield _asked(client, "GET", url, {})
                yield _asked(client, "POST", url, payload(pattern.name, obj, who))


def _asked(client: Client, method: str, url: str, sent: dict[str, Any]) -> Any:
    return f"{method} {url}", client.generic(method, url, *asking._body(client, method, sent))


def test_every_answer_keeps_itself_private(crawled: list[tuple[str, Any]]) -> None:
    for url, answer in crawled:
        headers = answer.headers
        policy = set(headers["Content-Security-Policy"].split("; "))
        assert policy == POLICY, url
        assert "no-store" in headers["Cache-Control"], url
        assert "private" in headers["Cache-Control"], url
        assert headers["Referrer-Policy"] == "same-origin", url
        assert headers["X-Frame-Options"] == "DENY", url
        assert headers["X-Content-Type-Options"] == "nosniff", url
        assert headers["Cross-Origin-Opener-Policy"] == "same-origin", url
        assert "Server" not in headers, url


def test_no_answer_says_what_went_wrong_inside(crawled: list[tuple[str, Any]]) -> None:
    assert {answer.status_code for _, answer in crawled} <= {200, 302, 401, 403, 404, 405}


def test_the_crawl_has_shown_what_it_looks_for(crawled: list[tuple[str, Any]]) -> None:
    bodies = "".join(answer.content.decode(errors="replace") for _, answer in crawled)
    for words in (PERSON, AUTHOR, WORDS):
        assert words in bodies


def test_no_title_address_or_file_name_names_anybody(crawled: list[tuple[str, Any]]) -> None:
    for url, answer in crawled:
        page = Page(answer)
        where = [url, *(f"{name}: {value}" for name, value in answer.items())]
        where += [one.get_text() for one in page.soup.find_all("title")]
        where += [str(one["href"]) for one in page.soup.find_all(href=True)]
        where += [str(one["action"]) for one in page.soup.find_all(action=True)]
        for place in where:
            for words in (PERSON, "Quetzal", AUTHOR, WORDS):
                assert words.lower() not in place.lower(), f"{url}: {place}"


def test_no_log_holds_content(crawled: list[tuple[str, Any]]) -> None:
    assert LOG.lines, "nothing was logged at all"
    for line in LOG.lines:
        for words in (PERSON, "Quetzal", AUTHOR, WORDS, "So agreed", "We met."):
            assert words not in line


def test_pages_run_no_script_and_no_style_of_their_own(crawled: list[tuple[str, Any]]) -> None:
    for url, answer in crawled:
        soup = Page(answer).soup
        assert not [one for one in soup.find_all("script") if not one.get("src")], url
        assert not soup.find_all("style"), url
        assert not soup.select("[style]"), url
        handlers = [name for one in soup.find_all() for name in one.attrs if name.startswith("on")]
        assert not handlers, url


def test_cookies_are_out_of_reach_of_scripts(crawled: list[tuple[str, Any]]) -> None:
    for url, answer in crawled:
        for cookie in answer.cookies.values():
            if cookie.value:
                assert cookie["httponly"], (url, cookie.key)
                assert cookie["samesite"] == "Lax", (url, cookie.key)
