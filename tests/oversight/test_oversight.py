"""What a data-protection officer oversees: own people, own cases, own entries, and no words."""

from datetime import date, timedelta
from typing import Any

import pytest

from tests import factories
from tests.factories import START, Region, actor, open_case, post
from tests.pages import opened, signed_in
from throughcare.agencies.models import Post
from throughcare.agencies.roles import Role
from throughcare.audit.models import Event
from throughcare.kernel import clock
from throughcare.oversight import queries
from throughcare.oversight.reading import Asked
from throughcare.oversight.verbs import Verb
from throughcare.sharing.categories import Category, Handling
from throughcare.sharing.purposes import Purpose

REFUSED = "asked for something and was refused"


@pytest.fixture
def oda(region: Region) -> Post:
    """The officer of the exit organisation, which leads no case here."""
    return post("Oda Rill", region.exit, Role.DATA_PROTECTION_OFFICER)


def lines(who: Post, **asked: object) -> list[tuple[str, str, str, int]]:
    part = queries.overseen(actor(who), Asked(**asked))  # type: ignore[arg-type]
    return [(one.who, one.sentence, one.reference, one.count) for one in part.lines]


def test_the_own_agencys_people_and_entries(region: Region, oda: Post) -> None:
    number = region.case.reference
    theirs = region.write(region.ann, Category.CONTACT)
    ours = region.write(region.bob, Category.CONTACT)
    for who, entry in ((region.bob, theirs), (region.ann, ours), (region.ann, theirs)):
        signed_in(who).get(f"/entries/{entry.pk}/")
    found = lines(oda, kind="look")
    assert found == [
        ("Probation officer", "read the entry", number, 1),  # Ann read Bob's
        ("Bob Fen", "read the entry", number, 0),
    ]


def test_cases_that_the_agency_leads(region: Region, oda: Post) -> None:
    led = open_case(region.bob, region.agreement, purpose=Purpose.EXIT)
    factories.join(led, region.ann, purpose=Purpose.SUPERVISION)
    signed_in(region.ann).get(f"/cases/{led.pk}/")
    signed_in(region.ann).get(f"/cases/{region.case.pk}/")
    assert lines(oda, kind="look") == [
        ("Probation officer", "looked at the case", led.reference, 0)
    ]
    assert lines(oda, kind="look", case=region.case.pk) == []


def test_what_is_hidden_from_all_others_is_counted_for_its_owner(region: Region, oda: Post) -> None:
    kept = region.write(region.bob, Category.CONTACT, handling=Handling.NAMED)
    signed_in(region.bob).get(f"/entries/{kept.pk}/")
    assert lines(oda, kind="look")[0] == ("Bob Fen", "read the entry", region.case.reference, 1)
    gert = post("Gert Lo", region.police, Role.DATA_PROTECTION_OFFICER)
    assert lines(gert, kind="look") == []


def test_refusals_changes_and_days(region: Region, oda: Post) -> None:
    signed_in(region.bob).get("/oversight/")
    with clock.at(START + timedelta(days=1)):
        region.write(region.bob)
    assert [one[1] for one in lines(oda, kind="refusal")] == [REFUSED]
    day = clock.midnight(date(2030, 1, 8))
    assert [one[0] for one in lines(oda, since=day)] == ["Bob Fen"]
    assert all(one[1] != REFUSED for one in lines(oda, since=day))
    assert lines(oda, until=day, post=region.bob.pk)
    assert lines(oda, post=region.ann.pk, kind="look") == []


@pytest.mark.parametrize("address", ["/oversight/", "/oversight/month/"])
def test_only_an_officer(region: Region, oda: Post, address: str) -> None:
    for who in (region.ann, region.dee, region.fay):
        assert signed_in(who).get(address).status_code == 403
    assert signed_in(oda).get(address).status_code == 200
    assert Event.objects.filter(verb__in=(Verb.OVERSEEN, Verb.SUMMED), post_id=oda.pk).exists()


def test_no_words_of_events_or_entries(region: Region, oda: Post) -> None:
    client = signed_in(region.bob)
    client.post("/search/", {"words": "heron"})
    region.write(region.bob, headline="A heron", text="By the heron pond")
    page = signed_in(oda).get("/oversight/").content.decode()
    assert "heron" not in page
    assert region.case.person.display_name not in page


def test_what_cannot_be_understood_is_said(region: Region, oda: Post) -> None:
    told = "?since=yesterday&kind=thought&post=nobody"
    page = opened(signed_in(oda), "/oversight/" + told)
    assert set(page.errors) == {"since", "kind", "post"}
    month = opened(signed_in(oda), "/oversight/month/?month=2030-13")
    assert set(month.errors) == {"month"}


def test_the_month_counts_each_post_and_nobody_elses(region: Region, oda: Post) -> None:
    for who in (region.bob, region.bob, region.ann):
        signed_in(who).get(f"/cases/{region.case.pk}/")
    signed_in(region.bob).get("/oversight/")
    with clock.at(clock.midnight(date(2030, 2, 1))):
        signed_in(region.bob).get(f"/cases/{region.case.pk}/")
    first = date(2030, 1, 1)
    sums = queries.month(actor(oda), first, date(2030, 2, 1))
    bob = next(one for one in sums if one.post == region.bob)
    assert (bob.looks, bob.cases, bob.refusals) == (2, 1, 1)
    assert region.ann not in [one.post for one in sums]


def test_the_file_holds_the_same_part(region: Region, oda: Post, monkeypatch: Any) -> None:
    monkeypatch.setattr(queries, "PAGE", 3)
    monkeypatch.setattr("throughcare.oversight.reading.PAGE", 3)
    for _ in range(8):
        signed_in(region.bob).get(f"/cases/{region.case.pk}/")
    answer = signed_in(oda).get("/oversight/trail.csv?kind=look")
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    head, *rows = answer.content.decode().splitlines()
    assert head.startswith("event,at,who,agency,did,case")
    assert len([row for row in rows if "looked at the case" in row]) == 8
    assert Event.objects.filter(verb=Verb.EXPORTED, post_id=oda.pk).count() == 1
    assert signed_in(region.fay).get("/oversight/trail.csv").status_code == 403
