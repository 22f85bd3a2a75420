"""What the trail says happened to agencies, posts and agreements."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Verb(TextChoices):
    """Audit verbs of this app, each with its sentence."""

    ADMITTED = "agency.admitted", _("admitted an agency")
    APPOINTED = "post.appointed", _("appointed somebody to a post")
    ENROLLED = "human.enrolled", _("enrolled somebody who signs in")
    BROUGHT_INTO_FORCE = "agreement.in_force", _("recorded an agreement as accepted by all parties")
