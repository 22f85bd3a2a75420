"""Saving an entry: one record for a double click, readers shown first, stale edits."""

import threading
from contextvars import copy_context
from typing import Any

import pytest
from django.db import connection
from django.urls import reverse

from tests import factories
from tests.factories import Region, actor
from tests.pages import Page, opened, saved, sent, signed_in
from throughcare.entries.actions import labels, texts
from throughcare.entries.models import Entry
from throughcare.notes.models import Contact
from throughcare.sharing.categories import Category, Handling
from throughcare.web.models import Submission


@pytest.fixture
def url(region: Region) -> str:
    return reverse("entry-write", args=[region.case.pk, "note"])


def test_a_double_post_makes_one_record(region: Region, url: str) -> None:
    client = signed_in(region.ann)
    fields = opened(client, url).typed | {"text": "We spoke."}
    first, second = client.post(url, fields), client.post(url, fields)
    assert first.headers["Location"] == second.headers["Location"]
    assert Entry.objects.count() == 1


def test_two_forms_make_two_records(region: Region, url: str) -> None:
    client = signed_in(region.ann)
    for _ in range(2):
        assert sent(client, url, text="We spoke.").status == 302
    assert Entry.objects.count() == 2


def test_the_same_key_of_another_post_is_another_form(region: Region, url: str) -> None:
    for post in (region.ann, region.bob):
        assert saved(signed_in(post), url, text="We spoke.", key="the-same").status == 302
    assert Entry.objects.count() == 2
    assert set(Submission.objects.values_list("post_id", flat=True)) == {
        region.ann.pk,
        region.bob.pk,
    }


@pytest.mark.django_db(transaction=True)
def test_two_posts_at_once_make_one_record(held_clock: None) -> None:
    region = factories.region()
    url = reverse("entry-write", args=[region.case.pk, "note"])
    client = signed_in(region.ann)
    fields = opened(client, url).typed | {"text": "We spoke."}
    places: list[str] = []
    gate = threading.Barrier(4)

    def send() -> None:
        other = signed_in(region.ann)
        gate.wait()
        places.append(other.post(url, fields).headers["Location"])
        connection.close()

    here = [copy_context() for _ in range(4)]  # with the clock that stands
    threads = [threading.Thread(target=one.run, args=[send]) for one in here]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert Entry.objects.count() == 1
    assert len(set(places)) == 1
    assert len(places) == 4


def test_a_contact_is_two_entries(region: Region) -> None:
    url = reverse("entry-write", args=[region.case.pk, "contact"])
    answer = sent(signed_in(region.ann), url, text="A long talk.", minutes="35", how="home_visit")
    assert answer.status == 302
    contact = Contact.objects.get()
    assert (contact.minutes, contact.how, contact.text) == (35, "home_visit", "")
    assert Entry.objects.get(follows=contact).text == "A long talk."


def test_the_readers_are_those_of_the_day_in_the_form(region: Region) -> None:
    """A seat that reaches back to this morning does not read what happened last year."""
    ivy = factories.post("Ivy Dahl", region.exit, region.bob.role)
    factories.join(region.case, ivy, purpose="exit", sees_from=factories.START)
    url = reverse("entry-readers", args=[region.case.pk, "note"])
    client = signed_in(region.ann)
    fields = {"text": "x", "categories": "contact", "handling": "1", "day": "2029-01-07"}
    before = Page(client.post(url, fields))
    assert "Ivy Dahl" in before.text.partition("but not for this")[2]
    today = Page(client.post(url, fields | {"day": "2030-01-07", "clock": "12:00"}))
    assert "Ivy Dahl" in today.text.partition("but not for this")[0]


def test_a_day_that_lies_ahead_is_no_note(region: Region, url: str) -> None:
    page = sent(signed_in(region.ann), url, text="We will speak.", day="2030-01-08")
    assert page.errors == {
        "day": "This day lies ahead. Write what has been, or plan an appointment."
    }


def test_nobody_writes_before_their_seat_begins_to_see(region: Region, url: str) -> None:
    ivy = factories.post("Ivy Dahl", region.exit, region.bob.role)
    factories.join(region.case, ivy, purpose="exit", sees_from=factories.START)
    page = sent(signed_in(ivy), url, text="Long ago.", day="2029-01-07", categories="contact")
    assert page.errors == {"day": "Your seat does not reach back that far. Choose a later date."}
    assert page.typed["text"] == "Long ago."


def test_the_quoted_words_are_released_with_a_reason(region: Region, url: str) -> None:
    client = signed_in(region.ann)
    text = "The film is called NATO SECRET, he laughed."
    page = sent(client, url, text=text)
    assert "Write a pointer instead" in page.text
    assert "released" not in page.typed
    again = page.typed | {"released": "on", "release_reason": "The title of a film"}
    answer = client.post(url, again)
    if answer.status_code == 200:  # the readers were not shown yet
        answer = client.post(url, Page(answer).typed | again)
    assert answer.status_code == 302
    assert Entry.objects.get().text == text


def _correcting(region: Region, **changes: Any) -> tuple[Any, str, Entry]:
    entry = region.write(region.ann, text="As it was", headline="A talk")
    url = reverse("entry-correct", args=[entry.pk])
    return signed_in(region.ann), url, entry


def test_a_correction_keeps_the_moment_that_nobody_changed(region: Region) -> None:
    moment = factories.START.replace(second=31, microsecond=5) - factories.timedelta(days=3)
    entry = region.write(region.ann, text="As it was", occurred_at=moment)
    url = reverse("entry-correct", args=[entry.pk])
    assert sent(signed_in(region.ann), url, text="Better", correction="A slip").status == 302
    entry.refresh_from_db()
    assert (entry.text, entry.occurred_at, entry.version) == ("Better", moment, 2)


def test_a_stale_edit_shows_both_texts_and_can_be_saved_then(region: Region) -> None:
    client, url, entry = _correcting(region)
    fields = opened(client, url).typed | {"text": "Mine", "correction": "A slip"}
    texts.correct(actor(region.dee), entry, version=1, reason="Earlier", fields={"text": "Theirs"})
    page = Page(client.post(url, fields))
    assert page.status == 200
    assert "Theirs" in page.text
    assert page.typed["text"] == "Mine"
    assert Entry.objects.get().text == "Theirs"
    assert client.post(url, page.typed).status_code == 302
    assert Entry.objects.get().text == "Mine"
    assert Entry.objects.get().version == 3


def test_a_stale_edit_does_not_show_a_text_that_was_narrowed(region: Region) -> None:
    client, url, entry = _correcting(region)
    client = signed_in(region.dee)
    fields = opened(client, url).typed | {"text": "Mine", "correction": "A slip"}
    texts.correct(
        actor(region.ann), entry, version=1, reason="Private", fields={"text": "Theirs heron"}
    )
    entry.refresh_from_db()
    label = {"categories": Category.CONTACT.bit, "handling": Handling.NAMED}
    labels.relabel(actor(region.ann), entry, version=2, reason="Private", **label)
    page = Page(client.post(url, fields))
    assert page.status == 404
    assert "heron" not in page.response.content.decode()
    assert "kept among your drafts" in page.text


def test_a_marking_in_a_correction_is_stopped(region: Region) -> None:
    client, url, _entry = _correcting(region)
    for field in ("text", "correction", "headline"):
        page = sent(client, url, **{"correction": "A slip", field: "NATO SECRET heron"})
        assert field in page.errors
    assert Entry.objects.get().text == "As it was"


def test_a_split_with_a_stale_version_changes_nothing(region: Region) -> None:
    entry = region.write(region.ann, text="Both parts")
    client, url = signed_in(region.ann), reverse("entry-split", args=[entry.pk])
    part = {"kept": "One", "headline": "Two", "text": "Two", "reason": "Another circle"}
    shown = sent(client, url, **part)  # who will read the part, before it is split off
    texts.correct(actor(region.dee), entry, version=1, reason="Earlier", fields={"text": "Theirs"})
    page = Page(client.post(url, shown.typed))
    assert "Somebody saved this entry in the meantime." in page.summary
    assert Entry.objects.get().text == "Theirs"
    assert "Theirs" in page.text
    assert {name: page.typed[name] for name in part} == part
    assert client.post(url, page.typed).status_code == 302
    assert sorted(Entry.objects.values_list("text", flat=True)) == ["One", "Two"]


def test_an_unknown_kind_is_not_there(region: Region) -> None:
    client = signed_in(region.ann)
    for name in ("entry-write", "entry-readers"):
        url = reverse(name, args=[region.case.pk, "rumour"])
        assert client.post(url).status_code == 404
