"""A case: the work with or about one person."""

from datetime import datetime

from django.db import models
from django.utils.translation import gettext_lazy as _

from throughcare.agencies.models import Agency
from throughcare.kernel import ids
from throughcare.people.models import Person
from throughcare.sharing.models import Agreement


class Settled(Exception):
    """A move that the record's state does not allow (any more). The text is for the worker."""


class CaseKind(models.TextChoices):
    """What the work is. A case that becomes another kind keeps number, seats and history."""

    CONSULTATION = "consultation", _("Consultation")
    INTAKE = "intake", _("Intake")
    PROGRAMME = "programme", _("Programme")
    RESTORATIVE = "restorative", _("Restorative track")


def free_reference() -> str:
    """A reference that no case has yet."""
    while Case.objects.filter(reference=(found := ids.reference())).exists():
        pass
    return found


class Case(models.Model):
    """The work with or about one person, from the first byte."""

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    reference = models.CharField(max_length=12, unique=True, default=free_reference)
    kind = models.CharField(max_length=12, choices=CaseKind, default=CaseKind.PROGRAMME)
    person = models.ForeignKey(Person, models.PROTECT, related_name="cases")
    lead_agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    agreement = models.ForeignKey(Agreement, models.PROTECT, null=True, related_name="+")
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return self.reference

    @property
    def is_closed(self) -> bool:
        """Whether the work has ended; it can be reopened."""
        return self.closed_at is not None

    def close(self, moment: datetime) -> None:
        """End the work."""
        if self.is_closed:
            raise Settled(_("This case is closed already."))
        self.closed_at = moment
        self._step("closed_at")

    def reopen(self) -> None:
        """Take the work up again."""
        if not self.is_closed:
            raise Settled(_("This case is open already."))
        self.closed_at = None
        self._step("closed_at")

    def become(self, kind: str) -> None:
        """Go on as another kind of case."""
        self.kind = kind
        self._step("kind")

    def pass_lead(self, agency: Agency) -> None:
        """Let another agency lead."""
        self.lead_agency = agency
        self._step("lead_agency")

    def _step(self, *fields: str) -> None:
        self.version += 1
        self.save(update_fields=[*fields, "version"])
