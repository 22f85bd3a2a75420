"""When the last backup was made."""

from datetime import datetime

from throughcare.operations.models import Backup


def last_made_at() -> datetime | None:
    """The moment that the last backup shows, or None where there was none."""
    return Backup.objects.order_by("-made_at").values_list("made_at", flat=True).first()
