"""A discreet seat: others see role and agency, on no page the name."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from tests import factories
from tests.factories import START, Region, actor
from tests.pages import opened, signed_in
from throughcare.agencies.models import Post
from throughcare.agencies.roles import Role
from throughcare.cases.actions import responsibility, seats
from throughcare.cases.models import ResponsibilityOffer
from throughcare.entries.actions import labels, texts
from throughcare.entries.models import Entry
from throughcare.kernel import clock
from throughcare.notes.actions import writing
from throughcare.notes.models import Appointment, Birth, Todo
from throughcare.sharing.categories import Category, Handling
from throughcare.sharing.purposes import Purpose


@pytest.fixture
def zoe(region: Region) -> Post:
    """Somebody whose name the team does not know."""
    made = factories.post("Zoe Quiet", region.exit, Role.EXIT_WORKER)
    factories.join(region.case, made, purpose=Purpose.EXIT, is_discreet=True)
    return made


def label(category: Category, headline: str) -> dict[str, Any]:
    return {"categories": category.bit, "handling": Handling.TEAM, "headline": headline}


@pytest.fixture
def written(region: Region, zoe: Post) -> list[Entry]:
    """What Zoe wrote, corrected, asked for, and is meant to do."""
    own = factories.write(zoe, region.case, headline="A heron", text="By the water.")
    texts.correct(actor(zoe), own, version=1, reason="A slip", fields={"text": "At the water."})
    factories.write(zoe, region.case, headline="A second heron", follows=own)
    anns = region.write(region.ann, headline="A visit")
    labels.ask(actor(zoe), anns, wish="Please for us alone")
    common = {"case": region.case, "for_post": zoe, **label(Category.CONTACT, "A heron day")}
    later = START + timedelta(days=1)
    by_ann = actor(region.ann)
    todo = writing.add(by_ann, Todo(kind="todo", due_on=later.date(), **common))
    date = writing.add(by_ann, Appointment(kind="appointment", occurred_at=later, **common))
    born = label(Category.IDENTITY, "1999")
    writing.add(actor(zoe), Birth(case=region.case, kind="birth", year=1999, **born))
    return [own, anns, todo, date]


def pages(region: Region, entries: list[Entry]) -> list[str]:
    """Every page on which somebody of the case is named."""
    names = ("case", "chronology", "profile", "pathway", "documents", "team")
    return [
        *(reverse(name) for name in ("desk", "caseload")),
        *(reverse(name, args=[region.case.pk]) for name in names),
        *(reverse("entry", args=[entry.pk]) for entry in entries),
    ]


def nameless(post: Post, urls: list[str]) -> None:
    client = signed_in(post)
    for url in urls:
        assert "Zoe" not in opened(client, url).response.content.decode(), url
    found = client.post(reverse("search"), {"words": "heron"}).content.decode()
    assert "A heron" in found
    assert "Zoe" not in found


def test_what_a_discreet_seat_writes_and_does_bears_no_name(
    region: Region, zoe: Post, written: list[Entry]
) -> None:
    nameless(region.ann, pages(region, written))
    own = opened(signed_in(zoe), reverse("entry", args=[written[0].pk]))
    assert "Zoe Quiet, New Shore" in own.text


def test_the_name_does_not_come_out_when_the_seat_ends(
    region: Region, zoe: Post, written: list[Entry]
) -> None:
    seats.end(actor(zoe), region.seat(zoe), reason="Moved")
    with clock.at(START + timedelta(hours=1)):
        nameless(region.ann, pages(region, written))


def test_a_refusal_does_not_name_the_author(region: Region, zoe: Post) -> None:
    entry = factories.write(zoe, region.case)
    kai = factories.post("Kai Rud", region.exit, Role.EXIT_WORKER)
    factories.join(region.case, kai, purpose=Purpose.EXIT)
    answer = signed_in(kai).get(reverse("entry-correct", args=[entry.pk]))
    assert answer.status_code == 403
    assert "Zoe" not in answer.content.decode()


def test_whoever_answers_for_the_case_stays_discreet(
    region: Region, zoe: Post, written: list[Entry]
) -> None:
    responsibility.offer(actor(region.ann), region.case, post=zoe)
    nameless(region.bob, pages(region, written[:2]))
    responsibility.accept(actor(zoe), ResponsibilityOffer.objects.get())
    nameless(region.bob, pages(region, written[:2]))
    responsibility.offer(actor(zoe), region.case, post=region.bob)
    nameless(region.bob, pages(region, written[:2]))


def test_a_proposal_of_a_discreet_seat_names_nobody_to_the_team(region: Region) -> None:
    zoe = factories.post("Zoe Quiet", region.exit, Role.EXIT_WORKER)
    offer = factories.offer(region.case, zoe, purpose=Purpose.EXIT, is_discreet=True)
    url = reverse("seat-offer", args=[offer.pk])
    assert "Zoe" not in opened(signed_in(region.eve), url).response.content.decode()
    for who in (region.ann, zoe, region.fay):
        assert "Zoe Quiet" in opened(signed_in(who), url).text
