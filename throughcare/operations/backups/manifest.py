"""The first page of a backup: what it is of, and what its copy must show again."""

import json
from dataclasses import asdict, dataclass
from datetime import datetime
from importlib.metadata import version

from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.utils.translation import gettext as _

from throughcare.operations.backups.refusals import BackupRefused
from throughcare.operations.queries.facts import Facts


@dataclass(frozen=True)
class Manifest:
    """Counts, ids and digests; no content."""

    program: str  # the version that made it
    vendor: str  # sqlite or postgresql
    made_at: str  # the moment it shows, ISO 8601 in UTC
    facts: Facts

    @classmethod
    def of(cls, moment: datetime, facts: Facts) -> "Manifest":
        """Of this installation at the moment."""
        return cls(version("throughcare"), connection.vendor, moment.isoformat(), facts)

    @classmethod
    def read(cls, content: bytes) -> "Manifest":
        """As it stands in a backup."""
        found = json.loads(content)
        return cls(**{**found, "facts": Facts(**found["facts"])})

    @property
    def moment(self) -> datetime:
        """The moment that the backup shows."""
        return datetime.fromisoformat(self.made_at)

    def as_bytes(self) -> bytes:
        """As it stands in a backup."""
        return json.dumps(asdict(self), sort_keys=True).encode()

    def require_ours(self) -> None:
        """Refuse a backup of the other database, or of other tables than this program's."""
        if self.vendor != connection.vendor:
            raise BackupRefused(
                _("The backup is of %(theirs)s, and this installation uses %(ours)s.")
                % {"theirs": self.vendor, "ours": connection.vendor}
            )
        ours = {f"{app}.{name}" for app, name in MigrationLoader(None).disk_migrations}
        if ours != set(self.facts.steps):
            raise BackupRefused(
                _("The backup has the tables of version %(version)s. Restore it with that version.")
                % {"version": self.program}
            )
