"""The rule against its reference on random worlds: whichever way it is asked, one answer.

THROUGHCARE_WORLDS=2000 asks more of them. A failure names the world's seed; `world_of(seed)` is it.
"""

import os
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from random import Random
from uuid import UUID

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from tests import reference
from tests.reference import World
from tests.worlds import AFTER, BEFORE, NOW, TICK, world_of
from tests.writing import write
from throughcare.agencies.acting import act_as
from throughcare.agencies.models import Post
from throughcare.cases.models import Case
from throughcare.entries import compiled, policy
from throughcare.entries.compiled import Question
from throughcare.entries.facts import Label, label_of, places, sees
from throughcare.entries.models import Entry
from throughcare.entries.queries import Filters, chronology
from throughcare.entries.readings import reading
from throughcare.kernel.actor import Actor
from throughcare.sharing.categories import bits_of

WORLDS = int(os.environ.get("THROUGHCARE_WORLDS", "50"))
SEEDS = st.integers(min_value=0, max_value=2**32 - 1)
IDS = Question(("entry.id",))

pytestmark = pytest.mark.django_db
some_worlds = settings(max_examples=WORLDS, deadline=None)


@some_worlds
@given(seed=SEEDS)
def test_every_way_to_ask_answers_as_the_reference(seed: int) -> None:
    with written(seed) as (world, rng):
        for moment in (NOW, boundary(rng)):
            for post in rng.sample(world.posts, min(5, len(world.posts))):
                expected = sorted(entry.id for entry in world.visible(post, moment))
                actor = acting(post, moment)
                assert sorted(_by_query(actor)) == expected
                assert sorted(_by_text(actor)) == expected
                assert sorted(_by_chronology(actor, rng.choice(world.cases))) == expected
                assert policy.visible_to(actor).count() == len(expected)
                assert compiled.count(actor) == len(expected)
                assert compiled.count(actor, cap=3) == min(3, len(expected))


@some_worlds
@given(seed=SEEDS)
def test_the_rule_asked_of_facts_answers_as_the_reference(seed: int) -> None:
    with written(seed) as (world, rng):
        labels = {e.pk: label_of(e) for e in Entry.objects.prefetch_related("readers")}
        for moment in (NOW, boundary(rng)):
            for case in Case.objects.filter(pk__in=[each.id for each in world.cases]):
                team = places(case, moment)
                for entry in world.entries:
                    if entry.case.id == case.pk:
                        said = {p.post.pk for p in team if sees(p, labels[entry.id])}
                        assert said == _readers(world, entry, moment)


@some_worlds
@given(seed=SEEDS)
def test_who_reads_is_said_before_saving_as_it_is_after(seed: int) -> None:
    with written(seed) as (world, rng):
        entry = rng.choice(world.entries)
        team = places(Case.objects.get(pk=entry.case.id), NOW)
        before = reading(team, _label(entry), None)
        said = {place.post.pk for place in before.readers}
        assert said == {p.id for p in world.posts if _shown(acting(p, NOW), entry.id)}
        assert len(before.readers) + len(before.others) == len(team)


def test_worlds_meet_every_obstacle() -> None:
    found: Counter[str] = Counter()
    for seed in range(60):
        world = world_of(seed)
        asked = [(post, entry) for post in world.posts for entry in world.entries]
        found.update(
            obstacles[0] if obstacles else "seen"
            for post, entry in asked
            if len(obstacles := list(world.obstacles(post, NOW, entry))) < 2
        )
    assert set(found) == {"seen", *reference.OBSTACLES}, found
    assert min(found.values()) >= 3, found


@contextmanager
def written(seed: int) -> Iterator[tuple[World, Random]]:
    """A world in the database, for the time of a block."""
    world = world_of(seed)
    with transaction.atomic():
        write(world)
        yield world, Random(seed)
        transaction.set_rollback(True)


def boundary(rng: Random) -> datetime:
    """A moment at which periods begin or end, or the last instant before it."""
    return rng.choice((*BEFORE, *AFTER)) - rng.choice((TICK, 0 * TICK))


def acting(post: reference.Post, moment: datetime) -> Actor:
    """The post's holder at the moment; without a post when it is not in force."""
    return act_as(Post.objects.select_related("human").get(pk=post.id), moment)


def _by_query(actor: Actor) -> list[UUID]:
    return list(policy.visible_to(actor).values_list("pk", flat=True))


def _by_text(actor: Actor) -> list[UUID]:
    return [row[0] for row in compiled.rows(actor, IDS)]


def _by_chronology(actor: Actor, one: reference.Case) -> list[UUID]:
    """The chronology of one case, and the rest of what is visible."""
    case = Case.objects.get(pk=one.id)
    shown = [entry.pk for entry in chronology(actor, case.pk, Filters())]
    return shown + list(policy.visible_to(actor).exclude(case=case).values_list("pk", flat=True))


def _shown(actor: Actor, entry: UUID) -> bool:
    return policy.visible_to(actor).filter(pk=entry).exists()


def _readers(world: World, entry: reference.Entry, moment: datetime) -> set[UUID]:
    return {post.id for post in world.posts if not world.stopped(post, moment, entry)}


def _label(entry: reference.Entry) -> Label:
    return Label(
        agency_id=entry.owner.id,
        categories=bits_of(entry.categories),
        handling=entry.handling,
        occurred_at=entry.occurred_at,
        shared_at=entry.shared_at,
        named=frozenset(seat.id for seat in entry.named),
    )
