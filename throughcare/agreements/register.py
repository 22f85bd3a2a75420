"""The register of processing and the permission matrix, made from the configuration itself.

GDPR Article 30 and LED Article 24: who processes what of whom, for what, who receives it, and what
guards it. Of no case and no person: only what is set up here.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import connection
from django.utils.translation import gettext as _

from throughcare.agencies.models import Agency, Post
from throughcare.agencies.roles import Role
from throughcare.agreements import queries
from throughcare.agreements.queries import Content, Row
from throughcare.kernel.actor import Actor
from throughcare.sharing.categories import Category, categories_in
from throughcare.sharing.models import Version
from throughcare.web.sheets import as_csv

SIGNS = {"full": "TEAM and NEED TO KNOW", "half": "TEAM", "none": ""}


@dataclass(frozen=True)
class Register:
    """What one agency processes, and under what."""

    agency: Agency
    officers: Sequence[Post]
    own: Sequence[Row]
    contents: Sequence[Content]
    measures: Sequence[tuple[str, str]]

    @property
    def versions(self) -> list[Version]:
        """The versions of agreements that it tells of."""
        return [one.version for one in self.contents]

    @property
    def categories(self) -> list[Any]:
        """The columns of every matrix."""
        return [category.label for category in Category]


def register(actor: Actor) -> Register:
    """The register of the actor's agency, as it is set up at this moment."""
    agency, officers = queries.agency_of(actor)
    present = [one for one in queries.shelf(actor).present if one.is_open(actor.at)]
    queries.with_rows(present)
    held = ~barred(agency)
    own = {row.role: (row.team & held, row.need & held) for row in agency.own_table.all()}
    return Register(
        agency=agency,
        officers=officers,
        own=queries.rows_of(Role, own, own),
        contents=[queries.content(one) for one in present],
        measures=list(_measures()),
    )


def barred(agency: Agency) -> int:
    """What the agency may not hold at all, as bits, whatever a table or an agreement says."""
    return 0 if agency.may_hold_offences else Category.OFFENCE.bit


def _measures() -> Iterator[tuple[str, str]]:
    """What guards the data, from the settings that are in force."""
    minutes = _("%(count)s minutes")
    yield (
        _("A session without a click ends after"),
        minutes % {"count": settings.SESSION_COOKIE_AGE // 60},
    )
    yield (
        _("Sensitive acts ask for the password again after"),
        minutes % {"count": settings.STEP_UP_MINUTES},
    )
    yield _("Pages only over an encrypted connection"), _said(settings.HTTPS)
    yield (
        _("The database itself shows each reader only their own rows"),
        _said(connection.vendor == "postgresql"),
    )
    sealed = bool(settings.SEAL_KEY or settings.SEAL_PUBLIC)
    yield _("The audit trail is sealed with a key of another user"), _said(sealed)
    yield _("Witnesses keep its checkpoints"), _said(bool(settings.WITNESSES))
    yield _("Classified text is stopped before it is stored"), _said(bool(settings.MARKING_BLOCKS))


def _said(is_so: bool) -> str:
    return _("yes") if is_so else _("no")


def matrix(found: Register) -> bytes:
    """The permission matrix as CSV: a line for each source, role or sector, and category."""
    head = ("source", "version", "what", "role or sector", "category", "sees")
    return as_csv(head, _matrix(found))


def _matrix(found: Register) -> Iterator[list[Any]]:
    yield from _lines("own table", 0, "own entries", found.own)
    for category in categories_in(barred(found.agency)):
        yield ["Article 10 GDPR", "", "the whole agency", "", category.code, "never"]
    for one in found.contents:
        name, number = one.version.agreement.name, one.version.number
        yield from _lines(name, number, "entries of other parties", one.roles)
        yield from _lines(name, number, "in an emergency", one.emergencies)
        yield from _lines(name, number, "wall", one.walls)


def _lines(source: str, number: int, what: str, rows: Sequence[Row]) -> Iterator[list[Any]]:
    for row in rows:
        for category, sign in zip(Category, row.signs, strict=True):
            said = {"wall": "never"}.get(sign, SIGNS.get(sign, ""))
            yield [source, number or "", what, row.code, category.code, said]
