"""The tables are those that the models say."""

import pytest
from django.core.management import call_command

from tests.architecture.source import modules


@pytest.mark.django_db
def test_no_migration_is_missing() -> None:
    ours = sorted({module.app for module in modules() if module.part == "models"})

    call_command("makemigrations", *ours, check_changes=True, dry_run=True, verbosity=3)
