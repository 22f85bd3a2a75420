"""Programmes of a case: taken in, on to phases with their rules, contact, and what was told."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse

from tests import factories as make
from tests.factories import START, Region
from tests.pages import Page, opened, saved, sent, signed_in
from tests.programmes.making import FERRY_HOUSE, adopted
from throughcare.desk.queries.pathway import Way, way
from throughcare.entries.models import Entry, Kind
from throughcare.kernel import clock
from throughcare.notes import programmes
from throughcare.notes.models import Admission, Birth, Contact, Information, Phase
from throughcare.programmes import actions
from throughcare.programmes.models import Version
from throughcare.programmes.texts import read, ways
from throughcare.sharing.categories import Handling

DAY = timedelta(days=1)


def put(region: Region, model: type[Entry], kind: Kind, days: int, **fields: Any) -> Entry:
    """An entry of Ann's, so many days ago."""
    told: dict[str, Any] = {"kind": kind, "headline": str(kind.label)} | fields
    return region.write(region.ann, model=model, occurred_at=START - days * DAY, **told)


def admit(region: Region, version: Version, days: int = 30) -> None:
    put(region, Admission, Kind.ADMISSION, days, model_version=version)


def go(region: Region, version: Version, days: int, left: str, goes_to: str) -> None:
    put(
        region, Phase, Kind.PHASE, days, model_version=version, left=left, goes_to=goes_to
    )  # fmt: skip


def seen(region: Region, who: str = "ann") -> Way:
    return way(make.actor(getattr(region, who)), region.case)


def url(region: Region, kind: str) -> str:
    return reverse("entry-write", args=[region.case.pk, kind])


def pathway(region: Region, who: str = "ann") -> Page:
    client = signed_in(getattr(region, who))
    return opened(client, reverse("pathway", args=[region.case.pk]))


def test_a_person_is_taken_in_and_the_case_keeps_the_version(region: Region) -> None:
    version = adopted(region.probation, "exit-sweden")
    page = saved(
        signed_in(region.ann), url(region, "admission"), programme=str(version.pk), text="Wants to."
    )
    assert page.status == 302, page.errors
    entry = Admission.objects.get()
    assert (entry.headline, entry.model_version) == ("EXIT Sweden", version)
    later = version.text.replace("title: EXIT Sweden", "title: EXIT, renamed")
    actions.add(make.root(), later)
    shown = pathway(region)
    assert "Taken in, not yet in a phase." in shown.text
    assert "EXIT Sweden" in shown.text
    assert "EXIT, renamed" not in shown.text


def test_only_what_the_own_agency_works_by_can_be_chosen(region: Region) -> None:
    theirs = adopted(region.exit, "radinet")
    client = signed_in(region.ann)
    page = opened(client, url(region, "admission"))
    assert "Your agency works by no programme yet." in page.text
    page = sent(client, url(region, "admission"), programme=str(theirs.pk), text="x")
    assert "cannot be chosen" in page.errors["programme"]
    adopted(region.probation, "on-site-referee-trainers")  # trains staff, takes nobody in
    assert "On-site" not in opened(client, url(region, "admission")).text


@pytest.mark.parametrize(
    ("key", "born", "is_taken"),
    [
        ("radinet", {"year": 2013, "month": 12, "day": 24}, True),
        ("radinet", {"year": 2014, "month": 2}, False),
        ("radinet", {"year": 2014}, True),  # may be sixteen: nobody is refused on a guess
        ("radinet", {"year": 2015}, False),
        ("social-net-conferencing", {"year": 2007}, False),
        ("social-net-conferencing", {"year": 2009}, True),
        ("exit-sweden", {"year": 2020}, True),  # it names no age
    ],
)
def test_an_age_limit_refuses_with_its_reason(
    region: Region, key: str, born: dict[str, int], is_taken: bool
) -> None:
    version = adopted(region.probation, key)
    put(region, Birth, Kind.BIRTH, 0, **born)
    page = saved(
        signed_in(region.ann), url(region, "admission"), programme=str(version.pk), text="Why."
    )
    assert (page.status == 302) == is_taken, page.errors
    if not is_taken:
        assert "By the date of birth here the person is" in page.errors["programme"]
        assert page.typed["text"] == "Why."
        assert not Admission.objects.exists()


def test_a_date_of_birth_that_the_writer_does_not_see_refuses_nobody(region: Region) -> None:
    version = adopted(region.exit, "radinet")
    put(region, Birth, Kind.BIRTH, 0, year=2020, handling=Handling.AGENCY)
    page = saved(
        signed_in(region.bob), url(region, "admission"), programme=str(version.pk), text="Why."
    )
    assert page.status == 302, page.errors


def test_nobody_is_taken_in_twice_but_again_after_an_exit(region: Region) -> None:
    version = adopted(region.probation, "exit-sweden")
    admit(region, version)
    client = signed_in(region.ann)
    again: dict[str, Any] = {"programme": str(version.pk), "text": "Came back."}
    page = sent(client, url(region, "admission"), **again)
    assert page.errors["programme"] == "The person is in this programme already."
    go(region, version, 20, "", "stopped")
    assert saved(client, url(region, "admission"), **again).status == 302
    first, second = seen(region).times
    assert not first.running.has_ended
    assert second.running.has_ended


def test_a_phase_is_entered_with_its_rules_met_or_not_and_a_reason(region: Region) -> None:
    version = adopted(region.probation, "rive")
    admit(region, version)
    go(region, version, 20, "", "assessment")
    client = signed_in(region.ann)
    link = f"{url(region, 'phase')}?goes_to={version.pk}:intensive"
    page = opened(client, link)
    assert "The plan is made." in page.text
    assert "A year at least has passed." not in page.text
    chosen: dict[str, Any] = {"goes_to": f"{version.pk}:intensive", "asked": page.typed["asked"]}
    refused = sent(client, url(region, "phase"), **chosen, text="")
    assert "Write who decided it, and why." in refused.errors["text"]
    assert saved(client, url(region, "phase"), **chosen, text="The team, all.").status == 302
    entry = Phase.objects.get(goes_to="intensive")
    assert (entry.left, entry.rules) == ("assessment", [("The plan is made.", False)])
    assert entry.headline.endswith("Intensive mentoring")
    shown = opened(client, reverse("entry", args=[entry.pk])).text
    assert "The plan is made. Not met" in shown
    correct = reverse("entry-correct", args=[entry.pk])
    page = sent(client, correct, met=["0"], text="The team, all.", correction="It was made.")
    assert page.status == 302, page.errors
    entry.refresh_from_db()
    assert (entry.rules, entry.goes_to) == ([("The plan is made.", True)], "intensive")
    earlier = opened(client, reverse("entry", args=[entry.pk]))
    assert "Not met" in earlier.soup.select_one("details.tc-more").get_text(" ")


def test_another_choice_asks_its_own_rules_before_it_is_saved(region: Region) -> None:
    version = adopted(region.probation, "exit-sweden")
    admit(region, version)
    client = signed_in(region.ann)
    chosen: dict[str, Any] = {"goes_to": f"{version.pk}:motivation", "text": "She rang."}
    page = sent(client, url(region, "phase"), **chosen)
    assert "Tick what is met" in page.errors["met"]
    assert "The person has made contact." in page.text
    assert (page.typed["text"], page.typed["asked"]) == ("She rang.", chosen["goes_to"])
    page = saved(client, url(region, "phase"), **chosen, asked=page.typed["asked"], met=["0"])
    assert page.status == 302, page.errors
    assert Phase.objects.get().met == ["The person has made contact."]


def test_people_decide_against_the_model_too(region: Region) -> None:
    version = adopted(region.probation, "exit-sweden")
    admit(region, version)
    go(region, version, 20, "", "motivation")
    page = opened(signed_in(region.ann), url(region, "phase"))
    groups = {
        group["label"]: [one["value"].split(":")[1] for one in group.select("option")]
        for group in page.soup.select("#id_goes_to optgroup")
    }
    assert groups["EXIT Sweden"] == ["disengagement", "stopped"]
    assert "reflection" in groups["EXIT Sweden, against its model"]


def test_contact_that_a_phase_asks_for_is_counted_as_its_reader_sees_it(region: Region) -> None:
    version = adopted(region.probation, "inclusion")
    admit(region, version)
    go(region, version, 10, "", "practical")
    assert seen(region).times[0].kept.is_short
    put(region, Contact, Kind.CONTACT, 9, how="phone")  # more than a week ago
    put(region, Contact, Kind.CONTACT, 2, how="phone", outcome="missed")
    assert seen(region).times[0].kept.is_short
    put(region, Contact, Kind.CONTACT, 1, how="phone", minutes=30)
    kept = seen(region).times[0].kept
    assert (kept.times, kept.hours, kept.is_short) == (1, "0.5", False)
    assert "Kept since" in pathway(region).text
    for entry in Entry.objects.filter(kind=Kind.CONTACT):
        entry.handling = Handling.AGENCY
        entry.save()
    assert seen(region, "bob").times[0].kept.times == 0


def test_nothing_is_short_before_the_time_has_passed(region: Region) -> None:
    version = adopted(region.probation, "inclusion")
    go(region, version, 3, "", "practical")
    assert not seen(region).times[0].kept.is_short
    with clock.at(START + 5 * DAY):
        assert seen(region).times[0].kept.is_short


def test_whom_it_is_for_stands_beside_what_the_case_says(region: Region) -> None:
    version = adopted(region.probation, "rive")
    admit(region, version)
    assert {fit.is_met for fit in seen(region).times[0].fits} == {None}
    put(region, Birth, Kind.BIRTH, 1, year=1990)
    fits = {fit.label: fit.is_met for fit in seen(region).times[0].fits}
    assert fits == {"Participation": None, "Legal pathway": None, "Age": True}


def test_each_reader_sees_the_programme_that_their_entries_tell(region: Region) -> None:
    version = adopted(region.probation, "exit-sweden")
    own: dict[str, Any] = {"model_version": version, "handling": Handling.AGENCY}
    put(region, Admission, Kind.ADMISSION, 30, **own)
    go(region, version, 20, "", "motivation")
    [time] = seen(region, "bob").times
    assert (time.running.admission, time.running.at) == (None, "motivation")
    assert "EXIT Sweden" in pathway(region, "bob").text


def test_what_the_person_was_told_is_said_with_language_and_interpreter(region: Region) -> None:
    client = signed_in(region.ann)
    assert saved(
        client, url(region, "language"), code="prs", needs_interpreter="on"
    ).status == 302  # fmt: skip
    page = opened(client, f"{url(region, 'information')}?topic=rights")
    assert (page.typed["topic"], page.typed["code"]) == ("rights", "prs")
    assert page.typed["with_interpreter"] == "on"
    page = saved(
        client, url(region, "information"), topic="rights", told="both", code="prs",
        with_interpreter="on", text="She asked for a copy.", key="another",
    )  # fmt: skip
    assert page.status == 302, page.errors
    assert Information.objects.get().headline == "Their rights: to see, to correct, to complain"
    shown = pathway(region).text
    assert "In a talk and in writing, Dari, with an interpreter" in shown
    assert [one.said is not None for one in seen(region).topics] == [
        topic == "rights" for topic in Information.Topic
    ]


@pytest.mark.parametrize(
    ("born", "ages"),
    [
        ({"year": 2000}, (29, 30)),
        ({"year": 2000, "month": 1}, (29, 30)),
        ({"year": 2000, "month": 2}, (29, 29)),
        ({"year": 2000, "month": 1, "day": 7}, (30, 30)),
        ({"year": 2000, "month": 1, "day": 8}, (29, 29)),
        ({"year": 2000, "month": 12}, (29, 29)),
        ({"year": 1999, "month": 12}, (30, 30)),
    ],
)
def test_an_age_is_known_as_far_as_the_date_of_birth_is(
    born: dict[str, int], ages: tuple[int, int]
) -> None:
    assert programmes.ages(Birth(**born), date(2030, 1, 7)) == ages


def test_a_programme_that_nobody_knew_leads_the_same_way() -> None:
    text = read(FERRY_HOUSE.encode()).text
    assert ways.following(text) == ["quay", "visitor"]
    assert ways.following(text, "quay") == ["boat", "home", "gone"]
    assert ways.following(text, "harbour") == []
    assert ways.rules(text, "", "quay") == ["The house meeting has said yes."]
    assert ways.rules(text, "quay", "home") == ["Thirty days have passed."]
