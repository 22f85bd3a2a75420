"""What an entry is about (categories) and how widely it may go (handling), as bits.

A mask holds, for one seat and one owner agency, the team bit and the need-to-know bit of each
category: bits 0-30 team, bits 31-61 need to know, bit 62 the owner's own (AGENCY).
An entry's bits are those that a mask must hold; the entry is cleared when `bits & ~mask == 0`.
"""

from collections.abc import Iterable
from enum import IntEnum
from typing import Any

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _

WIDTH = 31
NEED_SHIFT = 1 << WIDTH
AGENCY_BIT = 1 << (2 * WIDTH)
NEVER_BITS = (1 << 63) - 1  # no mask holds these: NAMED entries are opened by their list alone


class Category(IntEnum):
    """What an entry is about. The value is the position of its bit."""

    IDENTITY = 0
    CONTACT = 1
    DAILY_LIFE = 2
    FAMILY = 3
    WORK = 4
    OFFENCE = 5
    COMPLIANCE = 6
    SAFETY = 7
    MOTIVATION = 8
    IDEOLOGY = 9
    PSYCHOLOGICAL = 10
    HEALTH = 11
    RELIGION = 12
    COUNSELLING = 13
    VICTIM = 14

    @property
    def bit(self) -> int:
        """This category's bit in a set of categories."""
        return 1 << self.value

    @property
    def label(self) -> Any:
        """The category's name in words."""
        return _LABELS[self]

    @property
    def code(self) -> str:
        """The category's name in forms and files: `work`."""
        return self.name.lower()


_LABELS = {
    Category.IDENTITY: _("Identity"),
    Category.CONTACT: _("Contact"),
    Category.DAILY_LIFE: _("Daily life"),
    Category.FAMILY: _("Family"),
    Category.WORK: _("Work and schooling"),
    Category.OFFENCE: _("Offence and sentence"),
    Category.COMPLIANCE: _("Compliance"),
    Category.SAFETY: _("Safety"),
    Category.MOTIVATION: _("Motivation"),
    Category.IDEOLOGY: _("Ideology"),
    Category.PSYCHOLOGICAL: _("Psychological"),
    Category.HEALTH: _("Health"),
    Category.RELIGION: _("Religion"),
    Category.COUNSELLING: _("Counselling talk"),
    Category.VICTIM: _("Victim"),
}

ALL = (1 << len(Category)) - 1
# Shown to the professions that the own table names, and to nobody else in the agency.
PROTECTED = frozenset(
    {
        Category.PSYCHOLOGICAL,
        Category.HEALTH,
        Category.RELIGION,
        Category.COUNSELLING,
        Category.VICTIM,
    }
)
# Need to know by default, with a line "why needed".
NEED_TO_KNOW_BY_DEFAULT = frozenset(
    {Category.IDEOLOGY, Category.RELIGION, Category.HEALTH, Category.PSYCHOLOGICAL}
)


class Handling(IntegerChoices):
    """How widely an entry may go, from the widest circle to the narrowest."""

    TEAM = 1, _("TEAM")
    NEED_TO_KNOW = 2, _("NEED TO KNOW")
    AGENCY = 3, _("AGENCY")
    NAMED = 4, _("NAMED")

    @property
    def code(self) -> str:
        """The handling's name in forms and style sheets: `need_to_know`."""
        return self.name.lower()

    @property
    def tlp(self) -> str:
        """The counterpart in TLP 2.0."""
        return _TLP[self]


_TLP = {
    Handling.TEAM: "GREEN",
    Handling.NEED_TO_KNOW: "AMBER",
    Handling.AGENCY: "AMBER+STRICT",
    Handling.NAMED: "RED",
}


class Statement(TextChoices):
    """Who says so, and as what (LED Art. 7)."""

    FACT = "fact", _("Fact")
    ASSESSMENT = "assessment", _("Professional assessment")
    REPORTED = "reported", _("Reported by others")
    OWN = "own", _("The person's own account")


def bits_of(categories: Iterable[Category]) -> int:
    """The set of categories as bits."""
    total = 0
    for category in categories:
        total |= category.bit
    return total


def categories_in(bits: int) -> list[Category]:
    """The categories of a set of bits, in their order."""
    return [category for category in Category if bits & category.bit]


def entry_bits(categories: int, handling: int) -> int:
    """The bits that a mask must hold to clear an entry."""
    match handling:
        case Handling.TEAM:
            return categories
        case Handling.NEED_TO_KNOW:
            return categories * NEED_SHIFT
        case Handling.AGENCY:
            return categories * NEED_SHIFT + AGENCY_BIT
    return NEVER_BITS


def mask_of(team: int, need: int, *, own: bool = False) -> int:
    """A mask from its two halves; `own` adds the AGENCY bit."""
    return team | need * NEED_SHIFT | (AGENCY_BIT if own else 0)


def team_half(mask: int) -> int:
    """The categories a mask clears at TEAM."""
    return mask & (NEED_SHIFT - 1)


def need_half(mask: int) -> int:
    """The categories a mask clears at NEED TO KNOW."""
    return (mask >> WIDTH) & (NEED_SHIFT - 1)


def widens(before: tuple[int, int], after: tuple[int, int]) -> bool:
    """Whether a label (categories, handling) lets through somebody whom the earlier one stopped.

    A mask that holds a need-to-know bit holds the team bit too. NAMED lists are compared by the
    caller: leaving NAMED widens, coming to NAMED is judged by the list.
    """
    if before[1] == Handling.NAMED or after[1] == Handling.NAMED:
        return after[1] != Handling.NAMED
    return _demanded(*before) & ~_demanded(*after) != 0


def _demanded(categories: int, handling: int) -> int:
    bits = entry_bits(categories, handling)
    return bits | categories if handling != Handling.TEAM else bits
