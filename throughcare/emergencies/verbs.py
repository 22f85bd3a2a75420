"""What the trail says happened to emergency access."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Verb(TextChoices):
    """Audit verbs of this app, each with its sentence."""

    LISTED = "emergency.listed", _("looked at the list of emergency access")
    LOOKED_UP = "emergency.looked_up", _("looked for a case in an emergency")
    ANSWER_LOOKED = "emergency.answer_looked", _("looked at what a look-up had found")
    OPENED = "emergency.opened", _("opened a case by emergency access")
    ENDED = "emergency.ended", _("ended emergency access")
    REVIEWED = "emergency.reviewed", _("reviewed emergency access")
    LOOKED = "emergency.looked", _("looked at emergency access")
