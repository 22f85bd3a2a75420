"""What agreements say now."""

import uuid
from datetime import datetime

from throughcare.sharing.models import Agreement, Party


def parties(agreement: Agreement, moment: datetime) -> set[uuid.UUID]:
    """The agencies under the agreement's versions that are open at the moment."""
    rows = Party.objects.filter(
        version__agreement=agreement,
        version__in_force_since__isnull=False,
        version__from_at__lte=moment,
        version__until_at__gt=moment,
    )
    return set(rows.values_list("agency", flat=True))


def agreement_named(name: str) -> Agreement | None:
    """The agreement of this name."""
    return Agreement.objects.filter(name=name).first()
