"""What the trail says happened to dates, to-dos and drafts."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Verb(TextChoices):
    """Audit verbs of this app, each with its sentence."""

    TODO_DONE = "todo.done", _("ticked off a to-do")
    APPOINTMENT_SETTLED = "appointment.settled", _("noted what became of an appointment")
    DRAFTS_LISTED = "drafts.listed", _("looked at drafts")
    DRAFT_LOOKED = "draft.looked", _("read a draft")
    DRAFT_DROPPED = "draft.dropped", _("threw a draft away")
    STOPPED = "marking.stopped", _("was stopped by the marking detector")
