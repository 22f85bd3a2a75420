"""The two logins on PostgreSQL: pages are served as one, commands work as the owner of the tables.

The owner is not bound by row-level security. So a process that serves pages never takes that
login, and need not be given DATABASE_OWNER_URL at all.
"""

import os
from typing import Any

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

# Compiling a statement, or calling other processes to help, takes longer than most of ours.
SHORT_STATEMENTS = "-c jit=off -c max_parallel_workers_per_gather=0"

_as_owner = False


def take_owner() -> None:
    """Let this process be the owner: before the settings are read, in commands alone."""
    global _as_owner  # noqa: PLW0603 (one process, one login)
    _as_owner = True


def database() -> dict[str, Any] | None:
    """The database of this process; None where DATABASE_URL names none."""
    url = os.environ.get("DATABASE_URL")
    if os.environ.get("DATABASE_OWNER_URL") and not url:
        raise ImproperlyConfigured("DATABASE_OWNER_URL needs DATABASE_URL beside it.")
    if _as_owner:
        url = os.environ.get("DATABASE_OWNER_URL") or url
    if not url:
        return None
    found: dict[str, Any] = dict(
        dj_database_url.parse(url, conn_max_age=600, conn_health_checks=True)
    )
    if found["ENGINE"] == "django.db.backends.postgresql":
        found["ENGINE"] = "throughcare.kernel.postgresql"
        found["OPTIONS"] = {"options": SHORT_STATEMENTS, **found.get("OPTIONS", {})}
    return found


def role_of_pages() -> str:
    """Whom pages are served as, also for a process that is the owner."""
    parsed = dj_database_url.parse(os.environ.get("DATABASE_URL") or "sqlite://")
    return str(parsed.get("USER") or "")
