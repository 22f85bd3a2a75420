"""Stored files: what lies on the disk under a random name, and how to know it unchanged."""

from collections.abc import Iterable

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from throughcare.kernel import clock, ids


class FileType(models.TextChoices):
    """What may be stored; the value is also the ending of its name."""

    PDF = "pdf", _("PDF")
    PNG = "png", _("PNG picture")
    JPEG = "jpeg", _("JPEG picture")
    TXT = "txt", _("plain text")
    CSV = "csv", _("table as text (CSV)")
    DOCX = "docx", _("Word document")
    XLSX = "xlsx", _("Excel workbook")
    ODT = "odt", _("OpenDocument text")
    ODS = "ods", _("OpenDocument spreadsheet")


class StoredFile(models.Model):
    """One file of one entry. Two equal files are two: files are never merged by content."""

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    storage_name = models.CharField(max_length=32, unique=True)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    type = models.CharField(max_length=4, choices=FileType)
    name = models.CharField(max_length=150)  # as it was called; content, in no address or log
    stored_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(size__gt=0), name="files_not_empty"),
            models.CheckConstraint(condition=Q(type__in=FileType.values), name="files_known_type"),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @classmethod
    def keep(
        cls, *, storage_name: str, size: int, sha256: str, type: FileType, name: str
    ) -> "StoredFile":
        """Remember a file that lies on the disk already."""
        return cls._default_manager.create(
            storage_name=storage_name, size=size, sha256=sha256, type=type, name=name
        )

    @classmethod
    def remembered(cls, storage_names: Iterable[str]) -> set[str]:
        """Those of the names that a row points to."""
        rows = cls._default_manager.filter(storage_name__in=list(storage_names))
        return set(rows.values_list("storage_name", flat=True))
