"""Entries as rows of a page: the chronology's knots, headlines and feet."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from throughcare.agencies.sectors import Sector
from throughcare.cases.queries import Bylines
from throughcare.entries.models import Entry, Kind
from throughcare.kernel import clock
from throughcare.sharing.categories import Statement
from throughcare.web.words import month

ICONS = {
    Kind.CONTACT: "talk",
    Kind.NOTE: "note",
    Kind.LIFE_EVENT: "heart",
    Kind.DOCUMENT: "document",
    Kind.POINTER: "lock",
    Kind.DECISION: "scales",
    Kind.APPOINTMENT: "calendar",
    Kind.TODO: "tick-box",
    Kind.NAME: "person",
    Kind.BIRTH: "cake",
    Kind.LANGUAGE: "language",
    Kind.GENDER: "person",
    Kind.NEED: "heart",
    Kind.WAY: "phone",
    Kind.PATHWAY: "compass",
    Kind.TAKING_PART: "person-tick",
    Kind.MOTIVATION: "heart",
    Kind.IDEOLOGY: "flag",
    Kind.ATTENTION: "eye",
    Kind.OUTREACH: "talk",
    Kind.STEP: "tick-box",
    Kind.ADMISSION: "person-tick",
    Kind.PHASE: "flag",
    Kind.CONCERN: "phone",
    Kind.INFORMATION: "letter",
}
_LONGEST = 320


@dataclass(frozen=True)
class Row:
    """One entry of a chronology, ready to draw."""

    id: str
    headline: str
    text: str
    url: str
    when: datetime
    icon: str
    sector: Sector
    author: str
    agency: str
    kind_label: str
    statement_label: str
    is_own_words: bool
    tone: str
    handling: str
    month_heading: str


def rows(entries: Iterable[Entry], called: Bylines, *, headings: bool = True) -> list[Row]:
    """Rows in the order given, with a heading where a month begins.

    A contact and what was said in it are two entries; where both show, they make one row.
    """
    entries = list(entries)
    contacts = {entry.pk: entry for entry in entries if entry.kind == Kind.CONTACT}
    told = {entry.follows_id for entry in entries}
    found, last = [], ""
    for entry in entries:
        if entry.pk in contacts and entry.pk in told:
            continue
        heading = month(clock.local(entry.occurred_at)) if headings else ""
        contact = contacts.get(entry.follows_id) if entry.follows_id else None
        found.append(_row(entry, contact, called, heading if heading != last else ""))
        last = heading
    return found


def _row(entry: Entry, contact: Entry | None, called: Bylines, heading: str) -> Row:
    text = (
        entry.text
        if len(entry.text) <= _LONGEST
        else entry.text[:_LONGEST].rsplit(" ", 1)[0] + " …"
    )
    own = entry.statement == Statement.OWN
    return Row(
        id=str(entry.pk),
        headline=entry.headline,
        text=text.strip('“”" ') if own else text,
        url=reverse("entry", args=[entry.pk]),
        when=entry.occurred_at,
        icon="quote" if own and entry.kind == Kind.NOTE else ICONS[Kind((contact or entry).kind)],
        sector=entry.agency.sector_kind,
        author=called.of(entry.author, entry.case_id),
        agency=entry.agency.name,
        kind_label=contact.headline if contact else str(Kind(entry.kind).label),
        statement_label=str(Statement(entry.statement).label),
        is_own_words=own,
        tone="turning" if entry.kind == Kind.DECISION else "",
        handling=entry.handling_code,
        month_heading=heading,
    )
