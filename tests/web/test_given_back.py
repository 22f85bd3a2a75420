"""A form that is not taken gives back what was typed, where no draft keeps it."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories import Region, actor
from tests.pages import Page, opened, signed_in
from throughcare.cases.actions import seats
from throughcare.web.stepping import KEY

TEXT = "He asked me to say this to nobody <else>."


def wish(region: Region) -> tuple[Client, str, dict[str, str]]:
    """Bob, with a wish for another label typed and not sent yet."""
    url = reverse("entry-ask", args=[region.write(region.ann).pk])
    client = signed_in(region.bob)
    return client, url, opened(client, url).typed | {"wish": TEXT}


def test_an_ended_session_gives_the_text_back(region: Region) -> None:
    client, url, fields = wish(region)
    client.logout()
    page = Page(client.post(url, fields))
    assert page.status == 401
    assert TEXT in page.text
    assert "It was not saved." in page.text
    assert page.soup.find(href=f"{reverse('welcome')}?next={url.replace('/', '%2F')}")


def test_a_seat_that_ended_gives_the_text_back(region: Region) -> None:
    client, url, fields = wish(region)
    seats.end(actor(region.ann), region.seat(region.bob), reason="The work is done")
    page = Page(client.post(url, fields))
    assert page.status == 404
    assert TEXT in page.text


def test_asking_again_who_one_is_gives_the_text_back(region: Region) -> None:
    client = signed_in(region.hal)
    session = client.session
    session[KEY] = 0
    session.save()
    page = Page(client.post(reverse("power-propose", args=["bulk-export"]), {"reason": TEXT}))
    assert page.status == 401
    assert TEXT in page.text
    assert page.soup.select(f"a[href^='{reverse('step-up')}?next=']")


@pytest.mark.parametrize(
    "fields",
    [
        {"password": "a long pass phrase"},
        {"code": "123 456 789 012 345"},
        {"csrfmiddlewaretoken": "a b c d e f g h i j"},
        {"seat": "0c4f6f1e-9a8b-4b60-a4a2-02cbb4a8a4f7"},
        {"wish": "short one"},
    ],
)
def test_secrets_ids_and_short_words_are_not_shown(region: Region, fields: dict[str, str]) -> None:
    assert Client().post(wish(region)[1], fields).status_code == 302
