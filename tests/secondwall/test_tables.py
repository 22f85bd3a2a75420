"""Every table of the database has a guard, or a reason why it needs none."""

import pytest
from django.db import connection

from throughcare.secondwall.guards import GUARDS, OPEN

on_postgresql = pytest.mark.skipif(
    connection.vendor != "postgresql", reason="Row-level security is PostgreSQL's."
)


@pytest.mark.django_db
def test_every_table_has_a_guard_or_a_reason() -> None:
    tables = set(connection.introspection.table_names())
    assert tables == {*GUARDS, *OPEN}, "add it to throughcare/secondwall/guards.py"
    assert not GUARDS.keys() & OPEN.keys()
    assert all(OPEN.values())


@on_postgresql
@pytest.mark.django_db
def test_the_database_guards_what_is_declared() -> None:
    assert _names(
        "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND rowsecurity"
    ) == {*GUARDS}
    policies = "SELECT tablename FROM pg_policies WHERE schemaname = 'public' AND cmd = %s"
    for command, wanted in (
        ("SELECT", {*GUARDS}),
        ("INSERT", {table for table, guard in GUARDS.items() if guard.adds}),
        ("UPDATE", {table for table, guard in GUARDS.items() if guard.changes}),
        ("DELETE", {table for table, guard in GUARDS.items() if guard.removes}),
        ("ALL", set()),
    ):
        assert _names(policies, command) == wanted, command


@on_postgresql
@pytest.mark.django_db
def test_nothing_that_helps_can_be_misled() -> None:
    """Functions of the owner look names up in places that nobody else writes to."""
    loose = _names(
        """SELECT proname FROM pg_proc JOIN pg_namespace n ON n.oid = pronamespace
        WHERE nspname = 'secondwall' AND (NOT prosecdef OR proconfig IS DISTINCT FROM
            ARRAY['search_path=pg_catalog, public, pg_temp'] OR provolatile <> 's')"""
    )
    assert loose == set()


def _names(statement: str, *values: str) -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return {row[0] for row in cursor.fetchall()}
