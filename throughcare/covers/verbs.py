"""What the trail says happened to covers."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Verb(TextChoices):
    """Audit verbs of this app, each with its sentence."""

    LOOKED = "cover.looked", _("looked at the seats that a colleague could hold")
    COVERED = "cover.given", _("let a colleague hold a seat for some time")
