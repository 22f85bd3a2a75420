"""Stops text with a classification marking before it is written anywhere."""

from collections.abc import Iterable

from django.db import models

from throughcare import markings
from throughcare.entries.models import Entry


class Marked(Exception):
    """The text bears a marking that this system does not hold. The text itself is not in here."""

    def __init__(self, found: list[markings.Marking]) -> None:
        super().__init__("marked")
        self.found = found


def stop_marked(entry: Entry, released: Iterable[str] = ()) -> None:
    """Raise `Marked` when any text of the entry bears a blocking marking that is not released."""
    stop_marked_text(_texts(entry), released)


def stop_marked_text(texts: Iterable[str], released: Iterable[str] = ()) -> None:
    """Raise `Marked` when one of the texts bears a blocking marking that is not released."""
    found = markings.blocking("\n\n".join(texts), tuple(released))
    if found:
        raise Marked(found)


def _texts(entry: Entry) -> list[str]:
    return [
        str(getattr(entry, field.attname) or "")
        for field in entry._meta.concrete_fields
        if isinstance(field, models.CharField | models.TextField) and not field.choices
    ]
