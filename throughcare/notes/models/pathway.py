"""The way that a case goes: legal pathway, participation, what moves the person, what is done.

Each is an entry: dated, owned, with its readers. What holds now is the newest that a reader sees;
the earlier ones are the history (P2 to P6, P8).
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from throughcare.entries.models import Entry
from throughcare.notes.models.work import How


class Pathway(Entry):
    """Under which legal process the person is, from the entry's day on.

    The codes are those by which programme models say for whom they are (programmes.texts.lists).
    """

    class Which(models.TextChoices):
        """The legal pathways of the practice, and the way in without any judicial process."""

        LAST_PART = "last_part", _("Serving the last part of a sentence outside prison")
        COMMUNITY = "community", _("Sentenced directly to probation or another community measure")
        NOT_SENTENCED = "not_sentenced", _("Not sentenced, after a judicial process")
        NO_PROCESS = "no_process", _("No judicial process: the person comes on their own accord")

    which = models.CharField(max_length=14, choices=Which)
    ends_on = models.DateField(null=True, blank=True)


class TakingPart(Entry):
    """Whether the person takes part by choice or by order, and on which ground."""

    class Terms(models.TextChoices):
        """How participation comes about."""

        VOLUNTARY = "voluntary", _("Voluntary")
        MANDATORY = "mandatory", _("Mandatory")

    terms = models.CharField(max_length=10, choices=Terms)
    ground = models.CharField(max_length=200)
    ends_on = models.DateField(null=True, blank=True)


class Motivation(Entry):
    """What sort of motive the work assumes; never derived from religion."""

    class Motive(models.TextChoices):
        """Whether the motive is ideological."""

        IDEOLOGICAL = "ideological", _("Ideological")
        OTHER = "other", _("Not ideological")
        MIXED = "mixed", _("Mixed")
        UNCLEAR = "unclear", _("Unclear")
        NOT_ASSESSED = "not_assessed", _("Not assessed")

    motive = models.CharField(max_length=12, choices=Motive)


class Ideology(Entry):
    """Which ideology somebody has named, if any; the typology of Europol's yearly report."""

    class Strand(models.TextChoices):
        """Strands of violent extremism, and what is often true instead."""

        JIHADIST = "jihadist", _("Jihadist")
        RIGHT_WING = "right_wing", _("Right-wing")
        LEFT_WING = "left_wing", _("Left-wing and anarchist")
        SEPARATIST = "separatist", _("Ethno-nationalist and separatist")
        OTHER = "other", _("Another")
        MIXED = "mixed", _("Mixed")
        UNCLEAR = "unclear", _("Unclear")
        NONE = "none", _("None")
        NOT_ASSESSED = "not_assessed", _("Not assessed")

    strand = models.CharField(max_length=12, choices=Strand)


class Attention(Entry):
    """What always needs attention in this work, as somebody sees it for this person (P5)."""

    class Point(models.TextChoices):
        """The points that the practice names."""

        ROLE = "role", _("Gender, age and role in the group")
        TIMING = "timing", _("Timing and life events")
        PURPOSE = "purpose", _("Purpose in life")
        OFFENCE = "offence", _("Type of offence")
        SOCIETY = "society", _("Role of family and society")

    point = models.CharField(max_length=8, choices=Point)


class Outreach(Entry):
    """An attempt to reach somebody whom nothing obliges to come (P8)."""

    class Result(models.TextChoices):
        """What came of it."""

        REACHED = "reached", _("Reached")
        NOT_REACHED = "not_reached", _("Not reached")
        LATER = "later", _("Asked to come back later")
        DECLINED = "declined", _("Declined")

    how = models.CharField(max_length=12, choices=How)
    result = models.CharField(max_length=12, choices=Result)
    again_on = models.DateField(null=True, blank=True)


class Step(Entry):
    """How one action of the pathway's checklist stands (P4)."""

    class Action(models.TextChoices):
        """The actions of the practice's table of pathways, in our words."""

        NEEDS = "needs", _("Needs of gender and age are considered")
        ACTORS = "actors", _("Everybody who can help is involved")
        EARLY = "early", _("Probation and community services are involved in time")
        COORDINATION = "coordination", _("Prison, probation and exit work go hand in hand")
        BACKGROUND = "background", _("Background and possible risks are known")
        DANGER = "danger", _("Danger to the person or to others is weighed")
        EXPERIENCE = "experience", _("Experience abroad, networks and motives are understood")
        LINKS = "links", _("Links to family and society are understood")

    class State(models.TextChoices):
        """How an action stands."""

        DONE = "done", _("Done")
        DEFERRED = "deferred", _("Deferred")
        NOT_APPLICABLE = "not_needed", _("Not applicable")

    action = models.CharField(max_length=12, choices=Action)
    state = models.CharField(max_length=10, choices=State)
    again_on = models.DateField(null=True, blank=True)
