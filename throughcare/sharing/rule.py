"""THE rule: who sees an entry. Declared once; asked as a query, as SQL, by the database itself
on PostgreSQL, and as an explanation.

An actor sees an entry exactly when every step holds. See docs/architecture.md and
docs/decisions/0002-the-rule.md.
"""

from typing import Any

from django.utils.translation import gettext_lazy as _

from throughcare.kernel.actor import Actor
from throughcare.sharing.categories import Handling
from throughcare.sharing.terms import All, Column, Compare, Constant, Either, Listed, Param, Step

_post = Column("seat.post_id")
ACTING = Param("post", "uuid")
NOW = Param("now", "timestamptz")

RULE = (
    Step(
        "seat",
        All(
            (
                Compare(_post, "=", ACTING),
                Compare(Column("post.from_at"), "<=", NOW),
                Compare(Column("post.until_at"), ">", NOW),
                Compare(Column("seat.from_at"), "<=", NOW),
                Compare(Column("seat.until_at"), ">", NOW),
            )
        ),
        yes=_("Holds a seat on this case."),
        no=_("Holds no seat on this case at this moment."),
    ),
    Step(
        "looks_back",
        Compare(Column("seat.sees_from"), "<=", Column("entry.occurred_at")),
        yes=_("The seat reaches back far enough."),
        no=_("The entry is older than the seat reaches back."),
    ),
    Step(
        "agreement",
        All(
            (
                Compare(Column("clearance.owner_id"), "=", Column("entry.agency_id")),
                Compare(Column("clearance.sectors"), "=", Param("sectors", "bigint")),
                Compare(Column("clearance.from_at"), "<=", NOW),
                Compare(Column("clearance.until_at"), ">", NOW),
                Compare(Column("clearance.shared_before"), ">", Column("entry.shared_at")),
            )
        ),
        yes=_("Is of the agency that owns the entry, or of a party to the agreement in force."),
        no=_("No agreement in force shares this agency's entries with this seat."),
    ),
    Step(
        "wall",
        Compare(Column("entry.categories"), "apart", Column("clearance.walled")),
        yes=_("No wall stands between."),
        no=_("A wall, or a missing legal basis, stands between: never."),
    ),
    Step(
        "handling",
        Either(
            (
                All(
                    (
                        Compare(Column("entry.handling"), "<", Constant(Handling.NAMED)),
                        Compare(Column("entry.bits"), "within", Column("clearance.mask")),
                    )
                ),
                All(
                    (
                        Compare(Column("entry.handling"), "=", Constant(Handling.NAMED)),
                        Compare(Column("clearance.lists"), "=", Constant(1)),
                        Listed(),
                    )
                ),
            )
        ),
        yes=_("Is cleared for every category of the entry at its handling."),
        no=_("Is not cleared for every category of the entry at its handling."),
    ),
)

WHOLE = All(tuple(step.term for step in RULE))
# The part about seats alone: whether a case shows at all.
SEATED = RULE[0].term
# The rest of it: which entries of a case show to somebody seated.
OF_SEATED = All(tuple(step.term for step in RULE[1:]))


def params(actor: Actor) -> dict[str, Any]:
    """What an actor brings to the rule."""
    return {"post": actor.post_id, "now": actor.at, "sectors": actor.sectors}
