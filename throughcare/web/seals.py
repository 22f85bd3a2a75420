"""What must hold of sealing: who owns key and witness, that it runs, that no witness disagrees.

Whoever serves, or owns the database, could otherwise rewrite the trail and sign it, or take the
witness's memory. Where everybody is invented this is said, and is no error.
"""

from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from throughcare.audit.sealing import answers, leaves, standing, witnesses
from throughcare.audit.sealing.checkpoints import NoCheckpoint
from throughcare.audit.sealing.witnesses import Folder
from throughcare.kernel import clock
from throughcare.web import health
from throughcare.web.finding import Finding, finding

LATE = timedelta(minutes=15)
"""How old an event may grow unsealed: three times what the sealing takes its time for."""

MANY = 1000
"""How many may wait where it cannot be read since when: twice what the sealing waits for."""


def findings() -> list[Finding]:
    """What the doctor looks at, in order."""
    if not health.has_tables():
        return []
    try:
        witnesses.configured()
    except ImproperlyConfigured as error:
        return [key(), Finding(_("Witnesses"), str(error)), running()]
    return [key(), witness_owners(), running(), agreement()]


def key() -> Finding:
    """The sealing key is named and belongs to somebody else."""
    title = _("Sealing key belongs to another user")
    file = settings.SEAL_KEY
    if file is None and settings.SEAL_PUBLIC is not None:
        return Finding(title, note=_("It lies on another machine."))
    if file is None or not _is_there(file):
        return _lacking(title, _("Set THROUGHCARE_SEAL_KEY and run throughcare audit key new."))
    remedy = _("%(file)s must lie outside the data folder and belong to another user.")
    return finding(title, not _is_ours(file), remedy % {"file": file})


def witness_owners() -> Finding:
    """There is a witness, and no witness's folder belongs to whoever serves."""
    title = _("Witnesses belong to others")
    named = witnesses.configured()
    if not named:
        return _lacking(title, _("Name at least one in THROUGHCARE_WITNESSES."))
    ours = [one.name for one in named if isinstance(one, Folder) and _is_ours(one.path)]
    remedy = _("%(names)s must lie outside the data folder and belong to another user.")
    return finding(title, not ours, remedy % {"names": ", ".join(ours)})


def running() -> Finding:
    """Nothing waits long to be sealed."""
    title = _("Trail is sealed")
    try:
        window = standing.unsealed()
    except (leaves.Broken, NoCheckpoint) as error:
        return Finding(title, _("%(error)s Run throughcare audit verify.") % {"error": error})
    is_old = window.since is not None and clock.now() - window.since >= LATE
    if not is_old and window.events < MANY:
        return Finding(title)
    words = _("%(events)s events wait since %(since)s. Run throughcare audit seal by a timer.")
    since = f"{window.since:%F %R} UTC" if window.since else _("a moment that is not shown here")
    return _lacking(title, words % {"events": window.events, "since": since})


def agreement() -> Finding:
    """No witness knows a longer or another log; one out of reach is told and stops nothing."""
    title = _("Witnesses know no other trail")
    asked = answers.ask_all()
    if against := [one.witness.name for one in asked if one.standing.is_conflict]:
        words = _(
            "%(names)s knows checkpoints that are not here: the trail was cut off, rewritten or"
            " restored. Run throughcare audit verify."
        )
        return Finding(title, words % {"names": ", ".join(against)})
    silent = [f"{one.witness.name} ({one.trouble})" for one in asked if one.trouble]
    note = _("Out of reach: %(names)s.") % {"names": ", ".join(silent)} if silent else ""
    return Finding(title, note=note)


def _lacking(title: str, words: str) -> Finding:
    """An error, unless everybody is invented."""
    if import_string(settings.EVERYBODY_IS_INVENTED)():
        return Finding(
            title, note=_("Not so, and no error in a demo. %(words)s") % {"words": words}
        )
    return Finding(title, words)


def _is_ours(path: Path) -> bool:
    """Whether it lies in the data folder, or it or its folder belongs to the data's owner."""
    if path.resolve().is_relative_to(settings.DATA_DIR):
        return True
    owners = {_owner(settings.DATA_DIR), _owner(settings.SQLITE_PATH)} - {None}
    return not owners.isdisjoint({_owner(path), _owner(path.parent)})


def _is_there(path: Path) -> bool:
    """Also when we may not look."""
    try:
        return path.exists()
    except PermissionError:
        return True


def _owner(path: Path) -> int | None:
    """The user's number, or None where nothing is or we may not look."""
    try:
        return path.stat().st_uid
    except OSError:
        return None


AT_START = (agreement,)
