"""Logging a contact, and putting any other first kind on the record."""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from throughcare.cases.models import Case
from throughcare.entries.actions import texts
from throughcare.entries.models import Entry, Kind, Whose
from throughcare.kernel.actor import Actor
from throughcare.notes.models import Contact, How, Name, Outcome
from throughcare.sharing.categories import Category, Handling, Statement


@dataclass(frozen=True)
class LabelChoice:
    """The label that the writer chose for the words of an entry."""

    categories: int
    handling: int
    named: tuple[uuid.UUID, ...] = ()
    why_needed: str = ""

    @property
    def fields(self) -> dict[str, Any]:
        """The label as an entry's fields."""
        return {
            "categories": self.categories,
            "handling": self.handling,
            "why_needed": self.why_needed,
        }


@transaction.atomic
def contact(
    actor: Actor,
    case: Case,
    *,
    occurred_at: datetime,
    how: str,
    outcome: str = Outcome.KEPT,
    place: str = "",
    present: str = "",
    interpreter: str = "",
    minutes: int | None = None,
    headline: str = "",
    text: str = "",
    label: LabelChoice | None = None,
    statement: str = Statement.FACT,
    grading: str = "",
    whose: str = Whose.PERSON,
    basis: str = "",
    released: Iterable[str] = (),
    release_reason: str = "",
) -> Entry:
    """Log that a contact took place or was missed, and what was said as an entry of its own."""
    release: dict[str, Any] = {"released": released, "release_reason": release_reason}
    took_place = _took_place(case, occurred_at, how, outcome)
    took_place.place, took_place.present = place, present
    took_place.interpreter, took_place.minutes = interpreter, minutes
    texts.write(actor, took_place, **release)
    if label is None or not (text.strip() or headline.strip()):
        return took_place
    weighed = {"statement": statement, "grading": grading, "whose": whose, "basis": basis}
    said = _said(took_place, headline, text, label, weighed)
    return texts.write(actor, said, named=label.named, **release)


@transaction.atomic
def add(
    actor: Actor,
    entry: Entry,
    *,
    named: Iterable[uuid.UUID] = (),
    released: Iterable[str] = (),
    release_reason: str = "",
) -> Entry:
    """Put an entry of any kind on the record; a name gets its search keys."""
    texts.write(actor, entry, named=named, released=released, release_reason=release_reason)
    if isinstance(entry, Name):
        entry.write_keys()
    return entry


@transaction.atomic
def correct(
    actor: Actor,
    entry: Entry,
    *,
    version: int,
    reason: str,
    fields: Mapping[str, Any],
    released: Iterable[str] = (),
    release_reason: str = "",
) -> Entry:
    """Correct an entry of any kind; a name gets its search keys anew."""
    corrected = texts.correct(
        actor,
        entry,
        version=version,
        reason=reason,
        released=released,
        release_reason=release_reason,
        fields=fields,
    )
    if isinstance(corrected, Name):
        corrected.write_keys()
    return corrected


def _took_place(case: Case, occurred_at: datetime, how: str, outcome: str) -> Contact:
    """That it took place or was missed: for the whole team, with nothing of what was said."""
    return Contact(
        case=case,
        kind=Kind.CONTACT,
        categories=Category.CONTACT.bit,
        handling=Handling.TEAM,
        occurred_at=occurred_at,
        headline=_headline(how, outcome),
        how=how,
        outcome=outcome,
    )


def _said(
    contact: Contact, headline: str, text: str, label: LabelChoice, weighed: dict[str, str]
) -> Entry:
    """What was said, under the label that its writer chose."""
    return Entry(
        case=contact.case,
        kind=Kind.NOTE,
        occurred_at=contact.occurred_at,
        headline=headline or contact.headline,
        text=text,
        follows=contact,
        **label.fields,
        **weighed,
    )


def _headline(how: str, outcome: str) -> str:
    """Words for a contact that nobody gave a headline."""
    words = str(How(how).label)
    if outcome == Outcome.MISSED:
        return _("%(how)s: did not take place") % {"how": words}
    return words
