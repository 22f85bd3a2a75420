"""Seats: proposed, confirmed where needed, accepted or not, ended; a seat opens the case."""

from datetime import timedelta

import pytest

from tests import factories as make
from tests.factories import GROUND, START, Region
from throughcare.agencies.models import Post
from throughcare.agencies.roles import Role
from throughcare.audit.models import Event
from throughcare.cases import policy
from throughcare.cases.actions import cases, seats
from throughcare.cases.models import OfferState, Seat, SeatOffer, Settled
from throughcare.kernel import clock
from throughcare.kernel.clock import FOREVER
from throughcare.kernel.decision import Refused
from throughcare.notices.models import Notice
from throughcare.sharing.categories import Category
from throughcare.sharing.purposes import Purpose

DAY = timedelta(days=1)


@pytest.fixture
def ida(region: Region) -> Post:
    """A second exit worker, on no team yet."""
    return make.post("Ida Brook", region.exit, Role.EXIT_WORKER)


@pytest.fixture
def olaf(region: Region) -> Post:
    """A second police contact, on no team yet."""
    return make.post("Olaf Rask", region.police, Role.POLICE_CONTACT)


def test_a_seat_is_held_from_the_moment_it_is_accepted(region: Region, ida: Post) -> None:
    entry = region.write(region.ann)
    offered = make.offer(region.case, ida, purpose=Purpose.EXIT, tasks="Weekly talks")
    assert offered.state == OfferState.OPEN
    assert not make.sees(ida, entry)
    with clock.at(START + DAY):
        seat = seats.accept(make.actor(ida), offered)
        assert make.sees(ida, entry)
        assert (seat.from_at, seat.until_at, seat.tasks) == (START + DAY, FOREVER, "Weekly talks")
    assert SeatOffer.objects.get(pk=offered.pk).settled_by == ida
    assert Notice.objects.get(post=ida).verb == "seat.offered"
    assert Notice.objects.filter(post=region.ann).latest("pk").verb == "seat.accepted"


def test_a_discreet_seat_with_an_end_and_a_reach_stays_so(region: Region, ida: Post) -> None:
    until, reach = START + 9 * DAY, START - 5 * DAY
    seat = make.join(region.case, ida, until_at=until, sees_from=reach, is_discreet=True)
    assert (seat.until_at, seat.sees_from, seat.is_discreet) == (until, reach, True)
    old = region.write(region.ann, occurred_at=START - 6 * DAY)
    assert not make.sees(ida, old)
    assert make.sees(ida, region.write(region.ann, occurred_at=reach))
    with clock.at(until):
        assert not policy.visible_to(make.actor(ida)).exists()


def test_a_police_seat_waits_for_a_second_human_of_the_lead_agency(
    region: Region, olaf: Post
) -> None:
    offered = make.offer(region.case, olaf)
    assert offered.state == OfferState.UNCONFIRMED
    assert not Notice.objects.filter(post=olaf).exists()
    with pytest.raises(Refused, match="not open"):
        seats.accept(make.actor(olaf), offered)
    with pytest.raises(Refused, match="Somebody else"):
        seats.confirm(make.actor(region.ann), offered)
    with pytest.raises(Refused, match="Only the lead agency"):
        seats.confirm(make.actor(region.bob), offered)
    confirmed = seats.confirm(make.actor(region.dee), offered)
    assert (confirmed.state, confirmed.confirmed_by_id) == (OfferState.OPEN, region.dee.pk)
    assert Notice.objects.get(post=olaf).verb == "seat.confirmed"
    with pytest.raises(Refused, match="does not wait"):
        seats.confirm(make.actor(region.dee), offered)
    assert seats.accept(make.actor(olaf), offered).ground == GROUND


def test_who_is_proposed_does_not_confirm_in_another_post(region: Region, olaf: Post) -> None:
    second = make.post(olaf.human, region.probation, Role.PROBATION_OFFICER)
    make.join(region.case, second)
    offered = make.offer(region.case, olaf)
    with pytest.raises(Refused, match="the proposed must confirm"):
        seats.confirm(make.actor(second), offered)


def test_a_police_seat_needs_a_ground(region: Region, olaf: Post) -> None:
    with pytest.raises(Refused, match="Write the ground"):
        make.offer(region.case, olaf, ground="  ")


def test_the_duty_post_answers_for_its_agency(region: Region, ida: Post) -> None:
    seat = seats.accept(make.actor(region.fay), make.offer(region.case, ida))
    assert seat.post == ida


def test_nobody_accepts_what_the_same_human_proposed(region: Region) -> None:
    both = make.post(region.ann.human, region.exit, Role.EXIT_WORKER)
    offered = make.offer(region.case, both)
    with pytest.raises(Refused, match="Somebody else than the proposer"):
        seats.accept(make.actor(both), offered)
    assert seats.accept(make.actor(region.fay), offered).post == both


@pytest.mark.parametrize("who", ["ann", "bob", "cy", "dee", "hal"])
def test_another_agency_may_not_accept(region: Region, ida: Post, who: str) -> None:
    offered = make.offer(region.case, ida)
    for act in (seats.accept, seats.decline):
        with pytest.raises(Refused, match="Only the person proposed"):
            act(make.actor(getattr(region, who)), offered)


def test_an_offer_is_declined_with_a_reason_and_once(region: Region, ida: Post) -> None:
    offered = seats.decline(make.actor(ida), make.offer(region.case, ida), reason="No time")
    assert (offered.state, offered.reason) == (OfferState.DECLINED, "No time")
    assert not Seat.objects.filter(post=ida).exists()
    with pytest.raises(Refused, match="not open"):
        seats.accept(make.actor(ida), offered)


def test_an_offer_is_taken_back_by_who_made_it_or_who_answers_now(
    region: Region, ida: Post, olaf: Post
) -> None:
    offered = make.offer(region.case, ida)
    with pytest.raises(Refused, match="takes a proposal back"):
        seats.withdraw(make.actor(region.dee), offered)
    assert seats.withdraw(make.actor(region.ann), offered).state == OfferState.WITHDRAWN
    with pytest.raises(Refused, match="not open"):
        seats.withdraw(make.actor(region.ann), offered)
    waiting = make.offer(region.case, olaf)
    assert seats.withdraw(make.actor(region.ann), waiting).state == OfferState.WITHDRAWN
    assert make.offer(region.case, ida).state == OfferState.OPEN


def test_two_answers_at_once_settle_an_offer_once(region: Region, ida: Post) -> None:
    offered = make.offer(region.case, ida)
    stale = SeatOffer.objects.get(pk=offered.pk)
    seats.decline(make.actor(ida), offered)
    with pytest.raises(Settled, match="answered in the meantime"):
        seats.accept(make.actor(ida), stale)
    assert not Seat.objects.filter(post=ida).exists()


def test_who_may_be_proposed(region: Region, ida: Post) -> None:
    def refused(words: str, to: Post = ida, **more: object) -> None:
        with pytest.raises(Refused, match=words):
            make.offer(region.case, to, **more)

    refused("on the team already", region.bob)
    refused("not a party", region.cy)
    refused("role of its post", role=Role.PSYCHOLOGIST)
    make.offer(region.case, make.post("Liv Aune", region.exit, Role.MENTOR))
    refused("asked already", Post.objects.get(human__name="Liv Aune"))
    refused("has ended", make.post("Pia Moe", region.exit, Role.MENTOR, until_at=START))
    cases.close(make.actor(region.ann), region.case, reason="Done")
    refused("closed")


def test_only_the_responsible_worker_proposes(region: Region, ida: Post) -> None:
    for who in (region.bob, region.dee, region.cy):
        with pytest.raises(Refused, match="Only the responsible worker"):
            seats.offer(make.actor(who), region.case, post=ida, role=ida.role, purpose=Purpose.EXIT)


def test_what_made_a_seat_possible_must_still_hold_when_it_is_accepted(
    region: Region, ida: Post
) -> None:
    offered = make.offer(region.case, ida, until_at=START + 800 * DAY)
    brief = make.post("Jon Dahl", region.exit, Role.MENTOR)
    short = make.offer(region.case, brief, until_at=START + DAY)
    with clock.at(START + DAY), pytest.raises(Refused, match="is over"):
        seats.accept(make.actor(brief), short)
    with clock.at(make.AGREED_UNTIL), pytest.raises(Refused, match="no new seat opens"):
        seats.accept(make.actor(ida), offered)
    with clock.at(make.AGREED_UNTIL + 60 * DAY), pytest.raises(Refused, match="not a party"):
        seats.accept(make.actor(ida), offered)
    cases.close(make.actor(region.ann), region.case, reason="Done")
    offered = SeatOffer.objects.get(pk=offered.pk)
    with pytest.raises(Refused, match="closed"):
        seats.accept(make.actor(ida), offered)
    assert seats.decline(make.actor(ida), offered).state == OfferState.DECLINED


def test_a_case_without_agreement_takes_any_agency_which_sees_its_own(region: Region) -> None:
    case = make.open_case(region.ann)
    make.join(case, region.cy)
    entry = make.write(region.ann, case)
    own = make.write(region.cy, case)
    assert not make.sees(region.cy, entry)
    assert make.sees(region.cy, own)
    assert not make.sees(region.ann, own)


def test_after_an_agreement_the_lead_agency_still_seats_its_own(region: Region) -> None:
    colleague = make.post("Tor Berg", region.probation, Role.PROBATION_OFFICER)
    with clock.at(make.AGREED_UNTIL + 60 * DAY):
        make.join(region.case, colleague)
        assert make.sees(colleague, region.write(region.ann))


def test_a_seat_ends_at_its_moment(region: Region) -> None:
    entry = region.write(region.ann)
    last = START + 3 * DAY
    seat = seats.end(make.actor(region.ann), region.seat(region.bob), reason="Passed on", at=last)
    assert seat.until_at == last
    with clock.at(last - timedelta(microseconds=1)):
        assert make.sees(region.bob, entry)
    with clock.at(last):
        assert not make.sees(region.bob, entry)
        with pytest.raises(Refused, match="ended already"):
            seats.end(make.actor(region.ann), region.seat(region.bob), reason="Again")
    assert Notice.objects.filter(post=region.bob).latest("pk").verb == "seat.ended"


def test_ending_a_seat_never_makes_it_longer(region: Region) -> None:
    seats.end(make.actor(region.ann), region.seat(region.bob), reason="x", at=START + DAY)
    later = seats.end(make.actor(region.ann), region.seat(region.bob), reason="y", at=FOREVER)
    assert later.until_at == START + DAY
    sooner = seats.end(make.actor(region.bob), region.seat(region.bob), reason="z")
    assert sooner.until_at == START


def test_who_ends_a_seat(region: Region) -> None:
    for who in (region.dee, region.eve, region.fay, region.cy):
        with pytest.raises(Refused, match="Only the responsible worker, or the person"):
            seats.end(make.actor(who), region.seat(region.bob), reason="x")
    with pytest.raises(Refused, match="keeps a seat"):
        seats.end(make.actor(region.ann), region.seat(region.ann), reason="x")


def test_a_post_that_comes_back_keeps_its_past(region: Region) -> None:
    seats.end(make.actor(region.ann), region.seat(region.bob), reason="Leave")
    entry = region.write(region.ann)
    with clock.at(START + 5 * DAY):
        again = make.join(region.case, region.bob, purpose=Purpose.REINTEGRATION)
        assert make.sees(region.bob, entry)
    assert again.pk == region.seat(region.bob).pk
    assert not again.earlier.exists()  # accepted and ended at one moment: there was no period
    with clock.at(START + 6 * DAY):
        seats.end(make.actor(region.bob), region.seat(region.bob), reason="Leave")
    with clock.at(START + 9 * DAY):
        make.join(region.case, region.bob)
    past = again.earlier.get()
    assert (past.from_at, past.until_at) == (START + 5 * DAY, START + 6 * DAY)
    assert past.purpose == Purpose.REINTEGRATION


def test_offers_show_to_those_they_concern(region: Region, ida: Post, olaf: Post) -> None:
    offered = make.offer(region.case, ida)
    waiting = make.offer(region.case, olaf)
    shown = {
        name: set(
            policy.offers_visible_to(make.actor(who)).filter(state__in=["open", "unconfirmed"])
        )
        for name, who in {**region.team, "ida": ida, "fay": region.fay, "cy": region.cy}.items()
    }
    both = {offered, waiting}
    on_team = dict.fromkeys(region.team, both)
    assert shown == {**on_team, "ida": {offered}, "fay": {offered}, "cy": set()}
    assert not policy.offers_visible_to(make.root()).exists()
    assert set(policy.offers_to(make.actor(region.fay))) == {offered}
    assert set(policy.offers_to(make.actor(ida))) == {offered}
    assert set(policy.offers_to_confirm(make.actor(region.dee))) == {waiting}
    assert not policy.offers_to_confirm(make.actor(region.ann)).exists()
    assert not policy.offers_to_confirm(make.actor(region.bob)).exists()


def test_every_step_of_a_seat_is_in_the_trail(region: Region) -> None:
    verbs = list(
        Event.objects.filter(case_id=region.case.pk).order_by("pk").values_list("verb", flat=True)
    )
    assert verbs == [
        "case.opened",
        *["seat.offered", "seat.accepted"] * 2,
        *["seat.offered", "seat.confirmed", "seat.accepted"],
    ]


def test_the_role_of_a_seat_decides_not_the_title_of_the_post(region: Region) -> None:
    mentor = make.post("Kim Lee", region.exit, Role.MENTOR, title="Senior psychologist")
    make.join(region.case, mentor)
    assert not make.sees(mentor, region.write(region.bob, Category.IDEOLOGY))
