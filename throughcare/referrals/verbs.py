"""What the trail says happened to referrals."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Verb(TextChoices):
    """Audit verbs of this app, each with its sentence."""

    SENT = "referral.sent", _("told an agency of somebody")
    SETTLED = "referral.settled", _("decided a referral")
    WITHDRAWN = "referral.withdrawn", _("withdrew a referral")
    LOOKED_AGAIN = "referral.looked_again", _("took up a referral again")
    LOOKED = "referral.looked", _("looked at a referral")
    LISTED = "referrals.listed", _("looked at a list of referrals")
