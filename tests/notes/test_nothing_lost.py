"""What was typed is not lost by a double key, nor dropped for lack of a text."""

from django.urls import reverse

from tests.factories import Region
from tests.pages import opened, saved, sent, signed_in
from throughcare.entries.models import Entry


def test_a_contact_with_a_headline_alone_keeps_it_for_its_readers(region: Region) -> None:
    client = signed_in(region.ann)
    url = reverse("entry-write", args=[region.case.pk, "contact"])
    page = sent(client, url, headline="He came by with his sister", text="", handling="3")
    assert page.status == 200
    assert client.post(url, page.typed).status_code == 302
    chronology = reverse("chronology", args=[region.case.pk])
    assert "He came by" in opened(signed_in(region.dee), chronology).text
    assert "He came by" not in opened(signed_in(region.eve), chronology).text


def test_another_text_under_the_same_key_is_another_record(region: Region) -> None:
    client = signed_in(region.ann)
    url = reverse("entry-write", args=[region.case.pk, "note"])
    fields = opened(client, url).typed | {"text": "The first heron."}
    assert client.post(url, fields).status_code == 302
    assert client.post(url, fields | {"text": "The second heron."}).status_code == 302
    assert client.post(url, fields).status_code == 302
    texts = Entry.objects.values_list("text", flat=True)
    assert sorted(texts) == ["The first heron.", "The second heron."]


def test_a_key_of_one_form_stops_no_other(region: Region) -> None:
    client = signed_in(region.ann)
    entry = region.write(region.ann, headline="A visit")
    note = reverse("entry-write", args=[region.case.pk, "note"])
    fields = opened(client, note).typed | {"text": "A heron."}
    assert client.post(note, fields).status_code == 302
    split = reverse("entry-split", args=[entry.pk])
    part = {"kept": "", "headline": "Part", "text": "Part", "reason": "x", "key": fields["key"]}
    part |= {"kept": "Kept"}
    assert saved(client, split, **part).status == 302
    assert Entry.objects.filter(text="Part").exists()
