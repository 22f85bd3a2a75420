"""Responsibility: offered by one, accepted by the other; never nobody, and never without a seat."""

from datetime import timedelta

import pytest

from tests import factories as make
from tests.factories import START, Region
from throughcare.agencies.roles import Role
from throughcare.cases import policy
from throughcare.cases.actions import posts, responsibility, seats
from throughcare.cases.models import OfferState, ResponsibilityOffer, Settled
from throughcare.kernel import clock
from throughcare.kernel.clock import FOREVER
from throughcare.kernel.decision import Refused
from throughcare.notices.models import Notice
from throughcare.sharing.purposes import Purpose

DAY = timedelta(days=1)


def offered(region: Region, to: str = "bob", **more: str) -> ResponsibilityOffer:
    return responsibility.offer(
        make.actor(make.responsible(region.case)), region.case, post=getattr(region, to), **more
    )


def test_responsibility_and_lead_pass_to_who_accepts(region: Region) -> None:
    proposal = offered(region, note="Licence ends")
    assert make.responsible(region.case) == region.ann
    with clock.at(START + DAY):
        case = responsibility.accept(make.actor(region.bob), proposal)
        assert make.responsible(case) == region.bob
        assert case.lead_agency == region.exit
        assert policy.is_responsible(make.actor(region.bob), case)
        assert not policy.is_responsible(make.actor(region.ann), case)
        assert policy.visible_to(make.actor(region.ann)).exists()
    assert Notice.objects.filter(post=region.bob).latest("pk").verb == "responsibility.offered"
    assert Notice.objects.filter(post=region.ann).latest("pk").verb == "responsibility.accepted"


def test_who_declines_leaves_it_where_it_was(region: Region) -> None:
    proposal = offered(region)
    responsibility.decline(make.actor(region.bob), proposal, reason="Too many cases")
    assert (proposal.state, proposal.reason) == (OfferState.DECLINED, "Too many cases")
    assert make.responsible(region.case) == region.ann
    with pytest.raises(Refused, match="not open"):
        responsibility.accept(make.actor(region.bob), proposal)


def test_a_second_offer_takes_the_place_of_the_first(region: Region) -> None:
    first = offered(region, "bob")
    second = offered(region, "dee")
    with pytest.raises(Settled, match="in the meantime"):
        responsibility.accept(make.actor(region.bob), first)
    responsibility.accept(make.actor(region.dee), second)
    assert make.responsible(region.case) == region.dee
    first.refresh_from_db()
    assert first.state == OfferState.WITHDRAWN


def test_who_may_offer_and_to_whom(region: Region) -> None:
    with pytest.raises(Refused, match="Only the responsible worker"):
        responsibility.offer(make.actor(region.dee), region.case, post=region.bob)
    with pytest.raises(Refused, match="responsible already"):
        offered(region, "ann")
    with pytest.raises(Refused, match="on the team"):
        offered(region, "fay")
    second = make.post(region.ann.human, region.exit, Role.MENTOR)
    seats.accept(make.actor(region.fay), make.offer(region.case, second))
    with pytest.raises(Refused, match="responsible already"):
        responsibility.offer(make.actor(region.ann), region.case, post=second)


def test_only_who_it_is_offered_to_answers(region: Region) -> None:
    proposal = offered(region)
    for who in (region.ann, region.dee, region.fay):
        with pytest.raises(Refused, match="Only the person it is offered to"):
            responsibility.accept(make.actor(who), proposal)


def test_an_offer_lapses_with_the_seat_or_with_who_made_it(region: Region) -> None:
    proposal = offered(region, "bob")
    seats.end(make.actor(region.bob), region.seat(region.bob), reason="Leave")
    with pytest.raises(Refused, match="Your seat on this case has ended"):
        responsibility.accept(make.actor(region.bob), proposal)
    to_eve = offered(region, "eve")
    posts.end(make.actor(region.dee), region.ann)
    with pytest.raises(Refused, match="no longer responsible"):
        responsibility.accept(make.actor(region.eve), to_eve)
    assert make.responsible(region.case) == region.dee


def test_who_answers_keeps_a_seat_that_was_to_end(region: Region) -> None:
    make.join(region.case, region.fay, until_at=START + 5 * DAY, purpose=Purpose.EXIT)
    responsibility.accept(make.actor(region.fay), offered(region, "fay"))
    assert region.seat(region.fay).until_at == FOREVER


def test_a_post_with_an_end_takes_a_case_only_where_somebody_takes_over(region: Region) -> None:
    ends = START + 30 * DAY
    brief = make.post("Mia Holt", region.exit, Role.EXIT_WORKER, until_at=ends)
    make.join(region.case, brief)
    proposal = responsibility.offer(make.actor(region.ann), region.case, post=brief)
    region.exit.duty_post = None
    region.exit.save()
    with pytest.raises(Refused, match="names no duty post"):
        responsibility.accept(make.actor(brief), proposal)
    with pytest.raises(Refused, match="names no duty post"):
        responsibility.offer(make.actor(region.ann), region.case, post=brief)
    region.exit.duty_post = region.fay
    region.exit.save()
    responsibility.accept(make.actor(brief), ResponsibilityOffer.objects.get(pk=proposal.pk))
    with clock.at(ends - timedelta(microseconds=1)):
        assert make.responsible(region.case) == brief
    with clock.at(ends):
        assert make.responsible(region.case) == region.fay
        assert policy.visible_to(make.actor(region.fay)).exists()


def test_offers_show_to_the_team(region: Region) -> None:
    proposal = offered(region)
    for name, who in {**region.team, "cy": region.cy, "fay": region.fay}.items():
        shown = policy.responsibility_offers_visible_to(make.actor(who))
        assert list(shown) == ([proposal] if name in region.team else [])
