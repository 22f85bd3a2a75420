"""Nothing typed is lost: drafts, also when the session, the seat or the post has ended."""

import time
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests import factories
from tests.factories import START, Region
from tests.pages import Page, opened, signed_in
from tests.web.filling import is_stored
from throughcare.agencies.models import Post
from throughcare.cases.actions import cases, posts, seats
from throughcare.cases.models import Seat
from throughcare.entries.actions import labels
from throughcare.entries.models import Entry
from throughcare.kernel import clock
from throughcare.notes.models import Draft
from throughcare.sharing.categories import Category, Handling

TEXT = "He came early and spoke about the move."
MARKED = "NATO SECRET heron"


@pytest.fixture
def url(region: Region) -> str:
    return reverse("entry-write", args=[region.case.pk, "note"])


def writing(post: Post, url: str, **fields: Any) -> tuple[Client, dict[str, Any]]:
    """Somebody with an open form and typed text."""
    client = signed_in(post)
    return client, opened(client, url).typed | {"text": TEXT, **fields}


def kept(post: Post) -> str:
    """The text of the post's only draft."""
    return Draft.objects.get(post=post).fields["text"][0]


def test_a_draft_is_kept_while_one_writes(region: Region, url: str) -> None:
    client, fields = writing(region.bob, url)
    answer = client.post(f"{url}draft/", fields)
    assert answer.json() == {"kept": "10:00"}
    assert opened(client, url).typed["text"] == TEXT


def test_a_draft_keeps_the_whole_form(region: Region) -> None:
    url = reverse("entry-write", args=[region.case.pk, "way"])
    client, fields = writing(region.bob, url, value="555 0100", when_safe="Evenings")
    del fields["is_safe"]  # the box was unticked
    client.post(f"{url}draft/", fields)
    again = opened(client, url).typed
    assert again["value"] == "555 0100"
    assert again["when_safe"] == "Evenings"
    assert "is_safe" not in again


def test_a_draft_is_seen_by_nobody_else(region: Region, url: str) -> None:
    client, fields = writing(region.bob, url)
    client.post(f"{url}draft/", fields)
    draft = Draft.objects.get()
    for other in (region.ann, region.dee, region.fay, region.cy):
        assert TEXT not in opened(signed_in(other), url_of_drafts()).text
        assert signed_in(other).get(reverse("draft", args=[draft.pk])).status_code == 404


def url_of_drafts() -> str:
    return reverse("drafts")


def test_saving_takes_the_draft_away(region: Region, url: str) -> None:
    client, fields = writing(region.bob, url)
    client.post(f"{url}draft/", fields)
    assert client.post(url, fields).status_code == 302
    assert not Draft.objects.exists()


def test_a_marked_draft_is_not_kept(region: Region, url: str) -> None:
    client, fields = writing(region.bob, url, text=MARKED)
    answer = client.post(f"{url}draft/", fields)
    assert "classification marking" in answer.json()["stopped"]
    assert not Draft.objects.exists()
    assert not is_stored("heron")


def test_a_draft_needs_a_form_of_ours(region: Region, url: str) -> None:
    client, fields = writing(region.bob, url)
    for token in ("", "made-up", fields["token"][:-2]):
        assert client.post(f"{url}draft/", fields | {"token": token}).status_code == 404
    assert not Draft.objects.exists()


def test_a_form_that_was_open_for_more_than_a_day_is_not_kept(
    region: Region, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    client, fields = writing(region.bob, url)
    later = time.time() + 25 * 60 * 60
    monkeypatch.setattr("time.time", lambda: later)
    assert client.post(f"{url}draft/", fields).status_code == 404


def test_an_expired_session_keeps_what_was_typed(region: Region, url: str) -> None:
    client, fields = writing(region.bob, url)
    client.logout()
    answer = client.post(url, fields)
    assert answer.status_code == 302
    assert answer.headers["Location"] == f"{reverse('welcome')}?next={url.replace('/', '%2F')}"
    assert kept(region.bob) == TEXT
    assert not Entry.objects.exists()
    client.force_login(region.bob.human)
    page = opened(client, url)
    assert page.typed["text"] == TEXT
    assert "What you typed is kept as a draft." in page.response.content.decode()


def test_an_expired_session_keeps_a_correction_too(region: Region) -> None:
    entry = region.write(region.ann, text="As it was")
    url = reverse("entry-correct", args=[entry.pk])
    client, fields = writing(region.ann, url, correction="A slip")
    client.logout()
    client.post(url, fields)
    assert kept(region.ann) == TEXT
    assert opened(signed_in(region.ann), url).typed["correction"] == "A slip"


def test_an_expired_session_keeps_no_marked_text(region: Region, url: str) -> None:
    client, fields = writing(region.bob, url, text=MARKED)
    client.logout()
    answer = client.post(url, fields)
    assert answer.status_code == 401
    assert MARKED in answer.content.decode()
    assert not is_stored("heron")


def test_a_draft_save_after_the_session_is_kept_without_a_word(region: Region, url: str) -> None:
    client, fields = writing(region.bob, url)
    client.logout()
    answer = client.post(f"{url}draft/", fields)
    assert (answer.status_code, answer.content) == (401, b"")
    assert kept(region.bob) == TEXT
    assert "messages" not in client.cookies


def test_a_visitor_without_a_form_of_ours_keeps_nothing(region: Region, url: str) -> None:
    answer = Client().post(url, {"text": TEXT, "token": "made-up"})
    assert answer.status_code == 401
    assert not is_stored(TEXT)


def test_a_seat_that_ends_while_writing_keeps_the_text(region: Region, url: str) -> None:
    client, fields = writing(region.bob, url)
    seats.end(factories.actor(region.ann), region.seat(region.bob), reason="The work is done")
    page = Page(client.post(url, fields))
    assert page.status == 404
    assert "kept among your drafts" in page.text
    assert TEXT not in page.text
    assert kept(region.bob) == TEXT
    shown = opened(client, reverse("drafts"))
    assert "The case no longer shows to you." in shown.text
    assert region.case.person.display_name not in shown.text
    draft = opened(client, reverse("draft", args=[Draft.objects.get().pk]))
    assert TEXT in draft.text
    assert "Go on writing" not in draft.text


def test_a_seat_that_ends_while_correcting_keeps_the_text(region: Region) -> None:
    entry = region.write(region.bob, text="As it was")
    url = reverse("entry-correct", args=[entry.pk])
    client, fields = writing(region.bob, url, correction="A slip")
    seats.end(factories.actor(region.ann), region.seat(region.bob), reason="The work is done")
    assert Page(client.post(url, fields)).status == 404
    assert kept(region.bob) == TEXT


def test_a_case_that_closes_while_writing_keeps_the_text(region: Region, url: str) -> None:
    client, fields = writing(region.bob, url)
    cases.close(factories.actor(region.ann), region.case, reason="The work is done")
    page = Page(client.post(url, fields))
    assert page.status == 403
    assert "kept among your drafts" in page.text
    assert kept(region.bob) == TEXT


def left_behind(region: Region, url: str, **fields: Any) -> Draft:
    """What Ann was writing when her post ended; Dee has the duty."""
    client, typed = writing(region.ann, url, **fields)
    posts.end(factories.actor(region.dee), region.ann)
    answer = client.post(url, typed)
    assert answer.headers["Location"] == reverse("posts")
    assert "is kept for your agency's duty post" in opened(client, reverse("posts")).text
    return Draft.objects.get()


def test_a_post_that_ends_while_writing_leaves_its_draft_to_the_duty_post(
    region: Region, url: str
) -> None:
    draft = reverse("draft", args=[left_behind(region, url).pk])
    dee = signed_in(region.dee)
    assert "Note" in opened(dee, reverse("drafts")).text
    assert TEXT in opened(dee, draft).text
    for other in (region.bob, region.fay, region.gil):
        assert signed_in(other).get(draft).status_code == 404
    assert dee.post(reverse("draft-drop", args=[Draft.objects.get().pk])).status_code == 302
    assert not Draft.objects.exists()


@pytest.mark.parametrize(
    "label",
    [
        {"categories": ["psychological"]},
        {"categories": ["contact", "health"]},
        {"categories": ["contact"], "handling": ["4"]},  # NAMED: Dee is not on the list
        {"categories": ["nonsense"]},
        {"categories": []},
        {},
    ],
)
def test_a_left_draft_shows_its_words_only_to_whom_the_rule_would(
    region: Region, label: dict[str, list[str]]
) -> None:
    """A psychologist's unsaved text is not for a team manager."""
    about = region.case.pk
    fields = {"text": [TEXT], "handling": ["2"], **label}
    draft = Draft.keep(post=region.ann.pk, form="note", case=about, about=about, fields=fields)
    posts.end(factories.actor(region.dee), region.ann)
    dee = signed_in(region.dee)
    page = opened(dee, reverse("draft", args=[draft.pk]))
    assert TEXT not in page.response.content.decode()
    assert "Its words show to you when you hold a seat on the case" in page.text
    assert "Throw away" not in page.text
    assert TEXT not in opened(dee, reverse("desk")).response.content.decode()
    refused = Page(dee.post(reverse("draft-drop", args=[draft.pk])))
    assert refused.status == 403
    assert "You are not cleared for what this draft is about." in refused.text
    assert Draft.objects.exists()


def test_a_left_draft_older_than_the_duty_posts_seat_reaches_stays_shut(region: Region) -> None:
    about = region.case.pk
    fields = {"text": [TEXT], "categories": ["contact"], "handling": ["1"]}
    keep = {"post": region.ann.pk, "form": "note", "case": about, "about": about}
    posts.end(factories.actor(region.dee), region.ann)
    Seat.objects.filter(post=region.dee).update(sees_from=START)
    for day, shows in (("2029-12-31", False), ("no day", False), ("2030-01-08", True)):
        draft = Draft.keep(**keep, fields=fields | {"day": [day]})
        page = opened(signed_in(region.dee), reverse("draft", args=[draft.pk]))
        assert (TEXT in page.text) is shows, day


def test_a_left_draft_stays_shut_without_a_seat(region: Region, url: str) -> None:
    client, fields = writing(region.bob, url)
    posts.end(factories.actor(region.fay), region.bob)
    client.post(url, fields)
    page = opened(signed_in(region.fay), reverse("draft", args=[Draft.objects.get().pk]))
    assert TEXT not in page.response.content.decode()


def test_a_named_draft_shows_to_the_duty_post_that_stands_on_its_list(region: Region) -> None:
    about, seat = region.case.pk, str(region.seat(region.dee).pk)
    fields = {"text": [TEXT], "categories": ["contact"], "handling": ["4"], "named": [seat]}
    draft = Draft.keep(post=region.ann.pk, form="note", case=about, about=about, fields=fields)
    posts.end(factories.actor(region.dee), region.ann)
    assert TEXT in opened(signed_in(region.dee), reverse("draft", args=[draft.pk])).text


def test_a_correction_shows_where_its_entry_does_or_to_its_author(region: Region) -> None:
    entry = region.write(region.ann, text="As it was")
    url = reverse("entry-correct", args=[entry.pk])
    for who in (region.ann, region.dee):
        client, fields = writing(who, url, correction="A slip")
        client.logout()
        client.post(url, fields)
    label = {"categories": Category.CONTACT.bit, "handling": Handling.NAMED}
    labels.relabel(factories.actor(region.ann), entry, version=1, reason="Private", **label)
    for who, shows in ((region.ann, True), (region.dee, False)):
        draft = reverse("draft", args=[Draft.objects.get(post=who).pk])
        page = opened(signed_in(who), draft)
        assert (TEXT in page.text) is shows
        assert ("The entry no longer shows to you." in page.text) is not shows
    assert signed_in(region.dee).post(f"{draft}drop/").status_code == 302


def test_a_correction_shows_to_its_author_also_when_the_entry_does_not(region: Region) -> None:
    entry = region.write(region.ann, text="As it was", occurred_at=START - timedelta(days=9))
    client, fields = writing(region.ann, reverse("entry-correct", args=[entry.pk]), correction="x")
    client.logout()
    client.post(reverse("entry-correct", args=[entry.pk]), fields)
    Seat.objects.filter(post=region.ann).update(sees_from=START)
    page = opened(signed_in(region.ann), reverse("draft", args=[Draft.objects.get().pk]))
    assert TEXT in page.text
    assert not factories.sees(region.ann, entry)


def test_a_form_without_its_cookie_keeps_what_was_typed(region: Region, url: str) -> None:
    _client, fields = writing(region.bob, url)
    strict = signed_in(region.bob, enforce_csrf_checks=True)
    page = Page(strict.post(url, fields))
    assert page.status == 403
    assert "This form was open for too long" in page.text
    assert "kept among your drafts" in page.text
    assert kept(region.bob) == TEXT
    assert not Entry.objects.exists()


def test_a_broken_draft_does_not_lock_its_form(region: Region, url: str) -> None:
    case = region.case.pk
    broken = {
        "handling": ["many"],
        "categories": ["nothing", "offence"],
        "day": ["2030-02-31"],
        "version": ["-1"],
        "clock": [],
    }
    Draft.keep(post=region.bob.pk, form="note", case=case, about=case, fields=broken)
    client = signed_in(region.bob)
    assert opened(client, url).typed["handling"]
    assert client.post(f"{url}readers/", {"text": TEXT}).status_code == 200


def test_strange_fields_of_a_form_are_not_kept(region: Region, url: str) -> None:
    client, fields = writing(region.bob, url)
    strange = {"a\x00b": "x", "a b": "x", "": "x", "key": "x", "csrfmiddlewaretoken": "x"}
    assert client.post(f"{url}draft/", fields | strange).status_code == 200
    assert not Draft.objects.get().fields.keys() & strange.keys()


def test_a_draft_is_thrown_away(region: Region, url: str) -> None:
    client, fields = writing(region.bob, url)
    client.post(f"{url}draft/", fields)
    draft = Draft.objects.get()
    assert client.post(reverse("draft-drop", args=[draft.pk])).status_code == 302
    assert not Draft.objects.exists()


def test_a_draft_tells_when_it_was_kept(region: Region, url: str) -> None:
    client, fields = writing(region.bob, url)
    client.post(f"{url}draft/", fields)
    with clock.at(START + timedelta(days=1)):
        assert (
            "Kept Mon 7 Jan, 10:00"
            in opened(client, reverse("draft", args=[Draft.objects.get().pk])).text
        )
