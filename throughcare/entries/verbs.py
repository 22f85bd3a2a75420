"""What the trail says happened to entries."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Verb(TextChoices):
    """Audit verbs of this app, each with its sentence."""

    WRITTEN = "entry.written", _("wrote the entry")
    CORRECTED = "entry.corrected", _("corrected the entry")
    WIDENED = "entry.widened", _("let more people read the entry")
    NARROWED = "entry.narrowed", _("let fewer people read the entry")
    RELABELLED = "entry.relabelled", _("changed the label of the entry")
    SPLIT = "entry.split", _("split a part off the entry")
    LABEL_ASKED = "label.asked", _("asked for another label")
    LABEL_ANSWERED = "label.answered", _("answered a request for another label")
    LOOKED = "entry.looked", _("read the entry")
    LISTED = "entries.listed", _("looked at the chronology")
    SEARCHED = "entries.searched", _("searched")
    SENT = "file.sent", _("opened a document")
