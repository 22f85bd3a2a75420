"""Ways to find a name among all: our keys, trigrams in PostgreSQL, likeness with everything."""

from collections.abc import Sequence
from typing import Protocol

from django.db import connection
from rapidfuzz import fuzz, process

from benches.crowd import TABLE
from throughcare import names
from throughcare.people.models import NameKey, Person


class Finder(Protocol):
    """Finds by a name, best first, the places of those who may be meant."""

    def find(self, name: str) -> list[int]: ...


class Keys:
    """As the program does: every word shares a key with the name; then ranked by likeness."""

    def find(self, name: str) -> list[int]:
        """Through the table of keys and its index."""
        found = Person.objects.all()
        for word in names.tokens(name):
            keys = NameKey.objects.filter(key__in=names.keys(word))
            found = found.filter(pk__in=keys.values("person"))
        held = found.values_list("pk", "display_name")
        ranked = [(-names.score(name, one), pk.int) for pk, one in held]
        return [number for _, number in sorted(ranked)]


class Trigrams:
    """pg_trgm with its own threshold of 0.3, over names as written or as we fold them."""

    def __init__(self, column: str) -> None:
        self._folded = column == "folded"
        self._select = (
            f"SELECT number FROM {TABLE} WHERE {column} %% %s"
            f" ORDER BY similarity({column}, %s) DESC"
        )

    def find(self, name: str) -> list[int]:
        """Through a GIN index of trigrams."""
        asked = names.fold(name) if self._folded else name
        with connection.cursor() as cursor:
            cursor.execute(self._select, [asked, asked])
            return [number for (number,) in cursor.fetchall()]


class Everything:
    """rapidfuzz over all names as we fold them, whatever the order of their words."""

    CUTOFF = 70

    def __init__(self, stored: Sequence[str]) -> None:
        self._stored = [names.fold(name) for name in stored]

    def find(self, name: str) -> list[int]:
        """Without any index."""
        found = process.extract(
            names.fold(name),
            self._stored,
            scorer=fuzz.token_sort_ratio,
            score_cutoff=self.CUTOFF,
            limit=None,
        )
        return [number for _, _, number in found]
