"""A preview is true: on random worlds, what it says will open and close does so."""

from collections import Counter
from uuid import UUID

import pytest
from hypothesis import given, settings

from tests.entries.test_worlds import SEEDS, WORLDS, acting, written
from tests.factories import root
from tests.reference import World
from tests.worlds import NOW, version_for
from tests.writing import write_versions
from throughcare.agreements import actions
from throughcare.agreements.models import Draft
from throughcare.entries import policy
from throughcare.kernel import clock

pytestmark = pytest.mark.django_db
Counts = dict[tuple[UUID, UUID], tuple[int, int]]


@settings(max_examples=max(10, WORLDS // 4), deadline=None)
@given(seed=SEEDS)
def test_what_is_foretold_is_what_happens(seed: int) -> None:
    with written(seed) as (world, rng), clock.at(NOW):
        agreement = rng.choice(world.agreements)
        version = version_for(world, rng, number=9)
        write_versions([(agreement, version)])
        draft = Draft.objects.create(
            agreement_id=agreement.id,
            version_id=version.id,
            base_id=agreement.versions[0].id,
            why="To see",
            drafted_by_id=world.posts[0].id,
            drafted_at=NOW,
        )
        before = _seen(world)
        actions.reckon(root(), draft)
        told = {
            (one.reader_id, one.owner_id): (one.opened, one.closed) for one in draft.effects.all()
        }
        assert _by_the_program(world) == before, "the draft was left in force"
        agreement.versions.append(version)
        version.is_accepted = True
        assert told == _difference(world, before, _seen(world))


def _seen(world: World) -> dict[UUID, set[UUID]]:
    """What everybody sees, by the reference."""
    return {post.id: {entry.id for entry in world.visible(post, NOW)} for post in world.posts}


def _by_the_program(world: World) -> dict[UUID, set[UUID]]:
    return {
        post.id: set(policy.visible_to(acting(post, NOW)).values_list("pk", flat=True))
        for post in world.posts
    }


def _difference(
    world: World, before: dict[UUID, set[UUID]], after: dict[UUID, set[UUID]]
) -> Counts:
    """By reading and owning agency: how often an entry opened for a post, and closed."""
    owners = {entry.id: entry.owner.id for entry in world.entries}
    opened: Counter[tuple[UUID, UUID]] = Counter()
    closed: Counter[tuple[UUID, UUID]] = Counter()
    for post in world.posts:
        reader = post.agency.id
        opened.update((reader, owners[one]) for one in after[post.id] - before[post.id])
        closed.update((reader, owners[one]) for one in before[post.id] - after[post.id])
    return {pair: (opened[pair], closed[pair]) for pair in {*opened, *closed}}
