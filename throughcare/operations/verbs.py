"""What the trail says happened to the installation as a whole."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Verb(TextChoices):
    """Audit verbs of this app, each with its sentence."""

    BACKED_UP = "backup.made", _("made a backup of everything")
