"""A small region, made once for the tests of a module and rolled back at the end."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction

from throughcare.demo.building import build
from throughcare.demo.region import Region

PEOPLE = 15


@pytest.fixture(scope="module")
def made(
    request: pytest.FixtureRequest,
    django_db_setup: None,
    django_db_blocker: Any,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Region]:
    """The region, in a transaction around the transactions of the tests."""
    from django.conf import settings

    kept, settings.FILES_DIR = settings.FILES_DIR, tmp_path_factory.mktemp("files")
    with django_db_blocker.unblock():
        outer = transaction.atomic()
        outer.__enter__()
        try:
            yield build(people=getattr(request.module, "PEOPLE", PEOPLE))
        finally:
            transaction.set_rollback(True)
            outer.__exit__(None, None, None)
            settings.FILES_DIR = kept


@pytest.fixture
def region(made: Region, db: None) -> Region:
    """The region, for one test: what it changes is undone."""
    return made
