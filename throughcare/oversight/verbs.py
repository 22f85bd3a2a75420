"""What the trail says happened to the trail: reading it is an act, too."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Verb(TextChoices):
    """Audit verbs of this app, each with its sentence."""

    OWN_LOOKED = "trail.own_looked", _("looked at what they had looked at themselves")
    CASE_LOOKED = "trail.case_looked", _("looked at who had looked at the case")
    OVERSEEN = "trail.overseen", _("read the trail of the agency")
    EXPORTED = "trail.exported", _("took the trail of the agency as a file")
    SUMMED = "trail.summed", _("read the month of the agency")
