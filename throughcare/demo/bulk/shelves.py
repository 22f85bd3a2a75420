"""The tables that a batch of cases fills, each with its rows so far."""

from dataclasses import dataclass, field
from typing import Any

from throughcare.audit.actions import Draft
from throughcare.cases.models import Case, Responsibility, Seat
from throughcare.demo.bulk.tables import Table
from throughcare.entries.models import Entry, Reader
from throughcare.notes.models import (
    Appointment,
    Contact,
    Decision,
    Language,
    LifeEvent,
    Name,
    Todo,
    Way,
)
from throughcare.notes.models import NameKey as EntryNameKey
from throughcare.people.models import NameKey, Person

# fmt: off
# Parents before children: foreign keys hold at every moment on PostgreSQL's COPY.
TABLES = {
    "person": Table(Person, "id", "display_name", "version"),
    "namekey": Table(NameKey, "person_id", "key"),
    "case": Table(
        Case, "id", "reference", "kind", "person_id", "lead_agency_id", "agreement_id",
        "opened_at", "closed_at", "version",
    ),
    "seat": Table(
        Seat, "id", "case_id", "post_id", "key_id", "role", "tasks", "purpose", "ground",
        "from_at", "until_at", "sees_from", "is_discreet",
    ),
    "responsibility": Table(Responsibility, "case_id", "post_id", "from_at", "until_at"),
    "entry": Table(
        Entry, "id", "case_id", "kind", "agency_id", "author_id", "categories", "handling", "bits",
        "why_needed", "statement", "grading", "occurred_at", "recorded_at", "shared_at", "regime",
        "basis", "whose", "keep_until", "headline", "folded", "text", "follows_id", "version",
    ),
    "reader": Table(Reader, "entry_id", "seat_id"),
    "contact": Table(
        Contact, "entry_ptr_id", "how", "outcome", "place", "present", "interpreter", "minutes"
    ),
    "life_event": Table(LifeEvent, "entry_ptr_id", "what", "is_setback"),
    "decision": Table(Decision, "entry_ptr_id", "decided_by", "reason", "dissent"),
    "appointment": Table(Appointment, "entry_ptr_id", "place", "for_post_id", "state"),
    "todo": Table(Todo, "entry_ptr_id", "for_post_id", "due_on", "done_at"),
    "name": Table(Name, "entry_ptr_id", "name", "use"),
    "entry_namekey": Table(EntryNameKey, "entry_id", "key"),
    "language": Table(Language, "entry_ptr_id", "code", "needs_interpreter"),
    "way": Table(Way, "entry_ptr_id", "channel", "value", "is_safe", "when_safe"),
}
# fmt: on


@dataclass
class Batch:
    """The rows of some cases, by table, and their events."""

    rows: dict[str, list[tuple[Any, ...]]] = field(
        default_factory=lambda: {name: [] for name in TABLES}
    )
    events: list[Draft] = field(default_factory=list)

    def pour(self) -> None:
        """Insert everything, table by table, in the caller's transaction."""
        for name, table in TABLES.items():
            table.pour(self.rows[name])
