"""What a data-protection officer reads of the trail, as one question in SQL.

Events of the own agency's posts, on cases that it leads, and those that name entries of its own.
No words of events; cases by number. On PostgreSQL the database asks it itself, behind the second
wall (`secondwall.helps`), of the acting officer's agency alone.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from throughcare.kernel.actor import Actor
from throughcare.kernel.behind import Question
from throughcare.kernel.clock import BEGINNING, FOREVER

PAGE = 50
NEWEST = 2**62

# {me} and {now}: who asks, and when. {named}: ids of an event that are entries, as rows `entry`.
# The rest is asked for: up to which event, which kind, post and case (none: all), between when.
QUESTION = Question(
    "overseen",
    """SELECT event.id, event.at, event.verb, event.kind, event.post_id, event.agency_id,
        event.case_id, one.reference,
        (SELECT COUNT(*) FROM ({named}) entry JOIN entries_entry owned ON owned.id = entry.id
            WHERE owned.agency_id = acting.agency_id) AS entries
    FROM audit_event event
    JOIN agencies_post acting ON acting.id = {me} AND acting.role = 'data_protection_officer'
        AND acting.from_at <= {now} AND acting.until_at > {now}
    LEFT JOIN cases_case one ON one.id = event.case_id
    WHERE event.id < {before} AND event.at >= {since} AND event.at < {until}
        AND event.kind IN ('look', 'change', 'refusal')
        AND ({kind} = '' OR event.kind = {kind})
        AND ({post} IS NULL OR event.post_id = {post})
        AND ({case} IS NULL OR event.case_id = {case})
        AND (event.agency_id = acting.agency_id OR one.lead_agency_id = acting.agency_id
            OR EXISTS (SELECT 1 FROM ({named}) entry JOIN entries_entry owned
                ON owned.id = entry.id WHERE owned.agency_id = acting.agency_id))
    ORDER BY event.id DESC LIMIT {page}""",
)
_NAMED = """SELECT replace(value, '-', '') AS id FROM json_each(event.ids)
    UNION SELECT replace(event.object_id, '-', '')"""


class Row(NamedTuple):
    """One event, as an officer reads it. `entries`: how many of the own agency's it names."""

    number: int
    at: datetime
    verb: str
    kind: str
    post_id: UUID | None
    agency_id: UUID | None
    case_id: UUID | None
    reference: str | None
    entries: int


@dataclass(frozen=True)
class Asked:
    """Which part of the trail."""

    before: int = NEWEST
    since: datetime = BEGINNING
    until: datetime = FOREVER
    kind: str = ""
    post: UUID | None = None
    case: UUID | None = None


def rows(actor: Actor, asked: Asked) -> list[Row]:
    """The latest events of that part, one page and one more."""
    found = QUESTION.ask(actor, vars(asked), {"named": _NAMED, "page": PAGE + 1})
    return [_row(*each) for each in found]


def _row(number: int, at: Any, verb: str, kind: str, *rest: Any) -> Row:
    *ids, reference, entries = rest
    post, agency, case = (each and UUID(str(each)) for each in ids)
    moment = at if isinstance(at, datetime) else datetime.fromisoformat(f"{at}+00:00")
    return Row(number, moment, verb, kind, post, agency, case, reference, entries)
