"""Leaks in the rule itself: each time one of its terms is forgotten."""

from proofs.canaries.leaks.planting import Leak, Planted, swap, together
from throughcare.sharing.rule import SEATED, WHOLE
from throughcare.sharing.terms import All, Compare, Either, Listed, Term

ALWAYS = All(())
SHOWN = ("entry", "chronology", "case")


def without(term: Term, column: str, operator: str = "") -> Term:
    """The term, with what it asks of a column forgotten; `listed` forgets the list."""
    match term:
        case Compare(left, sign, _):
            return ALWAYS if left.name == column and operator in ("", sign) else term
        case Listed():
            return ALWAYS if column == "listed" else term
        case All(terms):
            return All(tuple(without(each, column, operator) for each in terms))
        case Either(terms):
            return Either(tuple(without(each, column, operator) for each in terms))


def _rule(column: str, operator: str = "") -> Planted:
    return swap("entries.policy:WHOLE", without(WHOLE, column, operator))


def _seats(column: str, operator: str = "") -> Planted:
    return swap("cases.policy:SEATED", without(SEATED, column, operator))


# What the look asks once more as it is committed, forgotten: a second fault.
NO_SECOND_LOOK = swap("entries.looks:_still_seated", lambda case_ids: lambda actor: None)

RULES = (
    Leak("the seat of any post counts", SHOWN, _rule("seat.post_id")),
    Leak("a seat is for ever", ("search",), together(_rule("seat.until_at"), NO_SECOND_LOOK)),
    Leak(
        "a seat counts before it begins",
        ("search",),
        together(_rule("seat.from_at"), NO_SECOND_LOOK),
    ),
    Leak("a seat reaches back without end", SHOWN, _rule("seat.sees_from")),
    Leak("clearance for one owner opens all", SHOWN, _rule("clearance.owner_id")),
    Leak("another job's wall is forgotten", SHOWN, _rule("clearance.sectors")),
    Leak("an agreement is for ever", SHOWN, _rule("clearance.until_at")),
    Leak("a wind-down opens what is new", SHOWN, _rule("clearance.shared_before")),
    Leak("no category needs a clearance", SHOWN, _rule("entry.bits")),
    Leak("the list of NAMED is not asked", SHOWN, _rule("listed")),
    Leak(
        "every post holds every seat",
        ("case", "caseload", "team"),
        together(_seats("seat.post_id"), NO_SECOND_LOOK),
    ),
    Leak("who left sees the case", ("case", "team", "caseload"), _seats("seat.until_at")),
    Leak("who will come sees the case", ("case", "team", "caseload"), _seats("seat.from_at")),
)
