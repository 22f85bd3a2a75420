"""An entry's pages: what it says, who can see it and why, its label, wishes for another."""

from typing import Any

import pytest
from django.urls import reverse

from tests import factories
from tests.factories import Region, actor
from tests.pages import Page, opened, saved, sent, signed_in
from throughcare.agencies.models import Post
from throughcare.agencies.roles import Role
from throughcare.audit.models import Event
from throughcare.cases.actions import cases
from throughcare.entries.actions import texts
from throughcare.entries.models import Entry, LabelRequest
from throughcare.notices.models import Notice
from throughcare.sharing.categories import Category, Handling
from throughcare.sharing.purposes import Purpose


def show(post: Post, entry: Entry, name: str = "entry") -> Page:
    return opened(signed_in(post), reverse(name, args=[entry.pk]))


@pytest.fixture
def entry(region: Region) -> Entry:
    return region.write(region.ann, headline="The visit", text="Tea, and a long talk.")


def test_the_page_says_what_and_who_can_see_it(region: Region, entry: Entry) -> None:
    text = show(region.bob, entry).text
    for words in ("The visit", "Tea, and a long talk.", "Ann Ode, Probation North", "TEAM"):
        assert words in text
    assert "4 people in 3 agencies." in text
    assert "And whoever later joins in these roles." in text


def test_a_wall_is_named_among_the_readers(region: Region) -> None:
    walled = region.write(region.ann, Category.COUNSELLING, headline="A talk")
    assert "Not: Police contact officer (wall)." in show(region.ann, walled).text


def test_why_shows_each_step_and_stops_at_the_first_no(region: Region) -> None:
    walled = region.write(region.ann, Category.COUNSELLING, headline="A talk")
    page = show(region.bob, walled, "entry-why")
    assert "A wall, or a missing legal basis, stands between: never." in page.text
    assert "Counselling talk" in page.text
    assert page.text.count("Sees it") == 2
    assert page.text.count("Does not see it") == 2


def test_a_discreet_seat_has_no_name(region: Region, entry: Entry) -> None:
    zoe = factories.post("Zoe Quiet", region.exit, Role.EXIT_WORKER)
    factories.join(region.case, zoe, purpose=Purpose.EXIT, is_discreet=True)
    pages = [
        reverse("entry", args=[entry.pk]),
        reverse("entry-why", args=[entry.pk]),
        reverse("entry-relabel", args=[entry.pk]),
        reverse("team", args=[region.case.pk]),
        reverse("responsibility-offer", args=[region.case.pk]),
        reverse("seat-end", args=[region.case.seats.get(post=zoe).pk]),
        *(reverse("entry-write", args=[region.case.pk, kind]) for kind in ("note", "todo")),
    ]
    for url in pages:
        assert "Zoe" not in opened(signed_in(region.ann), url).response.content.decode(), url
    own = opened(signed_in(zoe), reverse("team", args=[region.case.pk]))
    assert "Zoe Quiet" in own.response.content.decode()


def test_earlier_versions_show_where_both_labels_admit(region: Region, entry: Entry) -> None:
    texts.correct(actor(region.ann), entry, version=1, reason="A slip", fields={"text": "Coffee."})
    page = show(region.bob, entry)
    assert "Version 1, replaced by Ann Ode" in page.text
    assert "Tea, and a long talk." in page.text
    assert "A slip" in page.text


def relabel(post: Post, entry: Entry, **changes: Any) -> Page:
    url = reverse("entry-relabel", args=[entry.pk])
    return saved(signed_in(post), url, **{"reason": "So agreed"} | changes)


def test_widening_shows_first_who_will_read_it(region: Region) -> None:
    entry = region.write(region.ann, headline="The visit", handling=Handling.AGENCY)
    url = reverse("entry-relabel", args=[entry.pk])
    page = sent(signed_in(region.ann), url, handling="1", reason="So agreed")
    assert page.status == 200
    assert "See who will be able to read this, then save." in page.text
    assert "4 people in 3 agencies." in page.text
    entry.refresh_from_db()
    assert entry.handling == Handling.AGENCY
    assert relabel(region.ann, entry, handling="1").status == 302
    entry.refresh_from_db()
    assert entry.handling == Handling.TEAM
    assert Event.objects.filter(verb="entry.widened").count() == 1


def test_narrowing_tells_those_who_lose_it(region: Region, entry: Entry) -> None:
    assert relabel(region.ann, entry, handling="3").status == 302
    told = set(Notice.objects.filter(verb="entry.narrowed").values_list("post", flat=True))
    assert told == {region.bob.pk, region.eve.pk}
    assert signed_in(region.bob).get(reverse("entry", args=[entry.pk])).status_code == 404


def test_named_readers_are_the_ticked_ones_and_the_writer(region: Region, entry: Entry) -> None:
    seat = str(region.seat(region.eve).pk)
    assert relabel(region.ann, entry, handling="4", named=seat).status == 302
    assert region.readers(Entry.objects.get(pk=entry.pk)) == {"ann", "eve"}


def test_a_label_that_one_may_not_give_is_said_beside_the_field(region: Region) -> None:
    entry = region.write(region.dee, headline="The visit")
    page = sent(
        signed_in(region.dee),
        reverse("entry-relabel", args=[entry.pk]),
        categories="counselling",
        reason="So agreed",
    )
    assert "categories" in page.errors


def test_a_sensitive_label_for_others_needs_a_line_why(region: Region, entry: Entry) -> None:
    url = reverse("entry-relabel", args=[entry.pk])
    page = sent(signed_in(region.ann), url, categories="ideology", handling="2", reason="Agreed")
    assert page.errors == {
        "why_needed": "Write in one line why others need this, or choose AGENCY or NAMED."
    }
    assert not sent(
        signed_in(region.ann), url, categories="ideology", handling="3", reason="Agreed"
    ).errors


def test_a_stale_label_is_not_given(region: Region, entry: Entry) -> None:
    client, url = signed_in(region.ann), reverse("entry-relabel", args=[entry.pk])
    fields = sent(client, url, handling="3", reason="Agreed").typed
    texts.correct(actor(region.dee), entry, version=1, reason="A slip", fields={"text": "Coffee."})
    answer = client.post(url, fields, follow=True)
    assert "Somebody saved this entry in the meantime." in answer.content.decode()
    entry.refresh_from_db()
    assert entry.handling == Handling.TEAM


def test_a_part_is_split_off_with_a_label_of_its_own(region: Region, entry: Entry) -> None:
    url = reverse("entry-split", args=[entry.pk])
    part = {"kept": "Tea.", "headline": "The talk", "text": "A long talk.", "handling": "3"}
    assert saved(signed_in(region.ann), url, reason="Another circle", **part).status == 302
    entry.refresh_from_db()
    other = Entry.objects.get(follows=entry)
    assert (entry.text, other.text) == ("Tea.", "A long talk.")
    assert region.readers(other) == {"ann", "dee"}
    assert "The talk" in show(region.ann, entry).text
    assert "The talk" not in show(region.bob, entry).text


def test_before_a_part_is_split_off_the_page_says_who_will_read_it(
    region: Region, entry: Entry
) -> None:
    url = reverse("entry-split", args=[entry.pk])
    part = {"kept": "Tea.", "headline": "The talk", "text": "A long talk.", "handling": "3"}
    page = sent(signed_in(region.ann), url, reason="Another circle", **part)
    assert page.status == 200
    assert "2 people in 1 agency." in page.text
    assert not Entry.objects.filter(follows=entry).exists()


def test_two_texts_that_bear_a_marking_only_together_are_stopped(
    region: Region, entry: Entry
) -> None:
    url = reverse("entry-split", args=[entry.pk])
    part = {"headline": "Classification:", "text": "Secret", "reason": "Another circle"}
    page = saved(signed_in(region.ann), url, kept="Tea.", **part)
    assert page.status == 200
    assert "marking" in page.summary
    entry.refresh_from_db()
    assert (entry.text, entry.version) == ("Tea, and a long talk.", 1)


def ask(post: Post, entry: Entry) -> LabelRequest:
    url = reverse("entry-ask", args=[entry.pk])
    assert sent(signed_in(post), url, wish="The school needs this.").status == 302
    return LabelRequest.objects.get()


def test_a_wish_is_asked_and_answered(region: Region, entry: Entry) -> None:
    wish = ask(region.bob, entry)
    assert "Waits for an answer" in show(region.bob, entry).text
    assert "The school needs this." not in show(region.eve, entry).text
    page = show(region.ann, entry)
    assert "The school needs this." in page.text
    url = reverse("label-answer", args=[wish.pk])
    assert sent(signed_in(region.ann), url, answer="Not yet.").status == 302
    assert "Not yet." in show(region.bob, entry).text
    assert signed_in(region.ann).get(url).status_code == 403


def test_only_the_owner_answers_a_wish(region: Region, entry: Entry) -> None:
    url = reverse("label-answer", args=[ask(region.bob, entry).pk])
    page = Page(signed_in(region.bob).get(url))
    assert page.status == 403
    assert "This entry belongs to Probation North. You can ask them." in page.text


def test_a_refusal_names_the_reason_and_who_can_help(region: Region, entry: Entry) -> None:
    page = Page(signed_in(region.bob).get(reverse("entry-correct", args=[entry.pk])))
    assert page.status == 403
    assert "This entry belongs to Probation North." in page.text
    assert "Who can help" in page.text
    assert "Nothing was changed." in page.text


def test_the_owner_does_not_ask_itself(region: Region, entry: Entry) -> None:
    page = Page(signed_in(region.ann).get(reverse("entry-ask", args=[entry.pk])))
    assert page.status == 403
    labels_of = show(region.ann, entry).text
    assert "Ask for another label" not in labels_of
    assert "Change who reads it" in labels_of


def test_nobody_changes_a_closed_case(region: Region, entry: Entry) -> None:
    cases.close(actor(region.ann), region.case, reason="Done")
    for name in ("entry-correct", "entry-relabel", "entry-split", "entry-ask"):
        page = Page(signed_in(region.ann).get(reverse(name, args=[entry.pk])))
        assert page.status == 403
        assert "This case is closed." in page.text
    assert show(region.bob, entry)
