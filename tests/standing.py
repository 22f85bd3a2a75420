"""A world that stands for a while: its own files, the clock held, everything undone at the end."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.test import override_settings

from throughcare.kernel import clock


@contextmanager
def undone_at_the_end(home: Path, moment: datetime) -> Iterator[None]:
    """Files lie in `home`, it is `moment`, and what is written is rolled back."""
    atomic = transaction.atomic()
    atomic._from_testcase = True  # looks are durable: they want to be outermost
    static = {"staticfiles": {"BACKEND": "tests.static.Found"}}
    hosts = [*settings.ALLOWED_HOSTS, "testserver"]
    ours = {"FILES_DIR": home, "STATIC_ROOT": home, "STORAGES": settings.STORAGES | static}
    with override_settings(ALLOWED_HOSTS=hosts, **ours), clock.at(moment), atomic:
        yield
        transaction.set_rollback(True)
