"""Random sequences of acts: at every moment one responsible worker, in force and with a seat."""

import os
from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import pairwise
from random import Random

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests import factories as make
from tests.factories import START, Region
from throughcare.agencies.models import Post
from throughcare.cases import policy
from throughcare.cases.actions import cases, posts, responsibility, seats
from throughcare.cases.models import (
    Case,
    OfferState,
    Responsibility,
    ResponsibilityOffer,
    Seat,
    SeatOffer,
    Settled,
)
from throughcare.kernel import clock
from throughcare.kernel.actor import Actor
from throughcare.kernel.clock import FOREVER
from throughcare.kernel.decision import Refused
from throughcare.sharing.purposes import Purpose

DAY = timedelta(days=1)
STEPS = 14
SEQUENCES = int(os.environ.get("THROUGHCARE_WORLDS", "100")) // 4

Act = Callable[[Random, Actor, Case], object]


@pytest.fixture
def crowd(region: Region) -> Region:
    """The region with more posts, some of which have an end."""
    for number, where in enumerate((region.probation, region.exit, region.police)):
        role = {"probation": "probation_officer", "exit": "exit_worker"}.get(where.sector, "mentor")
        make.post(f"Ola{number} Lie", where, role)
        make.post(f"Eik{number} Lie", where, role, until_at=START + (6 + number) * DAY)
    return region


@settings(
    max_examples=SEQUENCES,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(seed=st.integers(min_value=0, max_value=2**32 - 1))
def test_responsibility_is_never_nobodys(crowd: Region, seed: int) -> None:
    rng = Random(seed)
    with transaction.atomic():
        moment = START
        for _ in range(STEPS):
            moment += rng.choice((timedelta(), timedelta(hours=6), DAY))
            with clock.at(moment):
                _attempt(rng, crowd)
                _check(Case.objects.get(pk=crowd.case.pk), moment)
        transaction.set_rollback(True)


def _attempt(rng: Random, crowd: Region) -> None:
    act = rng.choice(ACTS)
    if act is _offer_seat and SeatOffer.objects.filter(case=crowd.case, settled_at=None).exists():
        act = _answer_seat
    case = Case.objects.get(pk=crowd.case.pk)
    who = rng.choice((make.responsible(case), rng.choice(list(Post.objects.all()))))
    try:
        with transaction.atomic():
            act(rng, make.actor(who), case)
    except (Refused, Settled, LookupError, ObjectDoesNotExist):
        pass  # the last: what does not show is not there


def _check(case: Case, moment: datetime) -> None:
    rows = list(Responsibility.objects.filter(case=case).order_by("from_at", "until_at"))
    assert rows[0].from_at == START
    assert rows[-1].until_at == FOREVER
    for earlier, later in pairwise(rows):
        assert earlier.until_at == later.from_at
    for row in rows:
        for at in (max(row.from_at, moment), row.until_at - timedelta(microseconds=1)):
            if row.from_at <= at < row.until_at and at >= moment:
                assert row.post.is_in_force(at)
                assert Seat.objects.get(case=case, post=row.post).is_in_force(at)
                assert policy.is_responsible(make.act_as(row.post, at), case)
    assert make.responsible(case).agency == case.lead_agency
    for seat in Seat.objects.filter(case=case).select_related("post"):
        assert seat.until_at <= seat.post.until_at
        assert seat.from_at >= seat.post.from_at


def _offer_seat(rng: Random, actor: Actor, case: Case) -> object:
    to = rng.choice(list(Post.objects.select_related("agency")))
    until = rng.choice((FOREVER, clock.now() + rng.randint(1, 5) * DAY))
    return seats.offer(
        actor, case, post=to, role=to.role, purpose=Purpose.EXIT, ground="x", until_at=until
    )


def _answer_seat(rng: Random, actor: Actor, case: Case) -> object:
    waiting = SeatOffer.objects.filter(case=case, settled_at=None).select_related("post__agency")
    offered = rng.choice(list(waiting))
    if offered.state == OfferState.UNCONFIRMED:
        return seats.confirm(_other(rng), offered)
    act = rng.choice((seats.accept, seats.accept, seats.decline))
    return act(make.actor(offered.post), offered)


def _end_seat(rng: Random, actor: Actor, case: Case) -> object:
    seat = rng.choice(list(Seat.objects.filter(case=case)))
    at = clock.now() + rng.randint(0, 4) * DAY
    return seats.end(actor, seat, reason="x", at=at)


def _offer_case(rng: Random, actor: Actor, case: Case) -> object:
    seat = rng.choice(list(Seat.objects.filter(case=case).select_related("post__agency")))
    return responsibility.offer(actor, case, post=seat.post)


def _answer_case(rng: Random, actor: Actor, case: Case) -> object:
    proposal = rng.choice(list(ResponsibilityOffer.objects.filter(case=case, settled_at=None)))
    act = rng.choice((responsibility.accept, responsibility.accept, responsibility.decline))
    return act(make.actor(proposal.post), proposal)


def _end_post(rng: Random, actor: Actor, case: Case) -> object:
    post = rng.choice((make.responsible(case), rng.choice(list(Post.objects.all()))))
    at = clock.now() + rng.randint(0, 6) * DAY
    return posts.end(make.root(), Post.objects.get(pk=post.pk), at=at)


def _close(rng: Random, actor: Actor, case: Case) -> object:
    return (cases.reopen if case.is_closed else cases.close)(actor, case, reason="x")


def _other(rng: Random) -> Actor:
    return make.actor(rng.choice(list(Post.objects.all())))


ACTS: tuple[Act, ...] = (
    *(_offer_seat, _answer_seat) * 2,
    *(_offer_case, _answer_case) * 3,
    _end_seat,
    _end_post,
    _close,
)
