"""What a seat is for. An agreement names the purposes it covers."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Purpose(TextChoices):
    """Why somebody works on a case."""

    SUPERVISION = "supervision", _("Supervising a sentence or measure")
    RELEASE = "release", _("Preparing release")
    REINTEGRATION = "reintegration", _("Support towards an independent life")
    EXIT = "exit", _("Help to leave a violent movement")
    TREATMENT = "treatment", _("Psychological or health treatment")
    FAMILY = "family", _("Support for the family")
    SAFETY = "safety", _("Keeping people safe")
    COUNSELLING = "counselling", _("Advice to somebody who is worried")
    REPAIR = "repair", _("Work with those who were harmed")
