"""In an emergency and in oversight the database answers one exact question, to whom it is for."""

from typing import Any

import pytest
from django.db import connection

from tests.emergencies.making import looked, opened
from tests.factories import Region, actor, open_case, post, write
from tests.pages import signed_in
from tests.secondwall.test_tables import on_postgresql
from tests.secondwall.test_writing import refused, run
from throughcare.agencies.models import Post
from throughcare.agencies.roles import Role
from throughcare.kernel.behalf import on_behalf_of
from throughcare.sharing.categories import Category

pytestmark = [pytest.mark.django_db, on_postgresql]


def asked(who: Post, statement: str, *values: Any) -> list[Any]:
    """The first column that the database gives whoever acts, whatever a page would ask for."""
    with on_behalf_of(actor(who)), connection.cursor() as cursor:
        cursor.execute(statement, values)
        return [row[0] for row in cursor.fetchall()]


IN_EMERGENCY = "SELECT found_id FROM secondwall.in_emergency(%s, '{}', NULL, NULL, NULL)"
OVERSEEN = (
    "SELECT found_number FROM secondwall.overseen("
    "9999999, '2000-01-01', '2099-01-01', 'look', NULL, NULL)"
)


def test_one_case_is_found_by_a_duty_post_of_a_party_alone(region: Region) -> None:
    number = region.case.reference
    assert asked(region.gil, IN_EMERGENCY, number) == [region.case.pk]
    for who in (region.ann, region.bob, region.cy, region.hal):
        assert asked(who, IN_EMERGENCY, number) == []
    assert asked(region.gil, IN_EMERGENCY, "%") == []
    assert asked(region.gil, IN_EMERGENCY, "") == []


def test_a_case_does_not_show_before_it_was_looked_for_nor_entries_before_it_is_open(
    region: Region,
) -> None:
    case = open_case(region.ann, region.agreement)  # nobody of the police has a seat on it
    entry = write(region.ann, case, Category.SAFETY)
    mine = "SELECT id FROM cases_case"
    entries = "SELECT id FROM entries_entry"
    seen = asked(region.gil, mine)
    assert case.pk not in seen
    looked(region.gil, reference=case.reference)
    assert asked(region.gil, mine + " ORDER BY id") == sorted([*seen, case.pk])
    assert asked(region.gil, entries) == []
    opened(region.gil, case)
    assert asked(region.gil, entries) == [entry.pk]


def test_nobody_takes_a_seat_on_a_case_that_they_did_not_look_for(region: Region) -> None:
    seat = region.seat(region.bob)
    copied = (
        "INSERT INTO cases_seat (id, case_id, post_id, key_id, role, purpose, tasks, ground,"
        " from_at, until_at, sees_from, is_discreet)"
        " VALUES (gen_random_uuid(), %s, %s, %s, 'team_manager', 'safety', '', '',"
        " '2030-01-01', '2031-01-01', '2000-01-01', false)"
    )
    refused(region.hal, copied, region.case.pk, region.hal.pk, seat.key_id)
    looked(region.hal, reference=region.case.reference)  # is no party, and finds nothing
    refused(region.hal, copied, region.case.pk, region.hal.pk, seat.key_id)


def test_look_ups_and_access_show_to_those_whom_they_concern(region: Region) -> None:
    access = opened(region.gil, region.case)
    rows = "SELECT id FROM emergencies_access"
    for who in (region.gil, region.ann, region.dee):
        assert asked(who, rows) == [access.pk]
    for who in (region.bob, region.eve, region.fay, region.cy):
        assert asked(who, rows) == []
        assert asked(who, "SELECT id FROM emergencies_lookup") == []
        changed = "UPDATE emergencies_access SET until_at = '2040-01-01'"
        assert run(who, changed) == 0


def test_the_trail_shows_to_whom_it_concerns(region: Region) -> None:
    """Looks at what one may read to whoever answers for the case; of the agency to its officer."""
    oda = post("Oda Rill", region.exit, Role.DATA_PROTECTION_OFFICER)
    theirs = region.write(region.ann, Category.CONTACT)
    kept = region.write(region.bob, Category.CONTACT, handling=3)
    for entry in (theirs, kept):
        signed_in(region.bob).get(f"/entries/{entry.pk}/")
    looks = "SELECT object_id FROM audit_event WHERE kind = 'look' AND human_id <> %s"
    assert asked(region.ann, looks, region.ann.human_id) == [str(theirs.pk)]
    assert asked(region.dee, looks, region.dee.human_id) == []
    assert len(asked(oda, OVERSEEN)) == 2
    for who in (region.ann, region.bob, region.fay):
        assert asked(who, OVERSEEN) == []
