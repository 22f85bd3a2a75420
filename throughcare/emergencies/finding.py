"""The one question that is asked over cases without a seat: is it this one?

By the exact reference, or by every word of a name and the whole date of birth; among cases under
an agreement that the asking agency is a party of now, and by its duty post alone. What is
AGENCY or NAMED is not searched. On PostgreSQL the database asks it itself, behind the second wall
(`secondwall.helps`), so that the pages' login cannot ask anything wider.
"""

from datetime import date
from typing import NamedTuple
from uuid import UUID

from throughcare import names
from throughcare.kernel.actor import Actor
from throughcare.kernel.behind import Question


class Found(NamedTuple):
    """A case, by id and reference."""

    case_id: UUID
    reference: str


# {me} and {now}: who asks, and when. {reference}, {word} (what a key must be), {words} (how many),
# {year}, {month}, {day}: what is asked for. An empty reference and no words find nothing.
QUESTION = Question(
    "in_emergency",
    """SELECT DISTINCT found.id, found.reference FROM cases_case found
    JOIN sharing_version version ON version.agreement_id = found.agreement_id
        AND version.in_force_since IS NOT NULL
        AND version.from_at <= {now} AND version.until_at > {now}
    JOIN sharing_party party ON party.version_id = version.id
    JOIN agencies_post acting ON acting.agency_id = party.agency_id AND acting.id = {me}
        AND acting.from_at <= {now} AND acting.until_at > {now}
    JOIN agencies_agency agency ON agency.id = acting.agency_id AND agency.duty_post_id = acting.id
    WHERE NOT EXISTS (SELECT 1 FROM sharing_version later
            WHERE later.agreement_id = version.agreement_id AND later.in_force_since IS NOT NULL
            AND later.from_at <= {now} AND (later.from_at > version.from_at
                OR (later.from_at = version.from_at AND later.number > version.number)))
        AND (found.reference = {reference} OR ({words} > 0
            AND EXISTS (SELECT 1 FROM notes_birth birth
                JOIN entries_entry known ON known.id = birth.entry_ptr_id
                WHERE known.case_id = found.id AND known.handling < 3
                AND birth.year = {year} AND birth.month = {month} AND birth.day = {day})
            AND ((SELECT COUNT(*) FROM people_namekey key
                    WHERE key.person_id = found.person_id AND key.key {word}) = {words}
                OR EXISTS (SELECT 1 FROM notes_name name
                    JOIN entries_entry other ON other.id = name.entry_ptr_id
                    WHERE other.case_id = found.id AND other.handling < 3
                    AND (SELECT COUNT(*) FROM notes_namekey key
                        WHERE key.entry_id = other.id AND key.key {word}) = {words}))))
    ORDER BY found.reference LIMIT 2""",
)


_SPELLED = {
    "word": "IN (SELECT value FROM json_each(%(words)s))",
    "words": "json_array_length(%(words)s)",
}


def find(actor: Actor, reference: str, name: str, born: date | None) -> Found | None:
    """The one case that answers; none when there are several."""
    asked = {
        "reference": "".join(reference.split()).upper(),
        "words": sorted(key for key in names.keys(name) if key.islower()) if born else [],
        "year": born and born.year,
        "month": born and born.month,
        "day": born and born.day,
    }
    found = QUESTION.ask(actor, asked, _SPELLED)
    return Found(UUID(str(found[0][0])), found[0][1]) if len(found) == 1 else None
