"""Pages as a reader has them: signing in, what a form holds, what it says is wrong, sending it."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from bs4 import BeautifulSoup
from django.conf import settings
from django.http import HttpResponse
from django.test import Client

from tests.forms import typed_in
from throughcare.agencies.acting import SESSION_KEY
from throughcare.agencies.models import Post
from throughcare.kernel import clock
from throughcare.web.stepping import KEY as STEPPED_UP


def signed_in(post: Post, **options: Any) -> Client:
    """A browser in which the post's holder has signed in and acts in that post."""
    client = Client(**options)
    client.force_login(post.human, backend=settings.AUTHENTICATION_BACKENDS[0])
    session = client.session
    session[SESSION_KEY] = str(post.pk)
    session[STEPPED_UP] = clock.now().timestamp()
    session.save()
    return client


@dataclass
class Page:
    """An answer, read."""

    response: HttpResponse

    @cached_property
    def soup(self) -> BeautifulSoup:
        return BeautifulSoup(self.response.content.decode(), "html.parser")

    @property
    def status(self) -> int:
        return self.response.status_code

    @property
    def text(self) -> str:
        """The words of the page's content, without its header and footer."""
        main = self.soup.find("main") or self.soup
        return " ".join(main.get_text(" ").split())

    @cached_property
    def errors(self) -> dict[str, str]:
        """What stands beside each field."""
        found = self.soup.select("[id$='-error']")
        return {
            one["id"].removeprefix("id_").removesuffix("-error"): " ".join(
                one.get_text(" ").split()
            ).removeprefix("Error: ")
            for one in found
        }

    @cached_property
    def summary(self) -> str:
        """The summary of errors on top."""
        return " ".join(
            one.get_text(" ", strip=True) for one in self.soup.select(".govuk-error-summary")
        )

    @cached_property
    def typed(self) -> dict[str, Any]:
        """What the page's form would send as it is."""
        return typed_in(self.soup)


def opened(client: Client, url: str) -> Page:
    """A page, which must be there."""
    page = Page(client.get(url))
    assert page.status == 200, f"{page.status} for {url}"
    return page


def sent(client: Client, url: str, **changes: Any) -> Page:
    """The form of a page, filled in and sent; None leaves a field out."""
    fields = opened(client, url).typed | changes
    return Page(client.post(url, {name: v for name, v in fields.items() if v is not None}))


def saved(client: Client, url: str, **changes: Any) -> Page:
    """The form filled in and sent, and once more where the page first shows what saving opens."""
    page = sent(client, url, **changes)
    if page.status == 200 and not page.errors and not page.summary:
        seen = {"seen": page.typed.get("seen", "")}
        fields = {name: v for name, v in changes.items() if v is not None}
        page = Page(client.post(url, page.typed | fields | seen))
    return page
