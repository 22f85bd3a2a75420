"""What the trail says happened to proposals, and to the role of administrator."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Verb(TextChoices):
    """Audit verbs of this app, each with its sentence."""

    PROPOSED = "power.proposed", _("proposed an act that takes two persons")
    CONFIRMED = "power.confirmed", _("confirmed an act as the second person")
    REFUSED = "power.refused", _("refused an act as the second person")
    WITHDRAWN = "power.withdrawn", _("withdrew the proposal of an act that takes two persons")
    REDEEMED = "power.redeemed", _("carried a confirmed act out on the command line")
    LOOKED = "power.looked", _("looked at the proposal of an act")
    MADE_ADMINISTRATOR = "administrator.made", _("made somebody an administrator")
    ENDED_ADMINISTRATOR = "administrator.ended", _("ended the role of an administrator early")
