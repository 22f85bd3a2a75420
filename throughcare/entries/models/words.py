"""The words entries are described with: kinds, whose data, how a report can be weighed."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """What sort of entry. Each kind with fields of its own has a child table in an app above."""

    CONTACT = "contact", _("Contact")
    NOTE = "note", _("Note")
    LIFE_EVENT = "life_event", _("Life event")
    DOCUMENT = "document", _("Document")
    POINTER = "pointer", _("Pointer")
    DECISION = "decision", _("Decision")
    APPOINTMENT = "appointment", _("Appointment")
    TODO = "todo", _("To-do")
    NAME = "name", _("Name")
    BIRTH = "birth", _("Date of birth")
    LANGUAGE = "language", _("Language")
    GENDER = "gender", _("Gender")
    NEED = "need", _("Accommodation")
    WAY = "way", _("Way to make contact")
    PATHWAY = "pathway", _("Legal pathway")
    TAKING_PART = "taking_part", _("Participation")
    MOTIVATION = "motivation", _("Motivation")
    IDEOLOGY = "ideology", _("Ideology")
    ATTENTION = "attention", _("What needs attention")
    OUTREACH = "outreach", _("Outreach attempt")
    STEP = "step", _("Action of the pathway")
    ADMISSION = "admission", _("Admission to a programme")
    PHASE = "phase", _("Phase of a programme")
    CONCERN = "concern", _("Concern")
    INFORMATION = "information", _("What the person was told")


class Whose(models.TextChoices):
    """Whose data an entry holds (LED Art. 6)."""

    PERSON = "person", _("The person")
    FAMILY = "family", _("A family member")
    VICTIM = "victim", _("A victim")
    OTHER = "other", _("Somebody else")


class Grading(models.TextChoices):
    """How a report can be weighed: source and content, after the 4x4 pattern (LED Art. 7)."""

    NONE = "", _("Not graded")
    RELIABLE_KNOWN = "A1", _("Reliable source, knows it first hand")
    RELIABLE_HEARD = "A2", _("Reliable source, heard it")
    MOSTLY_KNOWN = "B1", _("Mostly reliable source, knows it first hand")
    MOSTLY_HEARD = "B2", _("Mostly reliable source, heard it")
    MOSTLY_UNCONFIRMED = "B3", _("Mostly reliable source, not confirmed")
    UNTESTED = "X4", _("Source not tested, cannot be checked")
