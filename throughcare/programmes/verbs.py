"""What the trail says happened to programme models."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Verb(TextChoices):
    """Audit verbs of this app, each with its sentence."""

    ADDED = "programme.added", _("added a version of a programme model")
    ADOPTED = "programme.adopted", _("adopted a programme model for the agency")
    GAVE_UP = "programme.given_up", _("ended the agency's work by a programme model")
    LISTED = "programme.listed", _("looked at the list of programme models")
    LOOKED = "programme.looked", _("looked at a programme model")
    COMPARED = "programme.compared", _("compared programme models")
    DOWNLOADED = "programme.downloaded", _("downloaded the text of a programme model")
