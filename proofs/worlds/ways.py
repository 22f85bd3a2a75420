"""Every way to ask the rule. Each takes a batch's actor and gives the ids of the entries seen.

A further way is one function more in `WAYS`, or in `WALLS` where only PostgreSQL has it.
"""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.db import connection

from tests import reference
from throughcare.agencies.acting import actor_for
from throughcare.agencies.models import Post
from throughcare.cases.models import Case
from throughcare.entries import compiled, policy
from throughcare.entries.compiled import Question
from throughcare.entries.facts import Label, Place, label_of, places, sees
from throughcare.entries.models import Entry
from throughcare.entries.queries import Filters, chronology
from throughcare.kernel import clock
from throughcare.kernel.actor import Actor
from throughcare.kernel.behalf import on_behalf_of

IDS = Question(("entry.id",))
Ids = set[uuid.UUID]


@dataclass(frozen=True)
class Batch:
    """Worlds that stand in the database side by side, with what they hold read once."""

    worlds: list[reference.World]

    @cached_property
    def posts(self) -> dict[uuid.UUID, Post]:
        """Every post by its id."""
        return {post.pk: post for post in Post.objects.select_related("human", "agency")}

    @cached_property
    def cases(self) -> dict[uuid.UUID, Case]:
        """Every case by its id."""
        return Case.objects.in_bulk()

    @cached_property
    def labels(self) -> dict[uuid.UUID, list[tuple[uuid.UUID, Label]]]:
        """For each case its entries with their labels."""
        found: dict[uuid.UUID, list[tuple[uuid.UUID, Label]]] = {}
        for entry in Entry.objects.prefetch_related("readers"):
            found.setdefault(entry.case_id, []).append((entry.pk, label_of(entry)))
        return found

    def actor(self, world: reference.World, post: reference.Post, moment: datetime) -> Actor:
        """The post's holder at the moment."""
        held = [each for each in world.posts if each.human is post.human]
        rows = [self.posts[each.id] for each in held if each.from_at <= moment < each.until_at]
        row = self.posts[post.id]
        return actor_for(row.human, row, posts=rows, moment=moment)


def by_query(actor: Actor, batch: Batch) -> Ids:
    """The ORM's query."""
    return set(policy.visible_to(actor).values_list("pk", flat=True))


def by_text(actor: Actor, batch: Batch) -> Ids:
    """The SQL text, compiled once."""
    return _once([row[0] for row in compiled.rows(actor, IDS)])


def by_wall(actor: Actor, batch: Batch) -> Ids:
    """Raw SQL that asks for everything: what row-level security lets through."""
    with clock.at(actor.at), on_behalf_of(actor), connection.cursor() as cursor:
        cursor.execute("SELECT id FROM entries_entry")
        return _once([row[0] for row in cursor.fetchall()])


Way = Callable[[Actor, Batch], Ids]
WAYS: dict[str, Way] = {"query": by_query, "text": by_text}
WALLS: dict[str, Way] = {"wall": by_wall}


def known() -> dict[str, Way]:
    """The ways that this database has."""
    return WAYS | WALLS if connection.vendor == "postgresql" else WAYS


def by_count(actor: Actor, batch: Batch) -> dict[str, int]:
    """What both say when they are asked for a number only."""
    return {"text": compiled.count(actor), "query": policy.visible_to(actor).count()}


def by_facts(case: Case, moment: datetime, batch: Batch) -> dict[uuid.UUID, Ids]:
    """The rule's own explanation: for each post of the team the entries of a case that it sees."""
    team: list[Place] = places(case, moment)
    labels = batch.labels.get(case.pk, [])
    return {
        place.post.pk: {entry for entry, label in labels if sees(place, label)} for place in team
    }


def by_chronology(actor: Actor, case: Case) -> Ids:
    """The list of one case."""
    return {entry.pk for entry in chronology(actor, case.pk, Filters())}


def _once(found: list[uuid.UUID]) -> Ids:
    assert len(found) == len(set(found)), "a row came twice"
    return set(found)
