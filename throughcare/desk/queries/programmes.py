"""The programmes of a case, as its reader sees them: where it stands, what is asked and kept."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from throughcare.cases.models import Case
from throughcare.entries.models import Entry, Kind
from throughcare.kernel.actor import Actor
from throughcare.notes import programmes, queries
from throughcare.notes.programmes import Kept, Running
from throughcare.programmes import values
from throughcare.programmes.texts.lists import Participation
from throughcare.programmes.texts.shape import ProgrammeText
from throughcare.web.words import listed


@dataclass(frozen=True)
class Fit:
    """Whom the programme is for, beside what the case says; None where nothing is said."""

    label: str
    asked: str
    is_met: bool | None


@dataclass(frozen=True)
class Time:
    """A time in a programme, with the contact it asks for and whom it is for."""

    running: Running
    kept: Kept | None
    fits: list[Fit]


def times(actor: Actor, case: Case, now: Mapping[Kind, Entry]) -> list[Time]:
    """The programmes that a case is in or was in, the newest first. One or two queries.

    `now` is what holds of the person, by kind: pathway, participation, date of birth.
    """
    found = programmes.running(queries.of_programmes(actor, case))
    since = programmes.counted_since(found, actor.at)
    held = queries.kept_contacts(actor, case, since) if since else []
    return [Time(one, programmes.kept(one, held, actor.at), _fits(one.text, now)) for one in found]


def _fits(text: ProgrammeText, now: Mapping[Kind, Entry]) -> list[Fit]:
    """What the model says of whom it takes, each beside what the case says."""
    found = [_taking_part(text, now), _legal(text, now), _age(text, now)]
    return [fit for fit in found if fit is not None]


def _taking_part(text: ProgrammeText, now: Mapping[Kind, Entry]) -> Fit | None:
    if not text.participation:
        return None
    kind = text.participation.kind
    entry = now.get(Kind.TAKING_PART)
    is_met = kind in {Participation.BOTH, entry.takingpart.terms} if entry else None
    return Fit(str(Kind.TAKING_PART.label), str(kind.label), is_met)


def _legal(text: ProgrammeText, now: Mapping[Kind, Entry]) -> Fit | None:
    if not (asked := text.eligibility.legal_status):
        return None
    entry = now.get(Kind.PATHWAY)
    is_met = entry.pathway.which in set(asked) if entry else None
    return Fit(str(Kind.PATHWAY.label), listed(one.label for one in asked), is_met)


def _age(text: ProgrammeText, now: Mapping[Kind, Entry]) -> Fit | None:
    if not (asked := values.ages(text.eligibility)):
        return None
    entry = now.get(Kind.BIRTH)
    today = programmes.today()
    is_met = programmes.is_age_taken(text.eligibility, entry.birth, today) if entry else None
    return Fit(_("Age"), asked, is_met)
