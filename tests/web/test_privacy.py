"""Text stays text, words stay out of addresses, errors tell nothing."""

from django.test import Client
from django.urls import reverse

from tests.factories import Region
from tests.pages import opened, signed_in
from throughcare.audit.models import Event


def test_text_never_becomes_markup(region: Region) -> None:
    evil = '<script>alert(1)</script><img src=x onerror="alert(2)">{{ 7*7 }}'
    region.write(region.ann, headline=evil[:150], text=evil)
    region.case.person.rename(evil)
    client = signed_in(region.ann)
    for name in ("case", "chronology", "team"):
        page = opened(client, reverse(name, args=[region.case.pk]))
        assert not page.soup.select("img[src=x]"), name
        assert not [one for one in page.soup.find_all("script") if "alert" in one.get_text()]


def test_search_words_stand_in_the_trail_alone_and_in_no_address(region: Region) -> None:
    client = signed_in(region.ann)
    answer = client.post(reverse("search"), {"words": "Quetzal Ibarra"})
    assert answer.status_code == 200
    assert answer.request["QUERY_STRING"] == ""
    assert "Quetzal" not in str(Event.objects.latest("pk").__dict__)
    chronology = opened(client, reverse("chronology", args=[region.case.pk])).soup
    assert not chronology.select("form[method=get] input[type=text]")


def test_errors_of_another_hand_are_plain(client: Client) -> None:
    answer = client.get("/", headers={"host": "evil.example"})
    assert answer.status_code == 400
    assert answer.content == b"400"
