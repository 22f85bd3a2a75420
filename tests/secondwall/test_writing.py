"""What the database refuses to write for an actor, whatever the program would let through."""

import uuid
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import ProgrammingError, connection, transaction

from tests import factories as make
from tests.factories import START, Region
from tests.logins import as_installed
from tests.programmes.making import FERRY_HOUSE, stored
from tests.secondwall.test_tables import on_postgresql
from throughcare.agencies.models import Post
from throughcare.audit.models import Event
from throughcare.entries.models import Entry, Reader
from throughcare.kernel.behalf import on_behalf_of
from throughcare.notes.models import Draft
from throughcare.programmes import actions as programmes
from throughcare.secondwall import building
from throughcare.secondwall.findings import second_wall
from throughcare.sharing.categories import Category, Handling

pytestmark = [pytest.mark.django_db, on_postgresql]


def run(who: Post, statement: str, *values: Any) -> int:
    with on_behalf_of(make.actor(who)), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)
        return int(cursor.rowcount)


def refused(who: Post, statement: str, *values: Any) -> None:
    with pytest.raises(ProgrammingError, match=r"row-level security|permission denied"):
        run(who, statement, *values)


COLUMNS = (
    "case_id, kind, agency_id, author_id, categories, handling, bits, why_needed, statement,"
    " grading, occurred_at, recorded_at, shared_at, regime, basis, whose, headline, folded, text,"
    " version"
)


def copying(**changes: str) -> str:
    """A new entry like another one that the writer reads, with these columns changed."""
    names = [name.strip() for name in COLUMNS.split(",")]
    columns = ", ".join(changes.get(name, name) for name in names)
    return (
        f"INSERT INTO entries_entry (id, {COLUMNS})"
        f" SELECT gen_random_uuid(), {columns} FROM entries_entry WHERE id = %s"
    )


def test_an_entry_is_written_on_an_own_seat_in_the_own_name(region: Region) -> None:
    entry = region.write(region.ann)
    assert run(region.ann, copying(), entry.pk) == 1
    refused(region.bob, copying(), entry.pk)
    refused(region.ann, copying(author_id=f"'{region.bob.pk}'::uuid"), entry.pk)
    refused(region.ann, copying(agency_id=f"'{region.exit.pk}'::uuid"), entry.pk)
    other = make.open_case(region.bob)
    refused(region.ann, copying(case_id=f"'{other.pk}'::uuid"), entry.pk)


def test_an_entry_is_changed_by_its_owner_and_removed_by_nobody(region: Region) -> None:
    entry = region.write(region.ann)
    assert run(region.bob, "UPDATE entries_entry SET text = 'x' WHERE id = %s", entry.pk) == 0
    assert run(region.ann, "UPDATE entries_entry SET text = 'x' WHERE id = %s", entry.pk) == 1
    to_bob = f"UPDATE entries_entry SET agency_id = '{region.exit.pk}'"
    refused(region.ann, to_bob)
    assert run(region.ann, "DELETE FROM entries_entry") == 0
    assert Entry.objects.filter(pk=entry.pk, text="x").exists()


def test_nobody_takes_a_seat_that_was_not_offered(region: Region) -> None:
    entry = region.write(region.ann)
    seat = region.seat(region.ann)
    taking = (
        "INSERT INTO cases_seat (id, case_id, post_id, key_id, role, tasks, purpose, ground,"
        " from_at, until_at, sees_from, is_discreet) VALUES (gen_random_uuid(), %s, %s, %s,"
        " 'x', '', 'x', '', %s, '9999-01-01', '1900-01-01', false)"
    )
    refused(region.cy, taking, region.case.pk, region.cy.pk, seat.key_id, START)
    listing = "INSERT INTO entries_reader (entry_id, seat_id) VALUES (%s, %s)"
    refused(region.bob, listing, entry.pk, region.seat(region.bob).pk)


def test_the_trail_is_added_to_in_the_own_name_and_read_of_oneself(region: Region) -> None:
    region.write(region.ann)
    region.write(region.bob)
    for statement in ("UPDATE audit_event SET verb = 'x'", "DELETE FROM audit_event"):
        refused(region.ann, statement)
    names = ", ".join(f.column for f in Event._meta.concrete_fields if not f.primary_key)
    forged = names.replace("post_id", f"'{region.bob.pk}'::uuid")
    forging = f"INSERT INTO audit_event ({names}) SELECT {forged} FROM audit_event LIMIT 1"
    refused(region.ann, forging)
    with on_behalf_of(make.actor(region.ann)):
        assert {event.post_id for event in Event.objects.all()} == {region.ann.pk}


def test_drafts_and_lists_are_for_those_they_belong_to(region: Region) -> None:
    Draft.keep(post=region.ann.pk, form="note", case=region.case.pk, about=uuid.uuid4(), fields={})
    named = region.write(
        region.ann,
        Category.CONTACT,
        handling=Handling.NAMED,
        named=[region.seat(region.bob)],
    )
    for who, drafts, lists in ((region.ann, 1, 2), (region.bob, 0, 2), (region.dee, 0, 0)):
        with on_behalf_of(make.actor(who)):
            assert Draft.objects.count() == drafts
            assert Reader.objects.filter(entry=named.pk).count() == lists


def test_a_programme_is_written_and_adopted_for_the_own_agency_alone(region: Region) -> None:
    shared = stored()
    own = programmes.write(make.actor(region.fay), FERRY_HOUSE)
    copying = (
        "INSERT INTO programmes_version (id, programme_id, number, text, digest, added_by_id,"
        " added_at) SELECT gen_random_uuid(), programme_id, 9, text, digest, %s, added_at"
        " FROM programmes_version WHERE id = %s"
    )
    adopting = (
        "INSERT INTO programmes_adoption (id, agency_id, programme_id, version_id, from_at,"
        " until_at) VALUES (gen_random_uuid(), %s, %s, %s, %s, '9999-01-01')"
    )
    named = (shared.programme_id, shared.pk, START)
    for version in (own, shared):
        refused(region.ann, copying, region.ann.pk, version.pk)
    refused(region.fay, copying, region.ann.pk, own.pk)
    assert run(region.fay, copying, region.fay.pk, own.pk) == 1
    refused(region.ann, adopting, region.exit.pk, *named)
    assert run(region.ann, adopting, region.probation.pk, *named) == 1
    assert run(region.fay, "UPDATE programmes_version SET text = 'x'") == 0
    assert run(region.fay, "DELETE FROM programmes_version") == 0
    assert run(region.fay, "UPDATE programmes_adoption SET until_at = from_at") == 0


def test_tables_cannot_be_emptied_or_changed(region: Region) -> None:
    for statement in (
        "TRUNCATE entries_entry CASCADE",
        "ALTER TABLE entries_entry DISABLE ROW LEVEL SECURITY",
        "DROP POLICY reads ON entries_entry",
        "CREATE FUNCTION secondwall.more() RETURNS int LANGUAGE sql AS 'SELECT 1'",
    ):
        with pytest.raises(ProgrammingError, match=r"permission denied|must be owner"):
            run(region.ann, statement)


@pytest.mark.django_db(transaction=True)
def test_a_login_that_may_be_the_owner_is_found() -> None:
    """The tests' own login may be, on their throw-away server: see tests/logins.py."""
    assert "passes it by" in second_wall().remedy
    with pytest.raises(ImproperlyConfigured, match="Let another login serve pages"):
        second_wall().require()
    with as_installed():
        assert second_wall().is_well


@pytest.mark.django_db(transaction=True)
def test_a_wall_of_another_version_is_found_and_built_anew() -> None:
    with connection.cursor() as cursor:
        cursor.execute("COMMENT ON SCHEMA secondwall IS 'another'")
        cursor.execute("DROP POLICY reads ON entries_entry")
    with as_installed():
        assert "throughcare migrate" in second_wall().remedy
    building.keep_up("default")
    assert building.standing(connection) == building.wanted()
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_policies WHERE tablename = 'entries_entry'")
        assert cursor.fetchone()[0] == 3
