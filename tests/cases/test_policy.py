"""Who may do what with a case and its seats: tables of people and questions."""

import pytest

from tests.factories import GROUND, Region, actor, join, offer, open_case, post, root
from throughcare.agencies.models import Post
from throughcare.cases import policy
from throughcare.cases.actions import cases, responsibility
from throughcare.cases.models import SeatOffer
from throughcare.kernel.decision import Decision

EVERYBODY = ("ann", "bob", "cy", "dee", "eve", "fay")


def those(region: Region, decide: object) -> set[str]:
    """Who of everybody is allowed."""
    return {name for name in EVERYBODY if decide(actor(getattr(region, name)))}  # type: ignore[operator]


def test_whoever_has_a_post_may_open_a_case(region: Region) -> None:
    assert those(region, policy.may_open) == set(EVERYBODY)
    assert not policy.may_open(root())


def test_the_team_works_and_the_responsible_worker_leads(region: Region) -> None:
    case = region.case
    assert those(region, lambda who: policy.may_work(who, case)) == {"ann", "bob", "dee", "eve"}
    assert those(region, lambda who: policy.may_lead(who, case)) == {"ann"}


def test_an_open_case_goes_on_as_another_kind(region: Region) -> None:
    assert those(region, lambda who: policy.may_become(who, region.case)) == {"ann"}
    cases.close(actor(region.ann), region.case, reason="Done")
    assert those(region, lambda who: policy.may_become(who, region.case)) == set()
    cases.reopen(actor(region.ann), region.case, reason="Not yet")
    cases.become(actor(region.ann), region.case, kind="restorative", reason="Both sides ask")
    assert region.fresh().case.kind == "restorative"


def test_the_responsible_worker_offers_seats(region: Region) -> None:
    def may(who: object) -> Decision:
        return policy.may_offer_seat(who, region.case, region.fay, role=region.fay.role)  # type: ignore[arg-type]

    assert those(region, may) == {"ann"}


@pytest.mark.parametrize(("ground", "allowed"), [("", False), ("  ", False), (GROUND, True)])
def test_a_police_seat_needs_a_ground(region: Region, ground: str, allowed: bool) -> None:
    ann = actor(region.ann)
    may = policy.may_offer_seat(ann, region.case, region.gil, role=region.gil.role, ground=ground)
    assert bool(may) is allowed


def test_another_human_of_the_lead_agency_confirms(region: Region) -> None:
    waiting = offer(region.case, region.gil)
    assert those(region, lambda who: policy.may_confirm_seat(who, waiting)) == {"dee"}


def open_offer(region: Region) -> SeatOffer:
    colleague = post("Ida Reef", region.exit, region.bob.role)
    return offer(region.case, colleague)


def test_the_post_or_its_duty_post_answers_an_offer(region: Region) -> None:
    waiting = open_offer(region)
    assert those(region, lambda who: policy.may_settle_seat(who, waiting)) == {"fay"}
    assert policy.may_settle_seat(actor(waiting.post), waiting)
    assert policy.may_accept_seat(actor(waiting.post), waiting)
    assert not policy.may_accept_seat(actor(region.ann), waiting)


def test_the_responsible_worker_takes_an_offer_back(region: Region) -> None:
    waiting = open_offer(region)
    assert those(region, lambda who: policy.may_withdraw_seat(who, waiting)) == {"ann"}


def test_a_seat_is_ended_by_its_holder_or_the_responsible_worker(region: Region) -> None:
    seat, own = region.seat(region.bob), region.seat(region.ann)
    assert those(region, lambda who: policy.may_end_seat(who, seat)) == {"ann", "bob"}
    assert those(region, lambda who: policy.may_end_seat(who, own)) == set()


@pytest.mark.parametrize(("to", "allowed"), [("bob", True), ("cy", False), ("ann", False)])
def test_responsibility_is_offered_within_the_team(region: Region, to: str, allowed: bool) -> None:
    candidate: Post = getattr(region, to)
    may = policy.may_offer_responsibility(actor(region.ann), region.case, candidate)
    assert bool(may) is allowed
    assert not policy.may_offer_responsibility(actor(region.bob), region.case, region.dee)


def test_the_one_it_is_offered_to_answers(region: Region) -> None:
    waiting = responsibility.offer(actor(region.ann), region.case, post=region.bob)
    may_settle = those(region, lambda who: policy.may_settle_responsibility(who, waiting))
    may_accept = those(region, lambda who: policy.may_accept_responsibility(who, waiting))
    assert may_settle == may_accept == {"bob"}


def test_the_duty_post_ends_posts_of_its_agency(region: Region) -> None:
    assert those(region, lambda who: policy.may_end_post(who, region.bob)) == {"fay"}
    assert policy.may_end_post(root(), region.bob)
    assert not policy.may_end_post(actor(region.fay), region.fay)


def test_without_an_agreement_another_agency_may_join_and_sees_its_own(region: Region) -> None:
    case = open_case(region.ann)
    assert join(case, region.bob).case == case
