"""A split and another date change who reads, too: those who lose are told, those who win kept."""

from datetime import timedelta

import pytest
from django.urls import reverse

from tests import factories as make
from tests.factories import START, Region, actor
from tests.pages import sent, signed_in
from throughcare.agencies.models import Post
from throughcare.agencies.roles import Role
from throughcare.audit.models import Event
from throughcare.entries import policy
from throughcare.entries.actions import labels, texts
from throughcare.entries.models import Entry
from throughcare.kernel.decision import Refused
from throughcare.notices.models import Notice
from throughcare.sharing.categories import Category, Handling
from throughcare.sharing.purposes import Purpose

DAY = timedelta(days=1)


def told(verb: str) -> set[Post]:
    return {notice.post for notice in Notice.objects.filter(verb=verb)}


@pytest.fixture
def ida(region: Region) -> Post:
    """Somebody whose seat reaches back one day."""
    made = make.post("Ida Brook", region.exit, Role.EXIT_WORKER)
    make.join(region.case, made, purpose=Purpose.EXIT, sees_from=START - DAY)
    return made


def test_a_split_tells_those_who_lose_the_part(region: Region) -> None:
    entry = region.write(region.ann, text="We met. She was hurt.")
    part = labels.split(
        actor(region.ann), entry, version=1, kept="We met.", headline="Part", text="She was hurt.",
        categories=Category.COUNSELLING.bit, handling=Handling.TEAM, reason="Of a talk",
    )  # fmt: skip
    assert region.readers(part) == {"ann", "bob"}
    assert told("entry.split") == {region.dee, region.eve}


def test_a_part_under_a_wider_label_is_a_disclosure(region: Region) -> None:
    entry = region.write(region.ann, text="Both", handling=Handling.AGENCY)
    labels.split(
        actor(region.ann), entry, version=1, kept="One", headline="Part", text="Two",
        categories=Category.CONTACT.bit, handling=Handling.TEAM, reason="For all",
    )  # fmt: skip
    won = Event.objects.filter(verb="entry.written").latest("pk").ids
    assert set(won) == {str(region.bob.pk), str(region.eve.pk)}


def correct(region: Region, entry: Entry, **fields: object) -> Entry:
    return texts.correct(actor(region.ann), entry, version=1, reason="Wrong day", fields=fields)


def test_an_earlier_date_tells_those_whom_it_passes_by(region: Region, ida: Post) -> None:
    entry = region.write(region.ann)
    correct(region, entry, occurred_at=START - 2 * DAY)
    assert not make.sees(ida, entry)
    assert told("entry.corrected") == {ida}


def test_a_later_date_is_a_disclosure_to_those_whom_it_reaches(region: Region, ida: Post) -> None:
    entry = region.write(region.ann, occurred_at=START - 2 * DAY)
    correct(region, entry, occurred_at=START)
    assert make.sees(ida, entry)
    assert Event.objects.latest("pk").ids == [str(ida.pk)]


def test_nobody_corrects_an_entry_out_of_the_own_reach(region: Region, ida: Post) -> None:
    entry = make.write(ida, region.case, text="We met.")
    days = [
        bool(policy.may_date(actor(ida), region.case, START - DAY * back)) for back in (0, 1, 2)
    ]
    assert days == [True, True, False]
    with pytest.raises(Refused, match="does not reach back that far"):
        texts.correct(
            actor(ida), entry, version=1, reason="x", fields={"occurred_at": START - 2 * DAY}
        )
    url = reverse("entry-correct", args=[entry.pk])
    page = sent(signed_in(ida), url, day="2030-01-02", correction="Wrong day")
    assert page.errors == {"day": "Your seat does not reach back that far. Choose a later date."}
    assert page.typed["day"] == "2030-01-02"
