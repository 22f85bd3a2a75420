"""Compares the names and dates of birth on two cases; nothing here asks the database."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from throughcare import names
from throughcare.cases.models import Case
from throughcare.duplicates.models import Reason
from throughcare.names import fold
from throughcare.notes.models import Birth, Name
from throughcare.sharing.categories import Handling

ALIKE = 82.0  # of 100, in both directions: Ugo Lansarel and Hugo Lanzarel are, Ali and Amin are not
SURE = 97.0  # from here on also with another date of birth


@dataclass(frozen=True)
class Called:
    """The names and dates of birth on a case. NAMED entries are for their readers alone."""

    case: Case
    further: list[Name]
    born: list[Birth]

    @property
    def own(self) -> list[str]:
        """The name that every seat sees; none where the case's number stands for it."""
        called = self.case.person.display_name
        return [] if called == self.case.reference else [called]

    @property
    def keys(self) -> set[str]:
        """What all its names are found by."""
        return {key for name in self.names(is_near=True) for key in names.keys(name)}

    def names(self, *, is_near: bool) -> list[str]:
        """All names for the own agency; for others those that a whole team sees."""
        shown = [n.name for n in self.further if is_near or n.handling == Handling.TEAM]
        return list(dict.fromkeys([*self.own, *shown]))

    def births(self, *, is_near: bool) -> list[Birth]:
        """The dates of birth, likewise."""
        return [born for born in self.born if is_near or born.handling == Handling.TEAM]


@dataclass(frozen=True)
class Alike:
    """Two cases with a like name, why, and what a steward may see of each."""

    left: Case
    right: Case
    reasons: list[str]
    told: dict[str, dict[str, list[str]]]

    @property
    def is_near(self) -> bool:
        """Whether both are of one agency."""
        return self.left.lead_agency_id == self.right.lead_agency_id

    @property
    def circle(self) -> tuple[UUID | None, UUID | None]:
        """Whose steward decides: the agency whose duty post does, or else the agreement."""
        if self.is_near:
            return self.left.lead_agency_id, None
        return None, self.left.agreement_id


def compared(one: Called, other: Called) -> Alike | None:
    """The pair, if it is worth a look."""
    left, right = sorted((one, other), key=lambda known: known.case.pk)
    near = left.case.lead_agency_id == right.case.lead_agency_id
    best = max(_scores(left.names(is_near=near), right.names(is_near=near)), default=None)
    if best is None or best[0] < ALIKE:
        return None
    born = _born(left.births(is_near=near), right.births(is_near=near))
    if born == Reason.BIRTH_DIFFERS and best[0] < SURE:
        return None
    reasons = [*_of_names(best[1], best[2], left, right), *([born] if born else [])]
    told = {"left": _told(left, near), "right": _told(right, near)}
    return Alike(left.case, right.case, reasons, told)


def _scores(left: Iterable[str], right: Iterable[str]) -> Iterator[tuple[float, str, str]]:
    for one in left:
        for other in right:
            yield min(names.score(one, other), names.score(other, one)), one, other


def _of_names(one: str, other: str, left: Called, right: Called) -> Iterator[str]:
    yield Reason.SAME_NAME if fold(one) == fold(other) else Reason.LIKE_NAME
    if _is_latin(one) != _is_latin(other):
        yield Reason.SCRIPT
    if one not in left.own or other not in right.own:
        yield Reason.FURTHER


def _is_latin(name: str) -> bool:
    return all(letter < "ʰ" for letter in name if letter.isalpha())


def _born(left: list[Birth], right: list[Birth]) -> str:
    """What the dates of birth say; the most telling of them."""
    found = {_together(one, other) for one in left for other in right}
    telling = (Reason.SAME_BIRTH, Reason.BIRTH_FITS, Reason.BIRTH_DIFFERS)
    return next((reason for reason in telling if reason in found), "")


def _together(one: Birth, other: Birth) -> str:
    parts = zip(_parts(one), _parts(other), strict=True)
    if any(a and b and a != b for a, b in parts):
        return Reason.BIRTH_DIFFERS
    return Reason.SAME_BIRTH if one.day and other.day else Reason.BIRTH_FITS


def _parts(birth: Birth) -> tuple[int, int | None, int | None]:
    return birth.year, birth.month, birth.day


def _told(known: Called, near: bool) -> dict[str, list[str]]:
    born = [_date(one) for one in known.births(is_near=near)]
    return {"names": known.names(is_near=near), "born": list(dict.fromkeys(born))}


def _date(birth: Birth) -> str:
    """As far as it is known: 1998, 1998-04 or 1998-04-07."""
    if birth.month and birth.day:
        return date(birth.year, birth.month, birth.day).isoformat()
    return f"{birth.year}-{birth.month:02}" if birth.month else str(birth.year)
