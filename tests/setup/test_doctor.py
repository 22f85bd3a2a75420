"""The doctor finds what is wrong, and the server does not start on broken promises."""

from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.db import connection

from tests import factories
from tests.factories import Region
from tests.logins import as_installed
from tests.programmes.making import stored
from throughcare.agencies.models import Agency, Post
from throughcare.agencies.roles import Role
from throughcare.alarms.findings import officers
from throughcare.kernel import clock
from throughcare.programmes import shipped
from throughcare.programmes.findings import models
from throughcare.web import health

on_sqlite = pytest.mark.skipif(
    "connection.vendor != 'sqlite'", reason="PostgreSQL keeps promises of its own"
)


@pytest.mark.django_db(transaction=True)
def test_a_good_installation_has_nothing_to_do(
    others: None, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.ALLOWED_HOSTS = ["localhost"]  # without the test client's own
    # The tests' throw-away PostgreSQL does not write through, and the doctor is right to say so.
    monkeypatch.setattr("throughcare.operations.findings.POSTGRESQL_PROMISES", {})
    for key in shipped.texts():
        stored(key)
    said = StringIO()
    with as_installed():
        call_command("doctor", stdout=said)
    lines = said.getvalue().splitlines()
    assert len(lines) == 25
    assert all(line.startswith("✓") for line in lines)


@pytest.mark.django_db(transaction=True)
def test_the_doctor_fails_when_anything_is_wrong(installation: Path, settings: Any) -> None:
    settings.SECRET_KEY = "short"
    said = StringIO()
    with pytest.raises(CommandError):
        call_command("doctor", stdout=said)
    assert "✗ Secret key: Set THROUGHCARE_SECRET_KEY" in said.getvalue()


def test_models_that_ship_and_nobody_stored_are_said(region: Region) -> None:
    assert "hayat" in models().note
    for key in shipped.texts():
        stored(key)
    assert models().note == ""


def test_an_agency_without_an_officer_is_said_with_what_follows(region: Region) -> None:
    note = officers().note
    assert "Probation North" in note
    assert "alarms there reach nobody" in note
    factories.post("Oda Rill", region.probation, Role.DATA_PROTECTION_OFFICER)
    assert "Probation North" not in officers().note


def test_an_agency_in_which_nobody_works_needs_no_officer(region: Region) -> None:
    oda = factories.post("Oda Rill", region.probation, Role.DATA_PROTECTION_OFFICER)
    staffed = Agency.objects.filter(posts__isnull=False).exclude(pk=region.probation.pk)
    for agency in staffed.distinct():
        factories.post(oda.human, agency, Role.DATA_PROTECTION_OFFICER)
    assert officers().note == ""


def test_an_officer_whose_post_has_ended_is_none(region: Region) -> None:
    oda = factories.post("Oda Rill", region.probation, Role.DATA_PROTECTION_OFFICER)
    Post.objects.filter(pk=oda.pk).update(until_at=clock.now())
    assert "Probation North" in officers().note


@on_sqlite
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("pragma", ["synchronous", "foreign_keys", "secure_delete"])
def test_a_broken_promise_of_sqlite_stops_the_start(pragma: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA {pragma}=OFF")
    try:
        with pytest.raises(ImproperlyConfigured, match=pragma):
            health.sqlite_promises().require()
    finally:
        connection.close()
    health.sqlite_promises().require()


@pytest.mark.django_db
def test_a_trail_without_its_triggers_is_found() -> None:
    assert health.audit_triggers().is_well
    with connection.cursor() as cursor:
        for statement in _disarm("audit_event"):
            cursor.execute(statement)
    assert "audit_event" in health.audit_triggers().remedy


@pytest.mark.parametrize("mode", [0o750, 0o755, 0o701])
def test_a_data_directory_open_to_others_is_found(installation: Path, mode: int) -> None:
    assert health.data_directory().is_well
    installation.chmod(mode)
    assert "chmod" in health.data_directory().remedy


def test_static_files_not_collected_are_found(installation: Path) -> None:
    assert health.static_files().is_well
    (installation / "staticfiles.json").unlink()
    assert "bin/setup" in health.static_files().remedy


def test_an_unknown_time_zone_is_found(settings: Any) -> None:
    del settings.TIME_ZONE
    settings.TIME_ZONE = "Europe/Atlantis"
    assert "THROUGHCARE_ZONE" in health.clock_zone().remedy


def _disarm(table: str) -> list[str]:
    if connection.vendor == "postgresql":
        return [f"ALTER TABLE {table} DISABLE TRIGGER USER"]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s", [table]
        )
        return [f"DROP TRIGGER {name}" for (name,) in cursor.fetchall()]
