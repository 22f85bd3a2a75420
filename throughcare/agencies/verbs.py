"""What the trail says of second steps, and of coming in by an identity provider."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Verb(TextChoices):
    """Audit verbs of this app, each with its sentence."""

    SECOND_ADDED = "second-step.added", _("set up a second step of signing in")
    SECOND_REMOVED = "second-step.removed", _("removed a second step of signing in")
    SECOND_FAILED = "second-step.failed", _("gave a wrong or used code as a second step")
    LINKED = "provider.linked", _("came in by the identity provider for the first time")
    UNKNOWN = "provider.unknown", _("came from the identity provider and is not enrolled")
    FAILED = "provider.failed", _("did not get in by the identity provider")
