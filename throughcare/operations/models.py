"""That a backup was made: when, how large, and how to know it again."""

from datetime import datetime

from django.db import models
from django.db.models import Q


class Backup(models.Model):
    """One backup that was written whole. The file lies elsewhere; this row says that it exists."""

    made_at = models.DateTimeField(db_index=True)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    verified_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(size__gt=0), name="backup_not_empty")]

    def __str__(self) -> str:
        return f"backup of {self.made_at:%Y-%m-%d %H:%M}"

    @classmethod
    def note(
        cls, *, made_at: datetime, size: int, sha256: str, verified_at: datetime | None
    ) -> "Backup":
        """Remember a backup that has been written."""
        return cls._default_manager.create(
            made_at=made_at, size=size, sha256=sha256, verified_at=verified_at
        )
