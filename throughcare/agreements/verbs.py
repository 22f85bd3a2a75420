"""What the trail says happened to drafts of agreements."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Verb(TextChoices):
    """Audit verbs of this app, each with its sentence."""

    LISTED = "agreement.listed", _("looked at the list of agreements")
    LOOKED = "agreement.looked", _("looked at an agreement")
    REGISTERED = "agreement.registered", _("looked at the register of processing")
    DRAFTED = "agreement.drafted", _("began a new version of an agreement")
    CHANGED = "agreement.changed", _("changed a draft of an agreement")
    SENT = "agreement.sent", _("sent a draft of an agreement to its parties")
    ANSWERED = "agreement.answered", _("answered a draft of an agreement")
    ACCEPTED = "agreement.accepted", _("let a version of an agreement come into force")
    WITHDRAWN = "agreement.withdrawn", _("withdrew a draft of an agreement")
    RECKONED = "agreement.reckoned", _("worked out what a draft of an agreement opens and closes")
