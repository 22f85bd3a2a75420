"""The first kinds of entry, each with the fields of its own. A kind without a table is an Entry."""

from throughcare.notes.models.concern import Concern, Source
from throughcare.notes.models.drafts import Draft
from throughcare.notes.models.pathway import (
    Attention,
    Ideology,
    Motivation,
    Outreach,
    Pathway,
    Step,
    TakingPart,
)
from throughcare.notes.models.person import Birth, Language, Name, NameKey, Way
from throughcare.notes.models.programme import Admission, Information, Phase
from throughcare.notes.models.work import (
    Appointment,
    Contact,
    Decision,
    Document,
    How,
    LifeEvent,
    Outcome,
    Pointer,
    Todo,
)

__all__ = [
    "Admission",
    "Appointment",
    "Attention",
    "Birth",
    "Concern",
    "Contact",
    "Decision",
    "Document",
    "Draft",
    "How",
    "Ideology",
    "Information",
    "Language",
    "LifeEvent",
    "Motivation",
    "Name",
    "NameKey",
    "Outcome",
    "Outreach",
    "Pathway",
    "Phase",
    "Pointer",
    "Source",
    "Step",
    "TakingPart",
    "Todo",
    "Way",
]
