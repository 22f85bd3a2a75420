"""The caseload: filters, order by silence, paging by key; and search over what one may see."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from tests import factories
from tests.factories import START, Region, actor
from tests.pages import Page, opened, signed_in
from throughcare.audit.models import Event
from throughcare.cases.actions import cases
from throughcare.cases.models import Case
from throughcare.desk.queries.caseload import contacts
from throughcare.entries.models import Entry, Kind
from throughcare.names import keys
from throughcare.notes.actions import writing
from throughcare.notes.models import Name, Outcome
from throughcare.sharing.categories import Category, Handling


def listed(page: Page) -> list[str]:
    return [one.get_text(strip=True) for one in page.soup.select("th[scope=row]")]


def caseload(region: Region, **filters: Any) -> Page:
    page = Page(signed_in(region.ann).get(reverse("caseload"), filters))
    assert page.status == 200
    return page


def many(region: Region, count: int) -> list[Case]:
    return [
        factories.open_case(region.ann, display_name=f"Person {number:03}")
        for number in range(count)
    ]


def test_cases_stand_by_name(region: Region) -> None:
    for name in ("Zoran Hill", "Amal Reed"):
        factories.open_case(region.ann, display_name=name)
    assert listed(caseload(region)) == ["Amal Reed", "Idris Vale", "Zoran Hill"]


@pytest.mark.parametrize("order", ["name", "silence"])
def test_paging_shows_every_case_once(region: Region, order: str) -> None:
    many(region, 60)
    found, url = [], "?order=" + order
    client = signed_in(region.ann)
    while url:
        page = opened(client, reverse("caseload") + url)
        found += listed(page)
        following = page.soup.select_one("a[rel=next]")
        url = str(following["href"]) if following else ""
    assert len(found) == len(set(found)) == 61


def test_a_page_that_begins_after_an_unknown_case_begins_anew(region: Region) -> None:
    for after in ("nothing", "\x00", str(START), "0" * 500, str(region.ann.pk)):
        for order in ("name", "silence"):
            assert listed(caseload(region, after=after, order=order)) == ["Idris Vale"]


def test_a_foreign_case_is_no_place_to_go_on_from(region: Region) -> None:
    foreign = factories.open_case(region.cy, display_name="Aaron Aas")
    assert listed(caseload(region, after=str(foreign.pk))) == ["Idris Vale"]


def test_filters_by_state_kind_and_responsibility(region: Region) -> None:
    closed = factories.open_case(region.ann, display_name="Closed One", kind="consultation")
    cases.close(actor(region.ann), closed, reason="Done")
    factories.open_case(region.ann, display_name="An Intake", kind="intake")
    theirs = factories.open_case(region.dee, display_name="Dee's Own")
    factories.join(theirs, region.ann)
    assert listed(caseload(region, state="closed")) == ["Closed One"]
    assert listed(caseload(region, kind="intake")) == ["An Intake"]
    assert listed(caseload(region, mine="on")) == ["An Intake", "Idris Vale"]
    assert listed(caseload(region, kind="intake", mine="on", state="closed")) == []


def test_an_unknown_filter_is_said_and_left_out(region: Region) -> None:
    page = caseload(region, kind="party", order="luck", state="lost")
    assert listed(page) == ["Idris Vale"]
    assert {"kind", "order", "state"} <= page.errors.keys()


def test_the_next_page_keeps_the_filters(region: Region) -> None:
    many(region, 60)
    following = caseload(region, mine="on", order="silence").soup.select_one("a[rel=next]")
    assert "mine=on" in following["href"]
    assert "order=silence" in following["href"]


def contact(region: Region, case: Case, days: int, **more: Any) -> None:
    moment = START - timedelta(days=days)
    writing.contact(actor(region.ann), case, occurred_at=moment, how="phone", **more)


def test_the_longest_silence_stands_first(region: Region) -> None:
    spoken, missed, long_ago = many(region, 3)
    contact(region, spoken, 1)
    contact(region, missed, 1, outcome=Outcome.MISSED)
    contact(region, long_ago, 300)
    contact(region, region.case, 30)
    names = listed(caseload(region, order="silence"))
    assert names == ["Person 001", "Person 002", "Idris Vale", "Person 000"]


def test_a_contact_that_one_does_not_see_counts_for_nothing(region: Region) -> None:
    """No figure counts what its reader does not see."""
    contact(region, region.case, 1)
    entry = Entry.objects.get()
    entry.label(entry.categories, Handling.AGENCY, version=2, shared_at=START)
    page = opened(signed_in(region.bob), reverse("caseload"))
    assert "none yet" in page.text
    assert "1 day" not in page.text
    assert "1 day" in caseload(region).text


def test_the_last_contact_is_the_last_that_is_seen_and_was_kept(region: Region) -> None:
    for days, outcome in ((9, Outcome.KEPT), (5, Outcome.KEPT), (2, Outcome.MISSED)):
        contact(region, region.case, days, outcome=outcome)
    contact(region, region.case, -3)
    assert "5 days" in caseload(region).text
    assert list(contacts(actor(region.ann), region.case.pk)) == [START - timedelta(days=5)]
    assert not contacts(actor(region.cy), region.case.pk)


def search(region: Region, words: str, *, by: str = "ann") -> Page:
    client = signed_in(getattr(region, by))
    page = Page(client.post(reverse("search"), {"words": words}))
    assert page.status == 200
    return page


@pytest.mark.parametrize("words", ["Idris", "idris vale", "VALE", "Idriss", "Vale Idris"])
def test_a_case_is_found_by_its_name(region: Region, words: str) -> None:
    assert listed(search(region, words)) == ["Idris Vale"]


def test_a_case_is_found_by_its_number(region: Region) -> None:
    for words in (region.case.reference, f" {region.case.reference.lower()} "):
        assert listed(search(region, words)) == ["Idris Vale"]


def test_nothing_of_others_is_found(region: Region) -> None:
    for words in ("Idris", region.case.reference):
        page = search(region, words, by="cy")
        assert listed(page) == []
        assert "Nothing found" in page.text


def further(region: Region, name: str, **label: Any) -> Name:
    label = {"categories": Category.IDENTITY.bit, "handling": Handling.TEAM, **label}
    entry = Name(case=region.case, kind=Kind.NAME, name=name, use="alias", headline=name, **label)
    assert keys(name)
    return writing.add(actor(region.ann), entry)


def test_a_further_name_is_found_in_another_script_by_whoever_sees_it(region: Region) -> None:
    further(region, "Идрис Соколов")
    assert listed(search(region, "Sokolov")) == ["Idris Vale"]
    assert listed(search(region, "Sokolov", by="bob")) == ["Idris Vale"]


def test_a_further_name_that_one_does_not_see_finds_nothing(region: Region) -> None:
    further(region, "Sokolov", handling=Handling.AGENCY)
    assert listed(search(region, "Sokolov")) == ["Idris Vale"]
    assert listed(search(region, "Sokolov", by="bob")) == []


def test_an_entry_is_found_by_the_words_of_its_headline(region: Region) -> None:
    entry = region.write(region.ann, headline="Café au port: the visit", text="Heron")
    hidden = region.write(region.ann, headline="A visit to the port", handling=Handling.AGENCY)
    assert "Café au port" in search(region, "cafe port", by="bob").text
    page = search(region, "visit port", by="bob")
    assert "A visit to the port" not in page.text
    assert str(entry.pk) in Event.objects.latest("pk").ids
    assert str(hidden.pk) not in Event.objects.latest("pk").ids
    assert "Nothing found" in search(region, "heron").text  # headlines alone


def test_search_says_what_is_wrong_with_the_words(region: Region) -> None:
    for words, says in (
        ("", "Write a name, a case number or a word."),
        ("NATO SECRET", "classification marking"),
        ("\x00", "hidden character"),
    ):
        assert says in search(region, words).errors["words"]


def test_signs_alone_find_nothing(region: Region) -> None:
    for words in ("%", "_", "' OR 1=1 --", "🙂", "()"):
        assert listed(search(region, words)) == []
