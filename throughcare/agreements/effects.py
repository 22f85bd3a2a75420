"""What a draft would open and close, from what each post sees without it and with it in force.

Nothing here repeats the rule: `actions.reckon` brings the draft into force, asks the rule, and
undoes it. That sees every entry of the agreement's cases, so it is the program's own work
(`throughcare tick`), and what is kept is numbers by agency alone.
"""

from collections import Counter
from collections.abc import Mapping
from uuid import UUID

from throughcare.agencies.models import Post
from throughcare.agreements.models import Draft, Effect

Sight = Mapping[Post, Mapping[UUID, UUID]]
"""For each post the entries it sees, each with the agency that owns it."""


def effects_of(draft: Draft, before: Sight, after: Sight) -> list[Effect]:
    """By reading and owning agency: posts concerned, entries opened and closed for any of them."""
    opened, closed, posts = (Counter[tuple[UUID, UUID]]() for _ in range(3))
    for post in {**before, **after}:
        was, will = before.get(post, {}), after.get(post, {})
        gained = Counter(will[one] for one in will.keys() - was.keys())
        lost = Counter(was[one] for one in was.keys() - will.keys())
        for owner in {**gained, **lost}:
            pair = (post.agency_id, owner)
            opened[pair] += gained[owner]
            closed[pair] += lost[owner]
            posts[pair] += 1
    return [
        Effect(
            draft=draft,
            reader_id=reader,
            owner_id=owner,
            posts=posts[reader, owner],
            opened=opened[reader, owner],
            closed=closed[reader, owner],
        )
        for reader, owner in posts
    ]
