"""What the doctor says of data, host names, copies, space, clocks, mail and promises."""

import os
import shutil
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection

from tests import factories as make
from tests.factories import START, Region
from throughcare.kernel import clock
from throughcare.operations import actions, findings
from throughcare.operations.backups import keys
from throughcare.operations.queries.backups import last_made_at

HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def _own_data(settings: Any, tmp_path: Path) -> None:
    settings.DATA_DIR = tmp_path


def back_up() -> None:
    actions.back_up(make.root(), made_at=clock.now(), size=9, sha256="ab", verified_at=None)


def test_data_of_somebody_else_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert findings.ownership().is_well
    monkeypatch.setattr(os, "geteuid", lambda: 4242)
    said = findings.ownership().remedy
    assert f"chown -R 4242 {tmp_path}" in said


@pytest.mark.parametrize(
    ("hosts", "https", "said"),
    [
        (["localhost", "127.0.0.1"], False, ""),
        (["cases.example.org"], True, ""),
        (["cases.example.org", "localhost"], False, "THROUGHCARE_HTTPS=1"),
        (["localhost"], True, "THROUGHCARE_HOSTS"),
        (["*"], True, "instead of *"),
    ],
)
def test_host_names_and_https_that_do_not_fit_are_found(
    settings: Any, hosts: list[str], https: bool, said: str
) -> None:
    settings.ALLOWED_HOSTS, settings.HTTPS = hosts, https
    remedy = findings.reachable_as().remedy
    assert said in remedy
    assert bool(said) is bool(remedy)


def test_a_key_that_others_can_read_is_found(settings: Any, tmp_path: Path) -> None:
    assert findings.backup_key().is_well
    keys.make(tmp_path / "key")
    settings.BACKUP_KEY = str(tmp_path / "key")
    assert findings.backup_key().is_well
    (tmp_path / "key").chmod(0o644)
    assert "chmod o=" in findings.backup_key().remedy


def test_mail_that_nobody_takes_is_found(settings: Any) -> None:
    assert findings.mail().is_well
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", 9, 2
    assert "THROUGHCARE_EMAIL" in findings.mail().remedy


@pytest.mark.django_db
def test_a_full_disk_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=2 * 1024**3))
    assert findings.disk_space().is_well
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=300 * 1024**2))
    assert "make room" in findings.disk_space().remedy
    assert "300 MB free" in findings.disk_space().title


@pytest.mark.django_db
def test_a_database_that_does_not_write_through_is_found() -> None:
    found = findings.postgresql_promises()
    if connection.vendor == "sqlite":
        assert found.is_well
    else:  # the tests' throw-away server: see bin/postgres
        assert "fsync, full_page_writes, synchronous_commit" in found.remedy


def test_a_clock_behind_the_trail_is_found(region: Region) -> None:
    with clock.at(START - HOUR):
        assert "behind the audit trail" in findings.clocks().remedy


@pytest.mark.django_db
def test_a_clock_that_is_not_the_databases_is_found() -> None:
    assert findings.clocks().is_well
    with clock.at(START):
        assert findings.clocks().is_well is (connection.vendor == "sqlite")


def test_where_people_are_a_backup_is_younger_than_a_day(region: Region) -> None:
    assert "There is none" in findings.backup_age().remedy
    back_up()
    assert findings.backup_age().is_well
    with clock.at(START + 25 * HOUR):
        assert findings.backup_age().is_well
        assert last_made_at() == START
    with clock.at(START + 27 * HOUR):
        assert "The last one is of 2030-01-07 09:00 UTC" in findings.backup_age().remedy


@pytest.mark.django_db
def test_where_nobody_is_no_backup_is_missed() -> None:
    assert findings.backup_age().is_well
