"""The desk: what I must do stands first, in the right order, and nothing of others."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from tests import factories
from tests.factories import START, Region, actor
from tests.pages import Page, opened, signed_in
from throughcare.agencies.models import Post
from throughcare.audit.models import Event
from throughcare.cases.actions import responsibility
from throughcare.entries.actions import labels
from throughcare.kernel import clock
from throughcare.notes.actions import dates, writing
from throughcare.notes.models import Appointment, Draft, Todo
from throughcare.notices.models import Notice
from throughcare.sharing.categories import Category, Handling
from throughcare.sharing.purposes import Purpose
from throughcare.web.words import clock_time, day


def todo(region: Region, headline: str, days: int, *, to: Post | None = None, **more: Any) -> Todo:
    label = {"categories": Category.CONTACT.bit, "handling": Handling.TEAM, **more}
    due = (START + timedelta(days=days)).date()
    entry = Todo(
        case=region.case,
        kind="todo",
        for_post=to or region.bob,
        due_on=due,
        headline=headline,
        **label,
    )
    return writing.add(actor(region.ann), entry)


def appointment(region: Region, headline: str, *, place: str = "", **ahead: float) -> Appointment:
    entry = Appointment(
        case=region.case,
        kind="appointment",
        for_post=region.bob,
        occurred_at=START + timedelta(**ahead),
        headline=headline,
        place=place,
        categories=Category.CONTACT.bit,
        handling=Handling.TEAM,
    )
    return writing.add(actor(region.ann), entry)


def desk(post: Post) -> Page:
    return opened(signed_in(post), reverse("desk"))


def agenda(post: Post) -> list[str]:
    """The headings and titles of what must be done, in their order."""
    rows = desk(post).soup.select(".tc-agenda h3, .tc-agenda__title")
    return [row.get_text(strip=True) for row in rows]


def test_the_late_ones_stand_first_then_today_then_the_week(region: Region) -> None:
    todo(region, "Next month", 40)
    todo(region, "On Friday", 4)
    appointment(region, "This afternoon", hours=5)
    todo(region, "Last week", -7)
    todo(region, "Today", 0)
    appointment(region, "Tomorrow", days=1)
    assert agenda(region.bob) == [
        *("Late", "Last week"),
        *("Today", "Today", "This afternoon"),
        *("This week", "Tomorrow", "On Friday"),
    ]
    assert "3 things today, Bob" in desk(region.bob).text


def test_an_appointment_says_the_day_the_hour_and_the_place(region: Region) -> None:
    appointment(region, "Visit", days=1, place="Quay Road")
    [row] = desk(region.bob).soup.select(".tc-agenda__row")
    words = " ".join(row.get_text(" ").split())
    then = START + timedelta(days=1)
    assert words.startswith(day(then))
    assert f"{region.case.person.display_name} · {clock_time(then)} · Quay Road" in words


def test_an_appointment_that_nobody_settled_is_late(region: Region) -> None:
    appointment(region, "Yesterday", days=-1)
    assert agenda(region.bob) == ["Late", "Yesterday"]


def test_what_is_done_or_settled_stands_there_no_more(region: Region) -> None:
    dates.tick(actor(region.bob), todo(region, "Call the landlord", 0))
    made = appointment(region, "Visit", hours=2)
    dates.settle(actor(region.bob), made, state=Appointment.State.CANCELLED)
    assert agenda(region.bob) == []
    assert "Nothing waits" in desk(region.bob).text


def test_what_others_must_do_is_not_mine(region: Region) -> None:
    todo(region, "For Bob", 0)
    assert agenda(region.ann) == []


def test_a_todo_that_one_may_not_see_is_not_there(region: Region) -> None:
    todo(region, "Inside the agency", 0, handling=Handling.AGENCY)
    assert "Inside the agency" not in desk(region.bob).text


def test_offers_wait_for_the_one_proposed_and_the_duty_post(region: Region) -> None:
    wes = factories.post("Wes Alm", region.exit, region.bob.role)
    factories.offer(region.case, wes, purpose=Purpose.EXIT)
    title = f"Join the team of case {region.case.reference}"
    assert agenda(wes) == agenda(region.fay) == ["Waits for your answer", title]
    assert region.case.person.display_name not in desk(wes).text
    assert agenda(region.cy) == []


def test_a_second_pair_of_eyes_is_asked_on_the_desk(region: Region) -> None:
    pat = factories.post("Pat Quill", region.police, region.eve.role)
    factories.offer(region.case, pat, purpose=Purpose.SAFETY)
    title = f"Confirm a seat on case {region.case.reference}"
    assert agenda(region.dee) == ["Waits for your answer", title]
    assert agenda(region.ann) == agenda(pat) == []


def test_a_hand_over_waits_for_the_one_asked(region: Region) -> None:
    responsibility.offer(actor(region.ann), region.case, post=region.dee)
    assert agenda(region.dee) == ["Waits for your answer", "Take responsibility for Idris Vale"]


def test_a_wish_for_another_label_waits_for_the_author(region: Region) -> None:
    entry = region.write(region.ann, headline="The visit")
    labels.ask(actor(region.bob), entry, wish="Wider, please")
    waiting = "Answer: another label for “The visit”"
    assert agenda(region.ann) == ["Waits for your answer", waiting]


def test_news_tell_that_something_happened_and_nothing_else(region: Region) -> None:
    entry = region.write(region.ann, headline="The visit", text="Heron")
    labels.ask(actor(region.bob), entry, wish="Wider, please")
    page = desk(region.ann)
    news = page.soup.select_one(".tc-news").get_text(" ", strip=True)
    assert "Somebody asked for another label" in news
    for words in ("The visit", "Heron", "Wider", "Bob", "Idris"):
        assert words not in news


def test_what_is_older_than_a_month_is_no_news(region: Region) -> None:
    entry = region.write(region.ann)
    labels.ask(actor(region.bob), entry, wish="Wider, please")
    Notice.objects.update(at=clock.now() - timedelta(days=31))
    assert "Nothing new" in desk(region.ann).text


def test_to_dos_and_appointments_of_a_case_stand_in_one_row_of_days(region: Region) -> None:
    todo(region, "Third", 9)
    appointment(region, "Second", days=4)
    todo(region, "First", 2)
    page = opened(signed_in(region.bob), reverse("case", args=[region.case.pk]))
    titles = page.soup.select(".tc-two__side .tc-agenda__title")
    assert [one.get_text(strip=True) for one in titles] == ["First", "Second", "Third"]


def test_the_latest_drafts_stand_on_the_desk(region: Region) -> None:
    case = region.case.pk
    Draft.keep(post=region.bob.pk, form="note", case=case, about=case, fields={})
    assert "Note, Idris Vale" in " ".join(desk(region.bob).text.split(" , ")).replace(" ,", ",")


def test_a_draft_of_a_case_that_shows_no_longer_has_no_name_on_the_desk(region: Region) -> None:
    elsewhere = factories.open_case(region.ann, display_name="Somebody Else").pk
    fields = {"text": ["Heron"]}
    Draft.keep(post=region.bob.pk, form="note", case=elsewhere, about=elsewhere, fields=fields)
    page = desk(region.bob)
    assert "Note" in page.text
    assert "Somebody Else" not in page.text


def test_the_look_names_the_entries_whose_headlines_are_shown(region: Region) -> None:
    entry = todo(region, "Call the landlord", 0)
    desk(region.bob)
    assert set(Event.objects.latest("pk").ids) == {str(region.case.pk), str(entry.pk)}


def test_an_empty_desk_says_how_things_begin(region: Region) -> None:
    page = desk(region.cy)
    for words in ("Nothing waits", "Nothing new", "No cases here", "Open a case"):
        assert words in page.text


@pytest.mark.parametrize(("days", "says"), [(0, "today"), (22, "Quiet for long"), (21, "21 days")])
def test_silence_is_said_after_three_weeks(region: Region, days: int, says: str) -> None:
    writing.contact(
        actor(region.ann), region.case, occurred_at=START, how="phone", headline="A call"
    )
    with clock.at(START + timedelta(days=days)):
        assert says in desk(region.bob).text
        assert ("Quiet" in desk(region.bob).text) == (days > 21)
