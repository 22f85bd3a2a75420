"""The app's label."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FilesConfig(AppConfig):
    """Files know no case: the document entry that holds one says who may open it."""

    name = "throughcare.files"
    label = "files"
    verbose_name = _("files")
    default_auto_field = "django.db.models.BigAutoField"
