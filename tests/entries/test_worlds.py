"""The rule against its reference on random worlds: whichever way it is asked, one answer."""

import os
import uuid
from random import Random

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from tests import reference
from tests.worlds import AFTER, BEFORE, NOW, TICK, world_of
from tests.writing import write
from throughcare.agencies.acting import act_as
from throughcare.agencies.models import Post
from throughcare.cases.models import Case
from throughcare.entries import policy
from throughcare.entries.facts import label_of, places, sees
from throughcare.entries.models import Entry
from throughcare.entries.queries import Filters, chronology
from throughcare.kernel.actor import Actor

WORLDS = int(os.environ.get("THROUGHCARE_WORLDS", "100"))
SEEDS = st.integers(min_value=0, max_value=2**32 - 1)
some_worlds = settings(max_examples=WORLDS, deadline=None)

Ids = list[uuid.UUID]


@pytest.mark.django_db
@some_worlds
@given(seed=SEEDS)
def test_every_way_to_ask_answers_as_the_reference(seed: int) -> None:
    world = world_of(seed)
    rng = Random(seed)
    with transaction.atomic():
        write(world)
        for moment in (NOW, _boundary(rng)):
            for post in rng.sample(world.posts, min(5, len(world.posts))):
                _compare(world, post, moment)
            _compare_facts(world, moment)
        transaction.set_rollback(True)


def _boundary(rng: Random):
    return rng.choice((*BEFORE, *AFTER)) - rng.choice((TICK, 0 * TICK))


def _compare(world: reference.World, post: reference.Post, moment) -> None:
    actor = act_as(Post.objects.get(pk=post.id), moment)
    expected = sorted(entry.id for entry in world.visible(post, moment))
    shown = policy.visible_to(actor)
    assert sorted(shown.values_list("pk", flat=True)) == expected
    assert shown.count() == len(expected)


def _compare_facts(world: reference.World, moment) -> None:
    by_case = {}
    for entry in Entry.objects.prefetch_related("readers"):
        by_case.setdefault(entry.case_id, []).append(entry)
    for case in Case.objects.all():
        team = {place.post.pk: place for place in places(case, moment)}
        entries = [e for e in world.entries if e.case.id == case.pk]
        labels = {e.pk: label_of(e) for e in by_case.get(case.pk, [])}
        for post in world.posts:
            place = team.get(post.id)
            for entry in entries:
                says = bool(place and sees(place, labels[entry.id]))
                why = world.stopped(post, moment, entry)
                assert says == (not why), (why, post, entry)
