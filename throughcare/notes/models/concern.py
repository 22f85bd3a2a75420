"""What somebody is worried about, or asks for: at the beginning of many cases, and later."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from throughcare.entries.models import Entry


class Source(models.TextChoices):
    """From whom a concern or a wish comes."""

    AGENCY = "agency", _("An agency")
    FAMILY = "family", _("Family or friends")
    PUBLIC = "public", _("Somebody else who is worried")
    PERSON = "person", _("The person")


class Concern(Entry):
    """What was told, by whom. Concerns over time are a dated list, never a sum."""

    source = models.CharField(max_length=7, choices=Source)
    told_by = models.CharField(max_length=160, blank=True)
