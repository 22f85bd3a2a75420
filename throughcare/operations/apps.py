"""The app's label."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OperationsConfig(AppConfig):
    """Stands above all other apps: it copies, counts and tidies what they keep."""

    name = "throughcare.operations"
    label = "operations"
    verbose_name = _("operations")
    default_auto_field = "django.db.models.BigAutoField"
