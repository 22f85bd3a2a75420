"""What is written down about copies of everything: that one was made, that one was restored."""

from datetime import datetime
from importlib import import_module
from typing import Any

from django.conf import settings
from django.db import transaction

from throughcare.audit.actions import record
from throughcare.audit.verbs import Verb as Audit
from throughcare.kernel.actor import Actor
from throughcare.operations import policy
from throughcare.operations.models import Backup
from throughcare.operations.verbs import Verb


@transaction.atomic
def back_up(
    actor: Actor, *, made_at: datetime, size: int, sha256: str, verified_at: datetime | None
) -> Backup:
    """Note that a backup was written: whoever holds it and its key reads everything."""
    policy.may_back_up(actor).require()
    backup = Backup.note(made_at=made_at, size=size, sha256=sha256, verified_at=verified_at)
    record(actor, Verb.BACKED_UP, backup, sha256=sha256)
    return backup


@transaction.atomic
def restore(actor: Actor, *, made_at: datetime) -> None:
    """Note in the restored trail that it goes on from a backup; everybody signs in again."""
    policy.may_restore(actor).require()
    _sessions().objects.all().delete()  # one that was ended since would be open again
    record(actor, Audit.RESTORED, backup_of=made_at.isoformat())


def _sessions() -> Any:
    return import_module(settings.SESSION_ENGINE).SessionStore.get_model_class()
