"""What an offer shows, to whom and how long: the reference and the ground are of the case."""

import pytest
from django.urls import reverse

from tests import factories
from tests.factories import GROUND, Region, actor
from tests.pages import opened, signed_in
from throughcare.agencies.models import Post
from throughcare.agencies.roles import Role
from throughcare.audit.models import Event
from throughcare.cases.actions import responsibility, seats
from throughcare.cases.models import SeatOffer
from throughcare.sharing.purposes import Purpose


@pytest.fixture
def ada(region: Region) -> Post:
    return factories.post("Ada Grove", region.exit, Role.EXIT_WORKER)


@pytest.fixture
def offered(region: Region, ada: Post) -> SeatOffer:
    return factories.offer(region.case, ada, purpose=Purpose.EXIT)


def status(who: Post, offer: SeatOffer) -> int:
    return signed_in(who).get(reverse("seat-offer", args=[offer.pk])).status_code


def test_an_offer_shows_to_those_asked_while_it_waits(
    region: Region, ada: Post, offered: SeatOffer
) -> None:
    asked = (ada, region.fay)
    assert [status(who, offered) for who in asked] == [200, 200]
    seats.withdraw(actor(region.ann), offered)
    assert [status(who, offered) for who in asked] == [404, 404]
    assert status(region.ann, offered) == 200


def test_an_accepted_offer_shows_as_long_as_the_seat_lasts(
    region: Region, ada: Post, offered: SeatOffer
) -> None:
    seat = seats.accept(actor(ada), offered)
    assert [status(who, offered) for who in (ada, region.fay)] == [200, 404]
    seats.end(actor(region.ann), seat, reason="Done")
    assert status(ada, offered) == 404


def test_an_offer_that_nobody_has_confirmed_does_not_show_to_those_proposed(region: Region) -> None:
    pat = factories.post("Pat Quill", region.police, Role.POLICE_CONTACT)
    offer = factories.offer(region.case, pat, purpose=Purpose.SAFETY, ground=GROUND)
    assert [status(who, offer) for who in (pat, region.gil, region.dee)] == [404, 404, 200]
    seats.confirm(actor(region.dee), offer)
    assert [status(who, offer) for who in (pat, region.gil)] == [200, 200]


def test_what_a_successor_should_know_shows_to_those_two_alone(region: Region) -> None:
    note = "He sees a therapist on Mondays"
    responsibility.offer(actor(region.ann), region.case, post=region.dee, note=note)
    url = reverse("team", args=[region.case.pk])
    shown = {
        name: note in opened(signed_in(who), url).response.content.decode()
        for name, who in region.team.items()
    }
    assert shown == {"ann": True, "dee": True, "bob": False, "eve": False}


def test_an_answer_to_an_offer_answered_meanwhile_leads_to_the_desk(
    region: Region, ada: Post, offered: SeatOffer
) -> None:
    client = signed_in(ada)
    form = opened(client, reverse("seat-offer", args=[offered.pk]))
    assert "Accept" in form.text
    seats.withdraw(actor(region.ann), offered)
    answer = client.post(reverse("seat-settle", args=[offered.pk]), {"act": "accept"})
    assert answer.status_code == 404


def test_a_look_at_the_desk_names_the_offers_whose_references_stand_there(
    region: Region, ada: Post, offered: SeatOffer
) -> None:
    assert region.case.reference in opened(signed_in(ada), reverse("desk")).text
    assert str(offered.pk) in Event.objects.latest("pk").ids


def test_a_ground_shows_to_the_agency_that_leads_and_to_that_of_the_seat(
    region: Region, ada: Post
) -> None:
    words = "Order of the court after a robbery"
    seat = factories.join(region.case, ada, purpose=Purpose.EXIT, ground=words)
    offer = SeatOffer.objects.get(case=region.case, post=ada)
    pages = (reverse("team", args=[region.case.pk]), reverse("seat-offer", args=[offer.pk]))
    for who, shows in ((region.ann, True), (region.dee, True), (ada, True), (region.eve, False)):
        for url in pages:
            assert (words in opened(signed_in(who), url).text) is shows, (who.human.name, url)
    assert seat.ground == words
