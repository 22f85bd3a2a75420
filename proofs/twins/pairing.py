"""Makes the other twin: the same world for one actor, and another one for everybody else."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass, replace
from random import Random
from typing import Any

from proofs.furnishing import write_furnished
from proofs.worlds.pages import SMALL
from tests import reference
from tests.worlds import BEFORE, CATEGORIES, NOW, TICK, world_of
from throughcare.entries.models import Entry, EntryVersion, LabelRequest
from throughcare.notes.models import Draft
from throughcare.sharing.categories import NEVER_BITS, Handling


@dataclass(frozen=True)
class Twins:
    """Two worlds that one post cannot tell apart at `NOW`, and what it sees in both."""

    one: reference.World
    other: reference.World
    post: reference.Post
    seen: list[reference.Entry]


def twins(seed: int) -> Twins | None:
    """The pair of a seed; None when nobody acts in its world."""
    rng, one = Random(seed), world_of(seed, SMALL)
    held = [post for post in one.posts if post.from_at <= NOW < post.until_at]
    if not held:
        return None
    post = max(rng.sample(held, min(3, len(held))), key=lambda each: len(one.visible(each, NOW)))
    seen = one.visible(post, NOW)
    other = reference.World(**vars(one))
    other.cases = [case if _is_near(one, post, case) else _another(rng, case) for case in one.cases]
    other.seats = [seat for seat in one.seats if _is_near(one, post, seat.case)]
    hidden = [entry for entry in one.entries if entry not in seen and entry.case in other.cases]
    other.entries = [*seen, *_hidden(rng, other, post, hidden)]
    rng.shuffle(other.entries)
    assert {entry.id for entry in other.visible(post, NOW)} == {entry.id for entry in seen}
    return Twins(one, other, post, seen)


def _is_near(world: reference.World, post: reference.Post, case: reference.Case) -> bool:
    """Whether the post holds a seat on the case now, and so sees its team."""
    return any(s.post is post and s.case is case and _holds(s) for s in world.seats)


def _holds(seat: reference.Seat) -> bool:
    return seat.from_at <= NOW < seat.until_at


def _another(rng: Random, case: reference.Case) -> reference.Case:
    return replace(case, id=_id(rng))


def _hidden(
    rng: Random, world: reference.World, post: reference.Post, hidden: list[reference.Entry]
) -> Iterator[reference.Entry]:
    """What the post does not see: some of it gone, some changed, some more of it."""
    for entry in hidden:
        for changed in (_changed(rng, entry) for _ in range(rng.choice((0, 1, 1, 3)))):
            if world.stopped(post, NOW, changed):
                yield changed


def _changed(rng: Random, entry: reference.Entry) -> reference.Entry:
    """Another one like it, which may be visible: whoever asks looks."""
    changes: dict[str, Any] = {
        "categories": frozenset(rng.sample(CATEGORIES, rng.choice((1, 2)))),
        "handling": rng.choice(list(Handling)),
        "occurred_at": rng.choice(BEFORE) - TICK,
        "shared_at": rng.choice(BEFORE),
    }
    some = {name: value for name, value in changes.items() if rng.random() < 0.5}
    return replace(entry, id=_id(rng), **some)


def _id(rng: Random) -> uuid.UUID:
    return uuid.UUID(int=rng.getrandbits(128), version=4)


def write_one(pair: Twins) -> None:
    """The first of the two, in the database."""
    write_furnished(pair.one)


def write_other(pair: Twins) -> None:
    """The other, with more around what the post sees: links, versions, wishes, drafts."""
    write_furnished(pair.other)
    hidden = [entry for entry in pair.other.entries if entry not in pair.seen]
    others = [post for post in pair.other.posts if post is not pair.post]
    for entry in hidden:
        near = [each for each in pair.seen if each.case is entry.case]
        if near:
            Entry.objects.filter(pk=entry.id).update(follows=near[0].id)
        LabelRequest.objects.create(
            entry_id=entry.id, asked_by_id=entry.author.id, asked_at=NOW, wish="Wider, please"
        )
    for entry in pair.seen:
        EntryVersion.objects.create(**_version(entry))
        for post in others[:2]:
            Draft.keep(
                post=post.id, form="note", case=entry.case.id, about=entry.id, fields={"text": []}
            )


def _version(entry: reference.Entry) -> dict[str, object]:
    """An earlier version that nobody was to read: NAMED, with an empty list."""
    return {
        "entry_id": entry.id,
        "number": 7,
        "headline": "As it was",
        "categories": 1,
        "handling": Handling.NAMED,
        "bits": NEVER_BITS,
        "statement": "fact",
        "occurred_at": entry.occurred_at,
        "shared_at": entry.shared_at,
        "replaced_at": NOW,
        "replaced_by_id": entry.author.id,
    }
