"""What the trail says happened to imports."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Verb(TextChoices):
    """Audit verbs of this app, each with its sentence."""

    IMPORTED = "import.made", _("imported referrals from a spreadsheet")
    UNDONE = "import.undone", _("took an import back")
    LOOKED = "import.looked", _("looked at an import")
    LISTED = "imports.listed", _("looked at a list of imports")
