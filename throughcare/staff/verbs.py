"""What the trail says happened to the list of an agency's people; its acts have their own verbs."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Verb(TextChoices):
    """Audit verbs of this app, each with its sentence."""

    LISTED = "staff.listed", _("looked at the posts of the agency")
