"""Raw SQL as an actor returns what the rule shows: in random worlds, for entries and versions.

THROUGHCARE_WORLDS=2000 asks more of them.
"""

import uuid
from collections.abc import Iterable
from uuid import UUID

import pytest
from django.db import connection
from hypothesis import given

from tests.entries.test_worlds import SEEDS, acting, boundary, some_worlds, written
from tests.secondwall.test_tables import on_postgresql
from tests.worlds import NOW
from throughcare.cases import policy as cases
from throughcare.entries import policy, queries
from throughcare.entries.models import Entry, EntryVersion
from throughcare.kernel import clock
from throughcare.kernel.actor import Actor
from throughcare.kernel.behalf import on_behalf_of

pytestmark = [pytest.mark.django_db, on_postgresql]


def raw(actor: Actor, statement: str) -> list[UUID]:
    """What the database gives the actor, whatever the program would ask for."""
    with clock.at(actor.at), on_behalf_of(actor), connection.cursor() as cursor:
        cursor.execute(statement)
        return sorted(row[0] for row in cursor.fetchall())


def pks(rows: Iterable[object]) -> list[UUID]:
    return sorted(row.pk for row in rows)  # type: ignore[attr-defined]


@some_worlds
@given(seed=SEEDS)
def test_raw_sql_returns_what_the_pages_return(seed: int) -> None:
    with written(seed) as (world, rng):
        for moment in (NOW, boundary(rng)):
            for post in rng.sample(world.posts, min(5, len(world.posts))):
                actor = acting(post, moment)
                seen = pks(policy.visible_to(actor))
                assert seen == sorted(entry.id for entry in world.visible(post, moment))
                assert raw(actor, "SELECT id FROM entries_entry") == seen
                held = raw(
                    actor,
                    "SELECT case_id FROM cases_seat WHERE post_id = "
                    "nullif(current_setting('throughcare.post'), '')::uuid",
                )
                shown = pks(cases.visible_to(actor))
                assert set(shown) <= set(held)
                team = pks(cases.team_visible_to(actor))
                assert set(team) <= set(raw(actor, "SELECT id FROM cases_seat"))
                people = raw(actor, "SELECT id FROM people_person")
                assert people == sorted({case.person_id for case in cases.visible_to(actor)})


@some_worlds
@given(seed=SEEDS)
def test_an_earlier_version_shows_where_both_labels_admit(seed: int) -> None:
    with written(seed) as (world, rng):
        rows = list(Entry.objects.all())
        for entry in rows:
            was = rng.choice(rows)  # its label is that of another entry of the world
            EntryVersion.objects.create(
                entry=entry,
                number=1,
                headline="Before",
                categories=was.categories,
                handling=was.handling,
                bits=was.bits,
                reader_seats=[str(reader.seat_id) for reader in was.readers.all()],
                statement=was.statement,
                occurred_at=was.occurred_at,
                shared_at=was.shared_at,
                replaced_at=NOW,
                replaced_by=entry.author,
            )
        for post in rng.sample(world.posts, min(4, len(world.posts))):
            actor = acting(post, NOW)
            expected = sorted(
                version.pk for entry in policy.visible_to(actor) for version in _kept(actor, entry)
            )
            assert raw(actor, "SELECT id FROM entries_entryversion") == expected


def _kept(actor: Actor, entry: Entry) -> list[EntryVersion]:
    """The versions that a page shows; to the entry's author all: whoever corrects keeps them."""
    own = entry.author_id == actor.post_id and entry.agency_id == actor.agency_id
    return list(entry.versions.all()) if own else queries.versions(actor, entry)


@some_worlds
@given(seed=SEEDS)
def test_nobody_is_shown_nothing(seed: int) -> None:
    with written(seed):
        nobody = Actor(at=NOW, request_id=uuid.uuid4())
        for table in ("entries_entry", "cases_case", "cases_seat", "people_person"):
            assert raw(nobody, f"SELECT id FROM {table}") == []
