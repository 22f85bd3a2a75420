"""What must hold before the program may serve: each finding is well, or says what to do."""

import json
import sys
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils.translation import gettext as _

from throughcare import wording
from throughcare.audit.models import Checkpoint, Detail, Event, Lane
from throughcare.web.finding import Finding, finding

OLDEST_PYTHON = (3, 11)
KEY_CHARACTERS = 40
OTHERS = 0o077
NEEDED_SHEET = "vendor/govuk-frontend.css"
AUDIT_TABLES = (Event, Detail, Lane, Checkpoint)
PRAGMAS = {"journal_mode": "wal", "synchronous": "2", "foreign_keys": "1", "secure_delete": "1"}
GUARDS = 3  # against changing, removing, and emptying or replacing
TRIGGERS = {
    "sqlite": "SELECT tbl_name FROM sqlite_master WHERE type = 'trigger'"
    " GROUP BY tbl_name HAVING count(*) >= %s",
    "postgresql": "SELECT tgrelid::regclass::text FROM pg_trigger"
    " WHERE NOT tgisinternal AND tgenabled <> 'D' GROUP BY tgrelid HAVING count(*) >= %s",
}


def findings() -> list[Finding]:
    """What the doctor looks at, in order; what needs a database or its tables comes last."""
    first = [python(), clock_zone(), data_directory(), secret_key(), static_files(), words()]
    first.append(database())
    if not first[-1].is_well:
        return first
    tables = migrations()
    guards = [audit_triggers()] if tables.is_well else []
    return [*first, sqlite_promises(), tables, *guards]


def has_tables() -> bool:
    """Whether there are tables of this version to look at."""
    return database().is_well and migrations().is_well


def python() -> Finding:
    """The language is new enough."""
    enough = sys.version_info >= OLDEST_PYTHON
    return finding(_("Python 3.11 or newer"), enough, _("Install Python 3.11 or newer."))


def clock_zone() -> Finding:
    """The deployment's time zone is known here."""
    title = _("Time zone %(zone)s") % {"zone": settings.TIME_ZONE}
    try:
        ZoneInfo(settings.TIME_ZONE)
    except (ZoneInfoNotFoundError, ValueError):
        return Finding(title, _("Set THROUGHCARE_ZONE to a name such as Europe/Copenhagen."))
    return Finding(title)


def data_directory() -> Finding:
    """Nobody else on the machine can read what is stored."""
    open_to_others = [
        path.name
        for path in (settings.DATA_DIR, *_stored_files())
        if path.exists() and path.stat().st_mode & OTHERS and not _shielded(path)
    ]
    remedy = _("Take others' rights away: chmod -R go= %(path)s") % {"path": settings.DATA_DIR}
    return finding(_("Data directory closed to others"), not open_to_others, remedy)


def secret_key() -> Finding:
    """The key that signs sessions is long enough."""
    enough = len(settings.SECRET_KEY) >= KEY_CHARACTERS
    remedy = _("Set THROUGHCARE_SECRET_KEY to at least 40 random characters.")
    return finding(_("Secret key"), enough, remedy)


def static_files() -> Finding:
    """Style sheets and scripts are collected."""
    listing = Path(settings.STATIC_ROOT) / "staticfiles.json"
    known = json.loads(listing.read_text())["paths"] if listing.exists() else {}
    remedy = _("Run bin/setup, or throughcare manage collectstatic.")
    return finding(_("Static files"), NEEDED_SHEET in known, remedy)


def words() -> Finding:
    """The deployment's table of words can be read."""
    title = _("Table of words")
    try:
        wording.table()
    except ImproperlyConfigured as error:
        return Finding(title, str(error))
    return Finding(title)


def database() -> Finding:
    """The database answers."""
    title = _("Database (%(vendor)s)") % {"vendor": connection.vendor}
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError as error:
        return Finding(title, _("Check DATABASE_URL and the server: %(error)s") % {"error": error})
    return Finding(title)


def sqlite_promises() -> Finding:
    """SQLite really writes through, checks keys and wipes what was deleted."""
    if connection.vendor != "sqlite":
        return Finding(_("Durability is PostgreSQL's own"))
    broken = [name for name, wanted in PRAGMAS.items() if _pragma(name) != wanted]
    remedy = _("Not in force: %(names)s. Look at OPTIONS of DATABASES.")
    return finding(_("SQLite promises"), not broken, remedy % {"names": ", ".join(broken)})


def migrations() -> Finding:
    """The tables are those of this version."""
    executor = MigrationExecutor(connection)
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    remedy = _("Run throughcare migrate (%(count)d steps wait).") % {"count": len(waiting)}
    return finding(_("Tables are up to date"), not waiting, remedy)


def audit_triggers() -> Finding:
    """The database itself refuses to change the trail."""
    with connection.cursor() as cursor:
        cursor.execute(TRIGGERS[connection.vendor], [GUARDS])
        guarded = {row[0] for row in cursor.fetchall()}
    bare = [model._meta.db_table for model in AUDIT_TABLES if model._meta.db_table not in guarded]
    remedy = _("Triggers are missing on %(tables)s: restore the database from a good copy.")
    return finding(_("Audit trail is guarded"), not bare, remedy % {"tables": ", ".join(bare)})


def _pragma(name: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA {name}")
        return str(cursor.fetchone()[0])


def _stored_files() -> list[Path]:
    return [settings.DATA_DIR / "secret-key", settings.SQLITE_PATH, settings.FILES_DIR]


def _shielded(path: Path) -> bool:
    """A file in a closed directory is closed."""
    return path != settings.DATA_DIR and not settings.DATA_DIR.stat().st_mode & OTHERS


AT_START = (database, sqlite_promises, migrations, static_files, words)
