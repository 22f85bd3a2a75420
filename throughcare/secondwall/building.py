"""Building the wall: after every `migrate`, anew, when what it is made from has changed."""

from hashlib import sha256
from typing import Any

from django.conf import settings
from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from throughcare.secondwall import helps
from throughcare.secondwall.guards import GUARDS, OPEN, Guard

# The trail is added to; erasing a detail is an act of its own; the owner seals and migrates.
_KEPT = {
    "audit_event": "UPDATE, DELETE",
    "audit_detail": "DELETE",
    "audit_lane": "INSERT, DELETE",
    "audit_checkpoint": "INSERT, UPDATE, DELETE",
    "django_migrations": "INSERT, UPDATE, DELETE",
    "demo_demomark": "INSERT, UPDATE, DELETE",
}


def keep_up(using: str, **kwargs: Any) -> None:
    """Build the wall where it is missing or of another version; on PostgreSQL alone."""
    connection = connections[using]
    if connection.vendor != "postgresql" or standing(connection) == wanted():
        return
    with transaction.atomic(using=using), connection.cursor() as cursor:
        for statement in [*_razed(connection), *statements()]:
            cursor.execute(statement)
        cursor.execute(f"COMMENT ON SCHEMA {helps.SCHEMA} IS '{wanted()}'")


def wanted() -> str:
    """What this version of the program would build, as a short text."""
    return sha256("\n".join(statements()).encode()).hexdigest()


def standing(connection: BaseDatabaseWrapper) -> str:
    """What was built, as `wanted` says it; empty when nothing was."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT obj_description(oid, 'pg_namespace') FROM pg_namespace WHERE nspname = %s",
            [helps.SCHEMA],
        )
        found = cursor.fetchone()
    return found[0] or "" if found else ""


def statements() -> list[str]:
    """Everything that makes the wall, as SQL."""
    guarded = [line for table, guard in GUARDS.items() for line in _guarded(table, guard)]
    return [*helps.statements(), *guarded, *_granted(settings.ROLE_OF_PAGES)]


def _razed(connection: BaseDatabaseWrapper) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT policyname, tablename FROM pg_policies WHERE schemaname = 'public'")
        gone = [f'DROP POLICY "{name}" ON "{table}"' for name, table in cursor.fetchall()]
    return [*gone, f"DROP SCHEMA IF EXISTS {helps.SCHEMA} CASCADE"]


def _guarded(table: str, guard: Guard) -> list[str]:
    lines = [
        f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY",
        f"CREATE POLICY reads ON {table} FOR SELECT USING ({guard.reads})",
    ]
    if guard.adds:
        lines.append(f"CREATE POLICY adds ON {table} FOR INSERT WITH CHECK ({guard.adds})")
    if guard.changes:
        lines.append(f"CREATE POLICY changes ON {table} FOR UPDATE USING ({guard.changes})")
    if guard.removes:
        lines.append(f"CREATE POLICY removes ON {table} FOR DELETE USING ({guard.removes})")
    return lines


def _granted(role: str) -> list[str]:
    """Rights for the login that serves pages: on these tables, and on none that is not known."""
    tables = ", ".join([*GUARDS, *OPEN])
    schema = helps.SCHEMA
    return [
        f'GRANT SELECT, INSERT, UPDATE, DELETE ON {tables} TO "{role}"',
        *(f'REVOKE {rights} ON {table} FROM "{role}"' for table, rights in _KEPT.items()),
        f'GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO "{role}"',
        f'GRANT USAGE ON SCHEMA {schema} TO "{role}"',
        f'GRANT SELECT ON ALL TABLES IN SCHEMA {schema} TO "{role}"',
        f"REVOKE EXECUTE ON ALL FUNCTIONS IN SCHEMA {schema} FROM PUBLIC",
        f'GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA {schema} TO "{role}"',
    ]
