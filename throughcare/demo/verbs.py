"""What the trail says happened to a demo database."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Verb(TextChoices):
    """Audit verbs of this app, each with its sentence."""

    MARKED = "demo.marked", _("made this database a demo region")
    DRAFT_LEFT = "demo.draft-left", _("left a draft in a demo")
    LOADED = "demo.loaded", _("loaded generated cases for measuring")
