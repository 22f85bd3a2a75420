"""A warning beside the text, never an error; the page of words."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories import Region
from tests.pages import opened, saved, sent, signed_in
from throughcare.entries.models import Entry

TEXT = "The offender came at noon."


def test_words_are_pointed_out_beside_the_text_and_saved_all_the_same(region: Region) -> None:
    client, url = signed_in(region.bob), reverse("entry-write", args=[region.case.pk, "note"])
    fields = opened(client, url).typed | {"text": TEXT}
    shown = client.post(f"{url}readers/", fields).content.decode()
    assert "Words to reconsider" in shown
    assert "the person on probation" in shown
    page = saved(client, url, text=TEXT)
    assert page.status == 302
    assert Entry.objects.get().text == TEXT
    after = client.get(page.response.headers["Location"]).content.decode()
    assert "Some words are worth a second thought." in after


def test_correcting_shows_them_and_a_better_text_ends_it(region: Region) -> None:
    entry = region.write(region.ann, text=TEXT)
    client, url = signed_in(region.ann), reverse("entry-correct", args=[entry.pk])
    assert "Words to reconsider" in opened(client, url).text
    page = sent(client, url, text="He came at noon.", correction="Wording")
    assert "second thought" not in client.get(page.response.headers["Location"]).content.decode()
    assert "Words to reconsider" not in opened(client, url).text


def test_the_persons_own_account_is_left_alone(region: Region) -> None:
    client, url = signed_in(region.bob), reverse("entry-write", args=[region.case.pk, "note"])
    fields = opened(client, url).typed | {"text": TEXT, "statement": "own"}
    assert "Words to reconsider" not in client.post(f"{url}readers/", fields).content.decode()


@pytest.mark.django_db
def test_anybody_reads_the_words_of_the_deployment() -> None:
    page = opened(Client(), reverse("words"))
    assert "responsible worker" in page.text
    assert "offender, offenders" in page.text
