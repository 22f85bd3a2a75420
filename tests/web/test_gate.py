"""No event, no answer: content leaves only after its look, a change only with its event."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import connection
from django.urls import reverse

from tests.factories import START, Region
from tests.pages import Page, opened, saved, sent, signed_in
from throughcare.audit.models import Event, Kind
from throughcare.cases.models import Case, Seat
from throughcare.entries.models import Entry
from throughcare.kernel import clock
from throughcare.notes.models import Draft
from throughcare.web.models import Submission

HEADLINE = "Met at the harbour"


@pytest.fixture
def entry(region: Region) -> Entry:
    return region.write(region.ann, headline=HEADLINE, text="A quiet talk.")


@contextmanager
def unwritable_trail() -> Iterator[None]:
    """The trail takes no more events."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(
                "CREATE TRIGGER full_disk BEFORE INSERT ON audit_event"
                " BEGIN SELECT RAISE(ABORT, 'disk full'); END"
            )
        else:
            cursor.execute(
                "CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql"
                " AS $$ BEGIN RAISE 'disk full'; END $$"
            )
            cursor.execute(
                "CREATE TRIGGER full_disk BEFORE INSERT ON audit_event"
                " FOR EACH ROW EXECUTE FUNCTION full_disk()"
            )
        yield
        on = "" if connection.vendor == "sqlite" else " ON audit_event"
        cursor.execute(f"DROP TRIGGER full_disk{on}")


@pytest.mark.parametrize("name", ["entry", "entry-why", "entry-relabel", "entry-correct"])
def test_an_entry_does_not_leave_when_the_trail_cannot_be_written(
    region: Region, entry: Entry, name: str
) -> None:
    client = signed_in(region.ann, raise_request_exception=False)
    with unwritable_trail():
        page = Page(client.get(reverse(name, args=[entry.pk])))
    assert page.status == 500
    assert HEADLINE not in page.response.content.decode()
    assert "Something went wrong on our side" in page.text


@pytest.mark.parametrize("name", ["case", "chronology", "profile", "pathway", "documents", "team"])
def test_a_case_does_not_leave_when_the_trail_cannot_be_written(region: Region, name: str) -> None:
    client = signed_in(region.bob, raise_request_exception=False)
    with unwritable_trail():
        page = Page(client.get(reverse(name, args=[region.case.pk])))
    assert page.status == 500
    assert region.case.person.display_name not in page.response.content.decode()


def test_a_change_is_not_there_when_its_event_cannot_be_written(region: Region) -> None:
    client = signed_in(region.ann, raise_request_exception=False)
    url = reverse("entry-write", args=[region.case.pk, "note"])
    fields = opened(client, url).typed | {"text": "We spoke about work."}
    with unwritable_trail():
        assert client.post(url, fields).status_code == 500
    assert not Entry.objects.exists()
    assert not Submission.objects.exists()
    assert client.post(url, fields).status_code == 302  # the same form, once the trail is back
    assert Entry.objects.count() == 1


def test_a_closing_is_undone_when_its_event_cannot_be_written(region: Region) -> None:
    client = signed_in(region.ann, raise_request_exception=False)
    url = reverse("case-close", args=[region.case.pk])
    fields = opened(client, url).typed | {"reason": "Done"}
    with unwritable_trail():
        assert client.post(url, fields).status_code == 500
    assert not Case.objects.get(pk=region.case.pk).is_closed


def test_a_miss_is_no_answer_either_when_it_cannot_be_recorded(region: Region) -> None:
    client = signed_in(region.cy, raise_request_exception=False)
    with unwritable_trail():
        assert client.get(reverse("case", args=[region.case.pk])).status_code == 500


@contextmanager
def after_reading(words: str, act: Callable[[], Any]) -> Iterator[None]:
    """Something happens elsewhere right after a statement that holds the words."""
    happened = []

    def watch(execute: Any, sql: str, *rest: Any) -> Any:
        result = execute(sql, *rest)
        if words in sql and not happened:
            happened.append(sql)
            act()
        return result

    with connection.execute_wrapper(watch):
        yield
    assert happened


def end_seat(region: Region) -> Callable[[], Any]:
    return lambda: Seat.objects.filter(post=region.bob).update(until_at=START)


def test_a_seat_that_ends_between_reading_and_sending_shows_nothing(
    region: Region, entry: Entry
) -> None:
    client = signed_in(region.bob)
    with after_reading("entries_entry", end_seat(region)):
        page = Page(client.get(reverse("entry", args=[entry.pk])))
    assert page.status == 404
    assert HEADLINE not in page.response.content.decode()
    assert not Event.objects.filter(kind=Kind.LOOK, post_id=region.bob.pk).exists()


def test_a_list_of_cases_is_not_sent_when_one_of_its_seats_ends_meanwhile(region: Region) -> None:
    client = signed_in(region.bob)
    with after_reading("notes_contact", end_seat(region)):
        page = Page(client.get(reverse("caseload")))
    assert page.status == 404
    assert region.case.person.display_name not in page.response.content.decode()


def test_a_post_that_ends_between_reading_and_sending_shows_nothing(
    region: Region, entry: Entry
) -> None:
    client = signed_in(region.bob)

    def end_post() -> None:
        type(region.bob).objects.filter(pk=region.bob.pk).update(until_at=START)

    with after_reading("entries_entry", end_post):
        assert client.get(reverse("entry", args=[entry.pk])).status_code == 404


def test_one_event_per_request_with_the_ids_that_are_shown(region: Region) -> None:
    shown = [region.write(region.ann, headline=f"Talk {n}") for n in range(3)]
    client = signed_in(region.bob)
    last = Event.objects.order_by("-pk").first().pk
    opened(client, reverse("chronology", args=[region.case.pk]))
    event = Event.objects.get(pk__gt=last)
    assert event.kind == Kind.LOOK
    assert set(event.ids) == {str(one.pk) for one in shown}
    assert event.case_id == region.case.pk


def test_a_fragment_and_a_draft_belong_to_the_look_of_their_page(region: Region) -> None:
    client = signed_in(region.bob)
    fields = opened(client, reverse("entry-write", args=[region.case.pk, "note"])).typed
    before = Event.objects.count()
    for name in ("entry-readers", "entry-draft"):
        url = reverse(name, args=[region.case.pk, "note"])
        assert client.post(url, fields | {"text": "So far"}).status_code == 200
    assert Event.objects.count() == before
    assert Draft.objects.get().fields["text"] == ["So far"]


def test_a_look_carries_the_purpose_of_the_seat(region: Region, entry: Entry) -> None:
    opened(signed_in(region.eve), reverse("entry", args=[entry.pk]))
    look = Event.objects.filter(kind=Kind.LOOK, post_id=region.eve.pk).get()
    assert look.purpose == region.seat(region.eve).purpose


def test_a_note_needs_its_text_and_one_click_where_the_readers_were_shown(region: Region) -> None:
    client = signed_in(region.ann)
    url = reverse("entry-write", args=[region.case.pk, "note"])
    answer = sent(client, url, text="We spoke about work.")
    assert answer.status == 302
    with clock.at(START):
        assert Entry.objects.get().text == "We spoke about work."


def test_without_scripts_other_readers_are_shown_before_saving(region: Region) -> None:
    client = signed_in(region.ann)
    url = reverse("entry-write", args=[region.case.pk, "note"])
    first = sent(client, url, text="About the order.", categories="offence", handling="3")
    assert first.status == 200
    assert not Entry.objects.exists()
    assert saved(client, url, text="About it.", categories="offence", handling="3").status == 302
