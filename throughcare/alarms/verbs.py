"""What the trail says was unusual. A notice tells no more than this sentence."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Verb(TextChoices):
    """Audit verbs of this app, each with its sentence."""

    LOOKED = "alarm.looked", _("looked at alarms")
    MANY_CASES = "alarm.many-cases", _("opened unusually many cases")
    UNLINKED = "alarm.unlinked", _("asked for addresses or references that are linked nowhere")


RAISED = (Verb.MANY_CASES, Verb.UNLINKED)
