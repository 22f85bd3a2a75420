"""Which column holds what: guessed from the headings, chosen by people."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from throughcare.names import fold


@dataclass(frozen=True)
class Column:
    """Something that a referral needs or may have, and headings by which it is known."""

    name: str
    label: Promise
    headings: tuple[str, ...]


COLUMNS = (
    Column("subject", _("Of whom"), ("name", "of whom", "client", "navn", "naam", "nom")),
    Column("text", _("What it is about"), ("what", "text", "reason", "concern", "grund", "anlass",
                                           "sorge", "bekymring", "motif", "description")),
    Column("source", _("Who is worried, or asks"), ("source", "from", "who", "quelle", "kilde",
                                                    "melder", "referrer")),
    Column("told_by", _("Who said it"), ("told by", "said by", "contact", "ansprechperson")),
    Column("version", _("For the programme"), ("programme", "program", "programm")),
)  # fmt: skip
NEEDED = ("subject", "text")


def guessed(headings: Sequence[str]) -> dict[str, int]:
    """The column of each field, by its heading; fields without one are left out."""
    folded = [fold(heading) for heading in headings]
    found: dict[str, int] = {}
    for fits in (_is_it, _begins, _holds):
        for column in COLUMNS:
            places = [at for at, heading in enumerate(folded) if fits(heading, column.headings)]
            free = [at for at in places if at not in found.values()]
            if column.name not in found and free:
                found[column.name] = free[0]
    return found


def _is_it(heading: str, known: tuple[str, ...]) -> bool:
    return heading in known


def _begins(heading: str, known: tuple[str, ...]) -> bool:
    return heading.startswith(known)


def _holds(heading: str, known: tuple[str, ...]) -> bool:
    return any(word in heading.split() for word in known)
