"""What the trail says happened on concern lines."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Verb(TextChoices):
    """Audit verbs of this app, each with its sentence."""

    OPENED = "line.opened", _("opened a concern line")
    CLOSED = "line.closed", _("closed a concern line")
    BEGUN = "conversation.begun", _("wrote to a concern line")
    ADDED = "conversation.added", _("wrote again to a concern line")
    ANSWERED = "conversation.answered", _("answered on a concern line")
    DESCRIBED = "conversation.described", _("wrote down who seeks advice")
    CAME_BACK = "conversation.came_back", _("came back to a conversation with its receipt")
    LOOKED = "conversation.looked", _("looked at a conversation")
    LISTED = "conversations.listed", _("looked at a list of conversations")
