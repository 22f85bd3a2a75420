"""The end of a post: its seats end with it, and the duty post answers from that very moment."""

from datetime import timedelta

import pytest

from tests import factories as make
from tests.factories import START, Region
from throughcare.agencies.models import Post
from throughcare.agencies.roles import Role
from throughcare.cases import policy
from throughcare.cases.actions import posts, responsibility, seats
from throughcare.cases.models import Responsibility, Seat
from throughcare.kernel import clock
from throughcare.kernel.clock import FOREVER
from throughcare.kernel.decision import Refused
from throughcare.notices.models import Notice
from throughcare.sharing.categories import Category
from throughcare.sharing.purposes import Purpose

DAY = timedelta(days=1)
INSTANT = timedelta(microseconds=1)


def test_the_duty_post_takes_over_in_the_same_moment(region: Region) -> None:
    entry = region.write(region.ann)
    with clock.at(START + DAY):
        posts.end(make.root(), region.ann)
        assert make.responsible(region.case) == region.dee
        assert not make.actor(region.ann).has_post
        assert not make.sees(region.ann, entry)
        assert make.sees(region.dee, entry)
    assert region.seat(region.ann).until_at == START + DAY
    assert Notice.objects.filter(post=region.dee).latest("pk").verb == "responsibility.passed"


def test_a_later_end_passes_cases_on_then_and_not_before(region: Region) -> None:
    entry = region.write(region.ann)
    ends = START + 20 * DAY
    posts.end(make.actor(region.dee), region.ann, at=ends)
    with clock.at(ends - INSTANT):
        assert make.responsible(region.case) == region.ann
        assert make.sees(region.ann, entry)
    with clock.at(ends):
        assert make.responsible(region.case) == region.dee
        assert not make.sees(region.ann, entry)


def test_a_duty_post_without_a_seat_gets_one_from_then_on(region: Region) -> None:
    responsibility.accept(
        make.actor(region.bob),
        responsibility.offer(make.actor(region.ann), region.case, post=region.bob),
    )
    ends = START + 20 * DAY
    posts.end(make.actor(region.fay), region.bob, at=ends)
    with clock.at(ends - INSTANT):
        assert not policy.visible_to(make.actor(region.fay)).exists()
    with clock.at(ends):
        assert policy.visible_to(make.actor(region.fay)).get() == region.case
        assert region.seat(region.fay).purpose == Purpose.EXIT
        assert region.seat(region.fay).role == Role.TEAM_MANAGER


def test_a_duty_post_whose_seat_would_end_earlier_keeps_it(region: Region) -> None:
    seats.end(make.actor(region.ann), region.seat(region.dee), reason="x", at=START + 5 * DAY)
    posts.end(make.actor(region.dee), region.ann, at=START + 20 * DAY)
    assert region.seat(region.dee).until_at == FOREVER


def test_a_duty_post_whose_seat_has_ended_gets_it_anew(region: Region) -> None:
    seats.end(make.actor(region.ann), region.seat(region.dee), reason="x")
    with clock.at(START + DAY):
        posts.end(make.actor(region.dee), region.ann)
        assert policy.visible_to(make.actor(region.dee)).exists()


def test_who_takes_the_case_earlier_spares_the_duty_post(region: Region) -> None:
    responsibility.accept(
        make.actor(region.bob),
        responsibility.offer(make.actor(region.ann), region.case, post=region.bob),
    )
    posts.end(make.actor(region.fay), region.bob, at=START + 20 * DAY)
    with clock.at(START + DAY):
        back = responsibility.offer(make.actor(region.bob), region.case, post=region.dee)
        responsibility.accept(make.actor(region.dee), back)
    with clock.at(START + 30 * DAY):
        assert make.responsible(region.case) == region.dee
        assert not policy.visible_to(make.actor(region.fay)).exists()
    assert Responsibility.objects.filter(case=region.case, until_at=FOREVER).count() == 1


def test_who_takes_the_case_earlier_leaves_the_duty_posts_seat_as_it_was(region: Region) -> None:
    left = START + 5 * DAY
    seats.end(make.actor(region.ann), region.seat(region.dee), reason="x", at=left)
    posts.end(make.actor(region.dee), region.ann, at=START + 20 * DAY)
    handed = responsibility.offer(make.actor(region.ann), region.case, post=region.bob)
    responsibility.accept(make.actor(region.bob), handed)
    assert region.seat(region.dee).until_at == left


def test_a_seat_held_for_a_plan_ends_when_the_plan_is_called_off(region: Region) -> None:
    left = START + 5 * DAY
    seats.end(make.actor(region.ann), region.seat(region.dee), reason="x", at=left)
    posts.end(make.actor(region.dee), region.ann, at=START + 20 * DAY)
    with clock.at(START + 10 * DAY):
        handed = responsibility.offer(make.actor(region.ann), region.case, post=region.bob)
        responsibility.accept(make.actor(region.bob), handed)
    assert region.seat(region.dee).until_at == START + 10 * DAY


def test_a_plan_that_is_moved_remembers_when_the_seat_would_have_ended(region: Region) -> None:
    left = START + 5 * DAY
    seats.end(make.actor(region.ann), region.seat(region.dee), reason="x", at=left)
    for days in (20, 10):
        ann = Post.objects.get(pk=region.ann.pk)
        posts.end(make.actor(region.dee), ann, at=START + days * DAY)
    handed = responsibility.offer(make.actor(region.ann), region.case, post=region.bob)
    responsibility.accept(make.actor(region.bob), handed)
    assert region.seat(region.dee).until_at == left


def test_an_end_may_be_moved_earlier_but_not_later(region: Region) -> None:
    dee = make.actor(region.dee)
    posts.end(dee, region.ann, at=START + 20 * DAY)
    posts.end(dee, Post.objects.get(pk=region.ann.pk), at=START + 10 * DAY)
    with clock.at(START + 10 * DAY):
        assert make.responsible(region.case) == region.dee
    later = posts.end(dee, Post.objects.get(pk=region.ann.pk), at=START + 15 * DAY)
    assert later.until_at == START + 10 * DAY


def test_a_post_that_has_not_begun_never_begins(region: Region) -> None:
    begins = START + 10 * DAY
    soon = make.post("Rut Vik", region.probation, Role.PROBATION_OFFICER, from_at=begins)
    assert posts.end(make.actor(region.dee), soon).until_at == begins


def test_who_ends_posts(region: Region) -> None:
    with pytest.raises(Refused, match="duty post ends its posts"):
        posts.end(make.actor(region.fay), region.ann)
    with pytest.raises(Refused, match="Name another duty post"):
        posts.end(make.actor(region.dee), region.dee)
    posts.end(make.root(), region.ann)
    with pytest.raises(Refused, match="ended already"):
        posts.end(make.root(), Post.objects.get(pk=region.ann.pk))
    lone = make.agency("Lone House", "community")
    only = make.post("Una Falk", lone, Role.COMMUNITY_WORKER)
    with pytest.raises(Refused, match="Name another duty post"):
        posts.end(make.root(), only)


def test_the_end_of_one_post_leaves_the_clearances_of_the_others(region: Region) -> None:
    """Three posts make one set of sectors, two another: it is compiled when one of three ends."""
    human = region.bob.human
    make.post(human, region.council, Role.SOCIAL_WORKER)
    third = make.post(human, make.agency("Clinic", "health"), Role.HEALTH_WORKER)
    make.post("Ulf Kerr", third.agency, Role.HEALTH_WORKER, is_duty=True)
    entry = region.write(region.ann)
    assert make.sees(region.bob, entry)
    with clock.at(START + DAY):
        posts.end(make.root(), third)
        assert make.sees(region.bob, entry)
        assert make.sees(region.bob, region.write(region.bob, Category.IDEOLOGY))


def test_seats_of_an_ended_post_end_with_it(region: Region) -> None:
    posts.end(make.actor(region.gil), region.eve, at=START + DAY)
    assert set(Seat.objects.filter(post=region.eve).values_list("until_at", flat=True)) == {
        START + DAY
    }
