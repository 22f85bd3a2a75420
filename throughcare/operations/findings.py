"""What else the doctor looks at: who owns the data, how people get here, copies, space, clocks."""

import os
import pwd
import shutil
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.core.mail import get_connection
from django.db import connection
from django.utils.translation import gettext as _

from throughcare.agencies.queries import has_people
from throughcare.audit.queries import last_moment
from throughcare.demo.policy import is_demo
from throughcare.kernel import clock
from throughcare.operations.backups import keys
from throughcare.operations.backups.refusals import BackupRefused
from throughcare.operations.queries.backups import last_made_at
from throughcare.web import health
from throughcare.web.finding import Finding

BACKUP_EVERY = timedelta(hours=26)  # daily, and two hours for it to be made
LEAST_FREE = 1024**3
OFF_BY = timedelta(seconds=5)
LOCAL = {"localhost", "127.0.0.1", "[::1]"}
SENDS_NOTHING = ("dummy", "console", "locmem", "filebased")
POSTGRESQL_PROMISES = {
    "fsync": {"on"},
    "full_page_writes": {"on"},
    "synchronous_commit": {"on", "remote_apply", "remote_write", "local"},
    "server_encoding": {"UTF8"},
}


def findings() -> list[Finding]:
    """In order; what needs the tables comes last."""
    first = [ownership(), reachable_as(), backup_key(), mail()]
    if not health.database().is_well:
        return first
    tables = [clocks(), backup_age()] if health.has_tables() else []
    return [*first, disk_space(), postgresql_promises(), *tables]


def ownership() -> Finding:
    """The data belongs to whoever runs the program, key and all."""
    title = _("Data belongs to whoever runs this")
    places = (settings.DATA_DIR, settings.DATA_DIR / "secret-key", settings.FILES_DIR)
    foreign = {path.stat().st_uid for path in places if path.exists()} - {os.geteuid()}
    if not foreign:
        return Finding(title)
    remedy = _("Run this as %(user)s, or: chown -R %(me)s %(path)s")
    who = {"user": _user(min(foreign)), "me": _user(os.geteuid()), "path": settings.DATA_DIR}
    return Finding(title, remedy % who)


def reachable_as() -> Finding:
    """Host names and HTTPS fit together."""
    hosts, title = set(settings.ALLOWED_HOSTS), _("Host names and HTTPS")
    if "*" in hosts:
        return Finding(title, _("Name the hosts in THROUGHCARE_HOSTS instead of *."))
    if hosts - LOCAL and not settings.HTTPS:
        return Finding(title, _("Put a proxy with HTTPS in front and set THROUGHCARE_HTTPS=1."))
    if settings.HTTPS and not hosts - LOCAL:
        return Finding(title, _("Set THROUGHCARE_HOSTS to the name that people type."))
    return Finding(title)


def backup_key() -> Finding:
    """The key of backups is one, and closed to others."""
    title = _("Key of backups")
    if not settings.BACKUP_KEY:
        return Finding(_("Key of backups: named on the command line"))
    try:
        keys.from_file(Path(settings.BACKUP_KEY))
    except BackupRefused as refused:
        return Finding(title, str(refused))
    return Finding(title)


def mail() -> Finding:
    """Where mail is sent, the server takes it."""
    if any(f".{kind}." in settings.EMAIL_BACKEND for kind in SENDS_NOTHING):
        return Finding(_("Mail: none is sent"))
    title = _("Mail")
    try:
        with get_connection():
            return Finding(title)
    except Exception as error:  # whatever the backend raises
        remedy = _("The server does not take it (%(why)s). Look at THROUGHCARE_EMAIL.")
        return Finding(title, remedy % {"why": type(error).__name__})


def disk_space() -> Finding:
    """Room for the database to grow, and for a backup's scratch copy."""
    needed = max(LEAST_FREE, 2 * _database_size())
    free = shutil.disk_usage(settings.DATA_DIR).free
    sizes = {"free": free // 1024**2, "needed": needed // 1024**2}
    title = _("Space in the data folder: %(free)d MB free") % sizes
    remedy = _("At least %(needed)d MB are needed, twice the database: make room.")
    return Finding(title, "" if free >= needed else remedy % sizes)


def postgresql_promises() -> Finding:
    """PostgreSQL writes through before it says that something is saved."""
    if connection.vendor != "postgresql":
        return Finding(_("Durability is SQLite's own"))
    broken = [name for name, good in POSTGRESQL_PROMISES.items() if _shown(name) not in good]
    remedy = _("Set these to on (encoding: UTF8) in postgresql.conf: %(names)s")
    return Finding(
        _("PostgreSQL promises"), remedy % {"names": ", ".join(broken)} if broken else ""
    )


def clocks() -> Finding:
    """The clock is not behind the trail, and the database server's says the same."""
    title, now = _("Clock"), clock.now()
    remedy = _("Let the machines keep time: sudo timedatectl set-ntp true")
    last = last_moment()
    if last is not None and last > now + OFF_BY:
        return Finding(title, _("It is behind the audit trail. %(remedy)s") % {"remedy": remedy})
    if connection.vendor == "postgresql" and abs(_clock_of_server() - now.timestamp()) > (
        OFF_BY.total_seconds()
    ):
        return Finding(title, _("The database's differs. %(remedy)s") % {"remedy": remedy})
    return Finding(title)


def backup_age() -> Finding:
    """The last backup is not older than a day, where there are real people."""
    title = _("Backup")
    made_at = last_made_at()
    if is_demo() or not has_people():
        return Finding(_("Backup: nobody real is here"))
    if made_at is None:
        return Finding(title, _("There is none. Make one every night: throughcare backup FOLDER"))
    if clock.now() - made_at > BACKUP_EVERY:
        remedy = _("The last one is of %(at)s. Look at what makes them every night.")
        return Finding(title, remedy % {"at": f"{made_at:%Y-%m-%d %H:%M} UTC"})
    return Finding(title)


def _user(number: int) -> str:
    try:
        return pwd.getpwuid(number).pw_name
    except KeyError:
        return str(number)


def _database_size() -> int:
    if connection.vendor != "postgresql":
        path = Path(connection.settings_dict["NAME"])
        return path.stat().st_size if path.exists() else 0
    return int(_asked("SELECT pg_database_size(current_database())"))


def _shown(name: str) -> str:
    return _asked(f"SHOW {name}")


def _clock_of_server() -> float:
    return float(_asked("SELECT extract(epoch FROM clock_timestamp())"))


def _asked(question: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(question)
        return str(cursor.fetchone()[0])


AT_START = ()
