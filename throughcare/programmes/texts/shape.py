"""The typed models that a programme's text is read through."""

from typing import Annotated

from django.utils.translation import gettext_lazy as _
from pydantic import Field

from throughcare.programmes.texts.fields import Key, Line, Part, Words, field
from throughcare.programmes.texts.lists import (
    Answer,
    Kind,
    LegalStatus,
    Movement,
    Participation,
    Way,
)
from throughcare.programmes.texts.parts import (
    AgencyKind,
    Breach,
    Exit,
    FollowUp,
    Leaving,
    LegalGround,
    Meeting,
    Phase,
    Report,
    Retention,
    RoleText,
    Source,
    WallText,
)

FORMAT = 1
"""The format that this version of the program writes; it only ever grows."""


class About(Part):
    """Who runs it, where, since when."""

    countries: list[Annotated[str, Field(pattern=r"^[A-Z]{2}$")]] = field(
        _("Countries"), "Two-letter codes, such as DE.", []
    )
    lead: Line | None = field(_("Run by"), "The body that answers for the programme.", None)
    partners: list[Line] = field(_("With"), "Bodies that take part.", [], extra=True)
    paid_by: Line | None = field(_("Paid by"), "Who pays for it.", None)
    since: Line | None = field(_("Since"), "The year in which it began.", None)
    until: Line | None = field(_("Until"), "The year in which it ended.", None, extra=True)
    later: Words | None = field(_("What came after"), "What it has become.", None, extra=True)
    languages: list[Line] = field(_("Languages"), "In which people are served.", [], extra=True)
    scale: list[Words] = field(_("How many"), "Figures, each with its years.", [], extra=True)


class Taking(Part):
    """Whether people decide themselves to take part, and on what ground."""

    kind: Participation = field(_("Taking part is"), "voluntary, mandatory or both.")
    grounds: list[LegalGround] = field(_("Legal grounds"), "What taking part rests on.", [])
    consent: Words | None = field(_("Consent"), "What the person agrees to, and when.", None)


class Eligibility(Part):
    """For whom it is."""

    people: list[Words] = field(_("For"), "For whom, in words.", [])
    age_from: int | None = field(_("Youngest age"), "In years.", None, ge=0, le=120)
    age_to: int | None = field(_("Oldest age"), "In years.", None, extra=True, ge=0, le=120)
    legal_status: list[LegalStatus] = field(_("Legal status"), "Any of these.", [])
    movements: list[Movement] = field(_("Forms of extremism"), "any, or a list.", [])


class Referral(Part):
    """How somebody comes in."""

    person: Answer | None = field(_("The person themselves"), "Whether they may turn to it.", None)
    family: Answer | None = field(_("Family and friends"), "Whether they may refer.", None)
    anyone: Answer | None = field(_("Anyone worried"), "Whether anybody may refer.", None)
    without_name: Answer | None = field(
        _("Without giving a name"), "Whether a first talk needs no name.", None
    )
    agencies: list[AgencyKind] = field(_("Agencies"), "Sectors that may refer, or all.", [])
    entry_points: list[Words] = field(_("Where people come in"), "In words.", [])
    decided_by: Line | None = field(_("Who takes people on"), "Who decides on admission.", None)


class Approach(Part):
    """How it works."""

    ways: list[Way] = field(_("Approach"), "Any of these.", [])
    words: list[Words] = field(_("In words"), "What is characteristic of it.", [])
    tools: list[Words] = field(_("Instruments and forms"), "What is used.", [], extra=True)


class Training(Part):
    """What a training model teaches; not used by the others."""

    audience: list[Words] = field(_("For whom"), "Which staff.", [])
    hours: int | None = field(_("Hours"), "Of teaching, altogether.", None, ge=1, le=5000)
    methods: list[Words] = field(_("How it is taught"), "Courses, seminars, practice.", [])
    leads_to: list[Words] = field(_("What it enables to do"), "Tasks that need it.", [])
    certificate: Line | None = field(_("Certificate"), "What is given at the end.", None)
    valid_months: int | None = field(
        _("Valid for, in months"), "Until renewed.", None, ge=1, le=600
    )


class ProgrammeText(Part):
    """A programme model as its file says it."""

    format: int = field(_("Format"), f"{FORMAT}.", ge=FORMAT, le=FORMAT)
    key: Key = field(_("Key"), "Its short name in small letters, like back-on-track.")
    title: Line = field(_("Title"), "Its name, as people say it.")
    language: Annotated[str, Field(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")] = field(
        _("Language of this text"), "A language code, such as en."
    )
    kind: Kind = field(_("Kind"), "case, family, conference or training.")
    summary: Words = field(_("In short"), "Two or three sentences.")
    searched: Answer | None = field(
        _("Searched"),
        "yes: what is not written here was looked for, and the sources do not say.",
        None,
        extra=True,
    )
    participation: Taking | None = field(_("Participation"), "Voluntary or not.", None)
    eligibility: Eligibility = field(_("For whom"), "Who can take part.", Eligibility())
    exclusions: list[Words] = field(_("Not for"), "Who cannot take part.", [])
    referral: Referral = field(_("Ways in"), "Who may refer, and where.", Referral())
    approach: Approach = field(_("Approach"), "How it works.", Approach())
    training: Training = field(_("Training"), "For training models.", Training())
    phases: list[Phase] = field(_("Phases"), "In their order.", [])
    exits: list[Exit] = field(_("How it ends"), "Each way out.", [])
    follow_up: list[FollowUp] = field(_("Follow-up"), "What comes after the end.", [])
    roles: list[RoleText] = field(_("Roles"), "Who does what.", [])
    meetings: list[Meeting] = field(_("Meetings"), "Who meets, how often.", [])
    reporting: list[Report] = field(_("Reporting"), "Who is told what.", [])
    breach: Breach = field(_("When somebody does not keep to it"), "What follows.", Breach())
    walls: list[WallText] = field(_("Who must never see content"), "By sector.", [])
    leaves: list[Leaving] = field(_("What may leave the programme"), "Anything else stays.", [])
    retention: Retention = field(_("How long records are kept"), "And then.", Retention())
    about: About = field(_("About"), "Who runs it, where, since when.", About())
    notes: list[Words] = field(_("Notes"), "What a reader should know.", [], extra=True)
    sources: list[Source] = field(_("Sources"), "What the text rests on.")
