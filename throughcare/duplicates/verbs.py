"""What the trail says happened to duplicates."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Verb(TextChoices):
    """Audit verbs of this app, each with its sentence."""

    APPOINTED = "steward.appointed", _("appointed a steward")
    DISMISSED = "steward.dismissed", _("ended a steward’s task")
    FOUND = "duplicate.found", _("found two cases with a like name")
    LISTED = "duplicates.listed", _("looked at a list of like names")
    LOOKED = "duplicate.looked", _("looked at two like names")
    KEPT_APART = "duplicate.kept_apart", _("said that two people are not the same")
    ASKED = "duplicate.asked", _("asked whether two cases may know of each other")
    ANSWERED = "duplicate.answered", _("answered whether another agency may know")
    MERGED = "duplicate.merged", _("said that two cases are about the same person")
    SEPARATED = "duplicate.separated", _("took back that two cases are about the same person")
