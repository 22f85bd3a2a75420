"""Whoever no longer answers for a case keeps a seat as long as it was accepted for, not longer."""

from datetime import timedelta

import pytest

from tests import factories as make
from tests.factories import START, Region, actor
from throughcare.agencies.models import Post
from throughcare.agencies.roles import Role
from throughcare.cases.actions import posts, responsibility, seats
from throughcare.cases.models import ResponsibilityOffer
from throughcare.kernel import clock
from throughcare.kernel.clock import FOREVER

DAY = timedelta(days=1)
AGREED = START + 30 * DAY


@pytest.fixture
def kai(region: Region) -> Post:
    """A colleague with a seat for thirty days."""
    made = make.post("Kai Rud", region.probation, Role.PROBATION_OFFICER)
    make.join(region.case, made, until_at=AGREED)
    return made


def pass_on(region: Region, giver: Post, taker: Post) -> None:
    responsibility.offer(actor(giver), region.case, post=taker)
    responsibility.accept(actor(taker), ResponsibilityOffer.objects.get(state="open"))


def test_a_seat_with_an_end_lasts_while_its_post_answers_and_no_longer(
    region: Region, kai: Post
) -> None:
    entry = region.write(region.ann)
    pass_on(region, region.ann, kai)
    assert region.seat(kai).until_at == FOREVER
    with clock.at(START + 5 * DAY):
        pass_on(region, kai, region.ann)
    assert region.seat(kai).until_at == AGREED
    with clock.at(AGREED):
        assert not make.sees(kai, entry)


def test_whoever_is_relieved_later_leaves_at_that_moment(region: Region, kai: Post) -> None:
    pass_on(region, region.ann, kai)
    with clock.at(AGREED + DAY):
        pass_on(region, kai, region.ann)
        assert region.seat(kai).until_at == AGREED + DAY


def test_a_planned_take_over_that_does_not_happen_lengthens_no_seat(region: Region) -> None:
    with clock.at(START + DAY):
        seats.end(actor(region.dee), region.seat(region.dee), reason="Leave")
        make.join(region.case, region.dee, until_at=AGREED)
        posts.end(make.root(), region.ann, at=START + 10 * DAY)
        assert region.seat(region.dee).until_at == FOREVER
        pass_on(region, region.ann, region.bob)
    assert region.seat(region.dee).until_at == AGREED


def test_who_opened_the_case_keeps_the_seat(region: Region) -> None:
    pass_on(region, region.ann, region.dee)
    assert region.seat(region.ann).until_at == FOREVER
    assert make.responsible(region.case) == region.dee
