"""Parts of a programme's text that come in lists, and smaller groups."""

from typing import Annotated

from django.utils.translation import gettext_lazy as _
from pydantic import Field

from throughcare.agencies.roles import Role
from throughcare.agencies.sectors import Sector
from throughcare.programmes.texts.fields import Key, Line, Part, Words, field, one_of, schema_of
from throughcare.programmes.texts.lists import Answer, Ending, Per
from throughcare.sharing.categories import Category

ALL = "all"
AGENCIES = (ALL, *Sector.values)
CATEGORIES = (ALL, *(category.code for category in Category))
AgencyKind = Annotated[str, one_of(AGENCIES), schema_of(AGENCIES)]
CategoryCode = Annotated[str, one_of(CATEGORIES), schema_of(CATEGORIES)]
Count = Annotated[int, Field(ge=0, le=1000)]


class Keyed(Part):
    """Something that other parts of the file name by its key."""

    key: Key = field(_("Key"), "Its short name in this file.")
    name: Line = field(_("Name"), "What people call it.")


class LegalGround(Part):
    """Something that participation rests on."""

    name: Line = field(_("Ground"), "In a few words: consent, condition of release.")
    law: Words | None = field(_("Law"), "Article or section, in words.", None)
    decided_by: Line | None = field(_("Decided by"), "Who decides that it applies.", None)


class Contact(Part):
    """How much contact a phase asks for, at least."""

    times: Count | None = field(_("Contacts, at least"), "A number.", None, extra=True)
    hours: Count | None = field(_("Hours, at least"), "A number.", None, extra=True)
    hours_most: Count | None = field(_("Hours, at most"), "A number.", None, extra=True)
    per: Per | None = field(_("Counted"), "day, week, month or phase.", None, extra=True)
    words: Words | None = field(_("In words"), "Where numbers do not tell.", None, extra=True)


class Phase(Keyed):
    """A stretch of the way, with how one comes in and goes on."""

    aim: Words | None = field(_("Aim"), "What it is for.", None)
    entry: list[Words] = field(_("Begins when"), "Rules, each met or not.", [])
    exit: list[Words] = field(_("Ends when"), "Rules, each met or not.", [])
    contact: Contact | None = field(_("Contact"), "How much, at least.", None)
    weeks_least: Count | None = field(_("Weeks, at least"), "A number.", None, extra=True)
    weeks_most: Count | None = field(_("Weeks, at most"), "A number.", None)
    review_weeks: Count | None = field(_("Reviewed every (weeks)"), "A number.", None)
    content: list[Words] = field(_("What is done"), "Elements of this phase.", [], extra=True)
    begins: Answer | None = field(
        _("A way may begin here"), "yes, beside the first phase.", None, extra=True
    )
    leads_to: list[Key] = field(
        _("Leads to"), "Keys of phases and exits; without it, the next phase.", [], extra=True
    )


class Exit(Keyed):
    """A way out."""

    kind: Ending = field(_("How"), "How the time in the programme ends.")
    words: Words | None = field(_("In words"), "When it comes to this.", None, extra=True)
    at_any_time: Answer | None = field(
        _("From every phase"), "yes, when every phase leads here.", None, extra=True
    )


class RoleText(Keyed):
    """Somebody's part in the work."""

    role: Role | None = field(_("Role in this program"), "Its code.", None, extra=True)
    least: Count | None = field(_("At least"), "How many of them on a case.", None, extra=True)
    most: Count | None = field(_("At most"), "How many of them on a case.", None, extra=True)
    caseload: Count | None = field(_("Cases at most"), "That one of them has at a time.", None)
    training: list[Words] = field(_("Training"), "What they are trained for.", [])
    tasks: list[Words] = field(_("Tasks"), "What they do.", [], extra=True)


class Meeting(Part):
    """People who meet about the work."""

    name: Line = field(_("Name"), "What it is called.")
    what: Words | None = field(_("What for"), "What it decides.", None)
    how_often: Line | None = field(_("How often"), "In words.", None)
    who: list[Key] = field(_("Who"), "Keys of roles.", [], extra=True)
    others: list[Line] = field(_("Also"), "Who else is there.", [], extra=True)
    chair: Line | None = field(_("Chair"), "Who leads it.", None)


class Report(Part):
    """What is told to whom while it goes on."""

    to: Line = field(_("To"), "Who is told.")
    what: Words | None = field(_("What"), "What they are told.", None)
    how_often: Line | None = field(_("How often"), "In words.", None)
    person_sees_first: Answer | None = field(_("The person sees it first"), "yes or no.", None)
    person_comments: Answer | None = field(_("The person may comment"), "yes or no.", None)


class Breach(Part):
    """What it means when somebody does not keep to what was agreed or ordered."""

    applies: Answer | None = field(_("Is there a breach?"), "no, where all is voluntary.", None)
    what: Words | None = field(_("What it means"), "In words.", None)
    steps: list[Words] = field(_("Steps"), "In their order.", [])
    decided_by: Line | None = field(_("Who decides"), "Never the program.", None)


class FollowUp(Part):
    """Something that comes after the end."""

    what: Words = field(_("What"), "What is done.")
    after_months: Count | None = field(_("Months after the end"), "A number.", None)
    by: Line | None = field(_("By"), "Who does it.", None)


class Retention(Part):
    """How long records are kept."""

    months: Count | None = field(_("Months"), "After the end.", None)
    on_request: Answer | None = field(_("Destroyed when the person asks"), "yes or no.", None)
    words: list[Words] = field(_("In words"), "What else there is to say.", [], extra=True)


class WallText(Part):
    """A sector that must never see content, whatever else is agreed."""

    sector: Sector = field(_("Sector"), "Its code.")
    categories: list[CategoryCode] = field(_("Never sees"), "all, or codes.")
    unless: Words | None = field(_("But for"), "The narrow exception.", None, extra=True)


class Leaving(Part):
    """Something that may leave the programme."""

    what: Words = field(_("What"), "What may be told.")
    to: Line = field(_("To"), "Who may be told.")
    when: Words | None = field(_("When"), "In which case.", None)
    person_agrees: Answer | None = field(_("Only if the person agrees"), "yes or no.", None)


class Source(Part):
    """Where something is read."""

    key: Key = field(_("Key"), "Its short name in this file.")
    title: Line = field(_("Title"), "What it is, in your own words where it has no title.")
    by: Line | None = field(_("By"), "Who wrote it.", None, extra=True)
    year: Line | None = field(
        _("Year"), "When it was written, as far as is known.", None, extra=True
    )
    address: Line | None = field(_("Address"), "Where it is found.", None, extra=True)
    note: Words | None = field(_("Note"), "What to bear in mind.", None, extra=True)
