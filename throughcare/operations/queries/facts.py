"""What must be the same in a database and in its copy: rows, heads of lanes, files, who sees what.

Counts and ids, never content: a backup's manifest holds them, and a restored copy is compared.
"""

import hashlib
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from throughcare.agencies.acting import act_as
from throughcare.agencies.models import Post
from throughcare.audit.models import Lane
from throughcare.entries import policy as entries
from throughcare.files.models import StoredFile

READERS = 40  # posts whose visible entries are compared; ids are random, so the first are a sample


@dataclass(frozen=True)
class Facts:
    """A database in numbers and digests."""

    steps: list[str]  # migrations, as "app.name"
    tables: dict[str, int]  # rows of each table
    lanes: dict[str, list[Any]]  # events and head of each lane
    files: dict[str, str]  # SHA-256 of each stored file by its name on the disk
    readers: dict[str, list[Any]]  # how many entries each post of the sample sees, and their digest

    def differences(self, other: "Facts") -> list[str]:
        """What is not the same in the other, in words that name no content."""
        found = []
        for part, mine in asdict(self).items():
            theirs = getattr(other, part)
            if isinstance(mine, list):
                mine, theirs = dict.fromkeys(mine), dict.fromkeys(theirs)  # noqa: PLW2901
            names = sorted(n for n in mine.keys() | theirs.keys() if not _same(n, mine, theirs))
            found += [f"{part}: {name}" for name in names]
        return found


def facts(moment: datetime) -> Facts:
    """What is so in this database now; who sees what is asked for the moment."""
    lanes = Lane.objects.order_by("pk").values_list("pk", "sequence", "head")
    return Facts(
        steps=_steps(),
        tables=_rows_of_tables(),
        lanes={str(pk): [sequence, bytes(head).hex()] for pk, sequence, head in lanes},
        files=dict(StoredFile.objects.values_list("storage_name", "sha256")),
        readers=_readers(moment),
    )


def _steps() -> list[str]:
    applied = MigrationRecorder(connection).applied_migrations()
    return sorted(f"{app}.{name}" for app, name in applied)


def _rows_of_tables() -> dict[str, int]:
    quoted = {
        name: connection.ops.quote_name(name) for name in connection.introspection.table_names()
    }
    counts = {}
    with connection.cursor() as cursor:
        for name, table in quoted.items():
            cursor.execute(f"SELECT COUNT(*) FROM {table}")  # noqa: S608 (names of our own tables)
            counts[name] = cursor.fetchone()[0]
    return counts


def _readers(moment: datetime) -> dict[str, list[Any]]:
    posts = Post.objects.in_force(moment).filter(seats__isnull=False).distinct()
    sample = posts.select_related("human", "agency").order_by("pk")[:READERS]
    return {str(post.pk): _seen_by(post, moment) for post in sample}


def _seen_by(post: Post, moment: datetime) -> list[Any]:
    seen = entries.visible_to(act_as(post, moment)).order_by("pk").values_list("pk", flat=True)
    ids = [pk.hex for pk in seen]
    return [len(ids), hashlib.sha256("".join(ids).encode()).hexdigest()]


def _same(name: str, mine: dict[str, Any], theirs: dict[str, Any]) -> bool:
    return name in mine and name in theirs and mine[name] == theirs[name]
