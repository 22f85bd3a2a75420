"""The way of a case through programmes: taken in, from phase to phase, and what was told.

Each is an entry: decided by its writer, dated, with a reason. An entry keeps the version of the
programme's model that the case began with; versions never change.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from throughcare.entries.models import Entry
from throughcare.programmes.models import Version
from throughcare.programmes.texts import ways
from throughcare.programmes.values import place


class Admission(Entry):
    """That the person is taken into a programme."""

    model_version = models.ForeignKey(Version, models.PROTECT, related_name="+")


class Phase(Entry):
    """That somebody goes on to a phase of a programme, or leaves it by an exit."""

    model_version = models.ForeignKey(Version, models.PROTECT, related_name="+")
    left = models.CharField(max_length=60, blank=True)  # a phase's key; empty: none before
    goes_to = models.CharField(max_length=60)  # the key of a phase or an exit
    met = models.JSONField(default=list, blank=True)  # the rules that the writer found met, as said

    @property
    def rules(self) -> list[tuple[str, bool]]:
        """What the model asks for here, and whether the writer found it met."""
        asked = ways.rules(self.model_version.read.text, self.left, self.goes_to)
        return [(rule, rule in self.met) for rule in asked]

    @property
    def left_name(self) -> str:
        """The name of the phase before."""
        return place(self.model_version.read.text, self.left)


class Information(Entry):
    """What the person was told of the work and of their rights (LED Art. 13, GDPR Art. 13-14)."""

    class Topic(models.TextChoices):
        """What somebody is told, in our words."""

        RECORD = "record", _("What is recorded about them, why, and on which ground")
        READERS = "readers", _("Who may read it, and where it may go")
        RIGHTS = "rights", _("Their rights: to see, to correct, to complain")
        LIMITS = "limits", _("When confidentiality ends")
        PROGRAMME = "programme", _("What the programme offers and asks, and how it ends")
        CONSENT = "consent", _("What their consent covers, and how it is taken back")

    class Told(models.TextChoices):
        """How it was told."""

        SPOKEN = "spoken", _("In a talk")
        WRITTEN = "written", _("In writing")
        BOTH = "both", _("In a talk and in writing")

    topic = models.CharField(max_length=9, choices=Topic)
    told = models.CharField(max_length=7, choices=Told)
    code = models.CharField(max_length=20)  # the language, ISO 639
    with_interpreter = models.BooleanField(default=False)
