"""Every kind of entry through its pages: written, shown, corrected; dates kept and missed."""

from typing import Any

import pytest
from django.urls import reverse

from tests.desk.test_pathway import KINDS as OF_THE_PATHWAY
from tests.factories import Region, actor
from tests.pages import Page, opened, saved, sent, signed_in
from throughcare.agencies.models import Post
from throughcare.entries.models import Entry, Kind, Whose
from throughcare.notes.actions import writing
from throughcare.notes.models import Appointment, Todo
from throughcare.sharing.categories import Category, Handling

# What is typed, what the entry's page then shows, what is corrected, and what it shows after that.
Case = tuple[dict[str, Any], list[str], dict[str, Any], str]
KINDS: dict[str, Case] = {
    "note": ({"text": "He laughed. It helped."}, ["He laughed"], {"text": "He cried."}, "cried"),
    "contact": (
        {"how": "phone", "outcome": "missed", "minutes": "5", "place": "Harbour", "text": ""},
        ["Phone: did not take place", "Harbour", "5"],
        {"place": "Quay"},
        "Quay",
    ),
    "life_event": (
        {"headline": "A job", "what": "work", "is_setback": "on"},
        ["A job", "Work or schooling", "Setback"],
        {"headline": "A new job"},
        "A new job",
    ),
    "pointer": (
        {"headline": "Ask them", "ask": "Desk 4", "lapses_on": "2030-05-01", "text": "It exists"},
        ["Ask them", "Desk 4", "1 May 2030", "It exists"],
        {"ask": "Desk 5"},
        "Desk 5",
    ),
    "decision": (
        {"headline": "Go on", "decided_by": "The team", "reason": "It works", "dissent": "Eve"},
        ["Go on", "The team", "It works", "Eve"],
        {"reason": "It worked"},
        "It worked",
    ),
    "appointment": (
        {"headline": "Visit", "day": "2030-01-09", "clock": "14:30", "place": "School"},
        ["Visit", "Wed 9 Jan, 14:30", "School", "Planned"],
        {"clock": "15:30"},
        "15:30",
    ),
    "todo": (
        {"headline": "Call", "due_on": "2030-01-10"},
        ["Call", "10 January 2030", "not yet"],
        {"due_on": "2030-01-12"},
        "12 January 2030",
    ),
    "name": ({"name": "Идрис", "use": "spelling"}, ["Идрис"], {"name": "Идриса"}, "Идриса"),
    "birth": (
        {"born_day": "2", "born_month": "3", "born_year": "1990"},
        ["2 March 1990"],
        {"born_day": ""},
        "March 1990",
    ),
    "language": (
        {"code": "ckb", "needs_interpreter": "on"},
        ["Central Kurdish, with an interpreter", "needed"],
        {"needs_interpreter": None},
        "not needed",
    ),
    "gender": ({"headline": "She"}, ["She"], {"headline": "They"}, "They"),
    "need": ({"headline": "A chair"}, ["A chair"], {"headline": "A low chair"}, "low chair"),
    "way": (
        {"channel": "phone", "value": "555 0100", "when_safe": "Mornings", "is_safe": None},
        ["Phone: 555 0100", "Mornings", "no"],
        {"is_safe": "on"},
        "yes",
    ),
}


def write(by: Post, region: Region, kind: str, **fields: Any) -> Page:
    url = reverse("entry-write", args=[region.case.pk, kind])
    if kind == "pointer":
        fields.setdefault("holder", str(region.police.pk))
    return saved(signed_in(by), url, **fields)


def shown(by: Post, entry: Entry) -> str:
    return opened(signed_in(by), reverse("entry", args=[entry.pk])).text


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_is_written_shown_and_corrected(region: Region, kind: str) -> None:
    typed, shows, changes, then = KINDS[kind]
    page = write(region.ann, region, kind, **typed)
    assert page.status == 302, page.errors
    entry = Entry.objects.get()
    assert (entry.kind, type(entry.detail).__name__ != "Entry") == (
        kind,
        kind not in {"note", "gender", "need"},
    )
    text = shown(region.ann, entry)
    for words in shows:
        assert words in text
    url = reverse("entry-correct", args=[entry.pk])
    page = sent(signed_in(region.ann), url, correction="A slip", **changes)
    assert page.status == 302, page.errors
    assert then in shown(region.ann, entry)
    entry.refresh_from_db()
    assert entry.version == 2
    page = opened(signed_in(region.ann), reverse("entry", args=[entry.pk]))
    was = page.soup.select_one("details.tc-more").get_text(" ")
    assert "Version 1, replaced by Ann Ode" in was
    for words in shows:
        assert words in was


def test_an_earlier_version_says_how_it_was_weighed(region: Region) -> None:
    weighed = {
        "statement": "reported",
        "grading": "B2",
        "whose": "family",
        "basis": "A court order",
    }
    assert write(region.ann, region, "note", text="He was seen.", **weighed).status == 302
    entry = Entry.objects.get()
    url = reverse("entry-correct", args=[entry.pk])
    changed = {"statement": "fact", "grading": "", "whose": "person", "basis": ""}
    assert sent(signed_in(region.ann), url, correction="A slip", **changed).status == 302
    page = opened(signed_in(region.ann), reverse("entry", args=[entry.pk]))
    was = page.soup.select_one("details.tc-more").extract().get_text(" ")
    for words in ("Reported by others", "A court order", str(Whose.FAMILY.label)):
        assert words in was
        assert words not in page.soup.get_text(" ")


def test_every_kind_is_in_a_table() -> None:
    tried = {*KINDS, *(kind for kind, _typed, _headline in OF_THE_PATHWAY)}
    of_programmes = {"admission", "phase", "information"}  # in test_programmes
    assert tried | of_programmes | {"pathway", "document"} == set(Kind.values)


@pytest.mark.parametrize(
    ("typed", "field", "says"),
    [
        ({"born_day": "31", "born_month": "2", "born_year": "1990"}, "born_day", "calendar"),
        ({"born_day": "31", "born_year": "1990"}, "born_month", "Write the month too"),
        ({"born_year": "2031"}, "born_year", "lies in the past"),
        ({"born_day": "8", "born_month": "1", "born_year": "2030"}, "born_year", "in the past"),
        ({"born_year": "1899"}, "born_year", "1900"),
    ],
)
def test_a_birth_that_cannot_be_is_refused(
    region: Region, typed: dict[str, str], field: str, says: str
) -> None:
    assert says in write(region.ann, region, "birth", **typed).errors[field]


def test_a_year_alone_is_a_date_of_birth(region: Region) -> None:
    assert write(region.ann, region, "birth", born_year="1990").status == 302
    assert Entry.objects.get().headline == "1990"
    case = opened(signed_in(region.ann), reverse("case", args=[region.case.pk]))
    assert "1990" in case.soup.select_one(".tc-identity").get_text()


def test_a_date_of_birth_shows_in_the_frame_only_to_whoever_sees_it(region: Region) -> None:
    write(region.ann, region, "birth", born_year="1990", handling="3")
    url = reverse("case", args=[region.case.pk])
    assert "1990" in opened(signed_in(region.dee), url).response.content.decode()
    assert "1990" not in opened(signed_in(region.bob), url).response.content.decode()


def test_a_corrected_name_is_found_by_its_new_spelling_alone(region: Region) -> None:
    write(region.ann, region, "name", name="Sokolov", use="alias")
    url = reverse("entry-correct", args=[Entry.objects.get().pk])
    assert sent(signed_in(region.ann), url, correction="A slip", name="Petersen").status == 302
    for words, count in (("Petersen", 1), ("Sokolov", 0)):
        page = Page(signed_in(region.ann).post(reverse("search"), {"words": words}))
        assert len(page.soup.select("th[scope=row]")) == count, words


def test_a_corrected_contact_takes_no_words_of_what_was_said(region: Region) -> None:
    """They would go to everybody who may know that the contact took place."""
    write(region.ann, region, "contact", text="")
    url = reverse("entry-correct", args=[Entry.objects.get().pk])
    client = signed_in(region.ann)
    assert "text" not in opened(client, url).typed
    assert sent(client, url, correction="A slip", text="Heron").status == 302
    assert Entry.objects.get().text == ""


def test_the_headline_of_a_note_is_its_first_sentence(region: Region) -> None:
    write(region.ann, region, "note", text=f"He came; late. {'word ' * 60}")
    assert Entry.objects.get().headline == "He came"
    write(region.ann, region, "note", text="word " * 60, key="another")
    longest = Entry.objects.exclude(headline="He came").get().headline
    assert len(longest) <= 100
    assert longest.endswith("…")


@pytest.mark.parametrize(
    ("role", "category", "handling"),
    [("ann", "daily_life", "1"), ("eve", "safety", "1"), ("bob", "daily_life", "1")],
)
def test_a_form_proposes_by_the_role_of_its_writer(
    region: Region, role: str, category: str, handling: str
) -> None:
    url = reverse("entry-write", args=[region.case.pk, "note"])
    typed = opened(signed_in(getattr(region, role)), url).typed
    assert (typed["categories"], typed["handling"]) == (category, handling)


def dated(region: Region, kind: type[Todo | Appointment], **fields: Any) -> Any:
    label = {"categories": Category.CONTACT.bit, "handling": Handling.TEAM, "headline": "A date"}
    name = kind._meta.model_name
    entry = kind(case=region.case, kind=name, for_post=region.bob, **label, **fields)
    return writing.add(actor(region.ann), entry)


def test_a_todo_is_ticked_off_once_by_whoever_must_do_it(region: Region) -> None:
    todo = dated(region, Todo, due_on="2030-01-10")
    url = reverse("todo-tick", args=[todo.pk])
    page = Page(signed_in(region.eve).post(url))
    assert page.status == 403
    assert "Only the person who must do this, or who wrote it, ticks it off." in page.text
    client = signed_in(region.bob)
    assert "Done: ticked off." in client.post(url, follow=True).content.decode()
    assert Page(client.post(url)).status == 403
    todo.refresh_from_db()
    assert todo.done_at is not None


@pytest.mark.parametrize("state", ["kept", "missed", "cancelled"])
def test_an_appointment_is_settled_once(region: Region, state: str) -> None:
    made = dated(region, Appointment)
    url = reverse("appointment-settle", args=[made.pk])
    client = signed_in(region.bob)
    assert "Noted." in client.post(url, {"state": state}, follow=True).content.decode()
    assert client.post(url, {"state": "kept"}).status_code == 403
    made.refresh_from_db()
    assert made.state == state


@pytest.mark.parametrize("state", ["", "planned", "moved", "\x00"])
def test_an_appointment_is_settled_in_known_ways_only(region: Region, state: str) -> None:
    made = dated(region, Appointment)
    url = reverse("appointment-settle", args=[made.pk])
    answer = signed_in(region.bob).post(url, {"state": state}, follow=True)
    assert "Choose what became of the appointment." in answer.content.decode()
    made.refresh_from_db()
    assert made.state == "planned"


def test_the_form_is_for_the_writer_unless_they_choose_another(region: Region) -> None:
    url = reverse("entry-write", args=[region.case.pk, "todo"])
    assert opened(signed_in(region.bob), url).typed["for_post"] == str(region.bob.pk)


def test_a_way_that_is_not_safe_says_so_wherever_it_stands(region: Region) -> None:
    more = {"value": "Anchor Lane 3", "when_safe": "Letters lie open there", "is_safe": None}
    write(region.ann, region, "way", channel="post", **more)
    write(region.ann, region, "way", channel="phone", value="0142", is_safe="on", key="another")
    assert {entry.headline for entry in Entry.objects.filter(kind=Kind.WAY)} == {
        "Letter: Anchor Lane 3 (not safe)",
        "Phone: 0142",
    }
    page = opened(signed_in(region.bob), reverse("profile", args=[region.case.pk]))
    ways = [" ".join(one.get_text(" ").split()) for one in page.soup.select(".tc-links li")]
    safe, unsafe = sorted(ways, key=lambda words: "0142" not in words)
    assert "Not safe to use" in unsafe
    assert "Letters lie open there" in unsafe
    assert "Not safe" not in safe
