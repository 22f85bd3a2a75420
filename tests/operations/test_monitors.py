"""Monitors learn how the installation does, and nothing about anybody; others learn nothing."""

import json
import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import OperationalError, connection
from django.test import Client
from django.urls import reverse

from tests import factories as make
from tests.factories import Region
from tests.pages import opened, signed_in
from throughcare.config import monitoring
from throughcare.kernel import clock
from throughcare.operations import actions
from throughcare.operations.logs import REQUESTS, JsonLines

NAMES = ("health-live", "health-ready", "metrics")
CANARIES = ("Quetzal", "Ibarra", "Ann Ode", "harbour", "Probation North", "Ann", "example.org")
PROXIED = ({"X-Forwarded-For": "203.0.113.9"}, {"Forwarded": "for=x"}, {"Via": "1.1 x"},
           {"X-Forwarded-Proto": "https"}, {"X-Real-Ip": "203.0.113.9"})  # fmt: skip


@pytest.fixture(autouse=True)
def _own_data(settings: Any, tmp_path: Path) -> None:
    settings.DATA_DIR = tmp_path


class Kept(logging.Handler):
    """Keeps lines as the console would show them."""

    def __init__(self) -> None:
        super().__init__(logging.INFO)
        self.lines: list[str] = []
        self.setFormatter(JsonLines())

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(self.format(record))


@pytest.fixture
def kept() -> Iterator[Kept]:
    handler, everything, ours = Kept(), logging.getLogger(), logging.getLogger(REQUESTS)
    everything.addHandler(handler)
    ours.setLevel(logging.INFO)
    yield handler
    everything.removeHandler(handler)
    ours.setLevel(logging.WARNING)


@pytest.mark.django_db
@pytest.mark.parametrize("name", NAMES)
def test_a_monitor_beside_the_server_gets_an_answer(client: Client, name: str) -> None:
    answer = client.get(reverse(name))
    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("text/plain")
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.django_db
@pytest.mark.parametrize("name", NAMES)
def test_others_find_nothing_there(client: Client, settings: Any, name: str) -> None:
    for address in ("203.0.113.9", "10.0.0.7", "", "nonsense", "2001:db8::1"):
        assert client.get(reverse(name), REMOTE_ADDR=address).status_code == 404
    settings.MONITORS = monitoring.networks("HERE", "10.0.0.0/24, 2001:db8::1")
    assert client.get(reverse(name), REMOTE_ADDR="10.0.0.7").status_code == 200
    assert client.get(reverse(name), REMOTE_ADDR="2001:db8::1").status_code == 200
    assert client.get(reverse(name), REMOTE_ADDR="127.0.0.1").status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize("headers", PROXIED)
def test_who_comes_through_the_proxy_is_no_monitor(client: Client, headers: dict[str, str]) -> None:
    for name in NAMES:
        assert client.get(reverse(name), headers=headers).status_code == 404


@pytest.mark.django_db
def test_a_monitor_is_not_sent_to_https(client: Client, settings: Any) -> None:
    settings.SECURE_SSL_REDIRECT = True
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    for name in NAMES:
        assert client.get(reverse(name)).status_code == 200
    assert client.get("/help/").status_code == 301


def test_alive_asks_nothing_of_the_database(client: Client) -> None:
    assert client.get(reverse("health-live")).content == b"alive\n"  # no database fixture


@pytest.mark.django_db
def test_not_ready_when_the_database_does_not_answer(client: Client) -> None:
    def broken(*asked: Any) -> None:
        raise OperationalError("gone")

    with connection.execute_wrapper(broken):
        answer = client.get(reverse("health-ready"))
        assert (answer.status_code, answer.content) == (503, b"The database does not answer.\n")
        assert client.get(reverse("health-live")).status_code == 200
        said = client.get(reverse("metrics")).content.decode()
    assert "throughcare_database_up 0.0" in said


def test_metrics_count_by_name_and_status_and_hold_nothing_else(region: Region) -> None:
    region.case.person.rename("Quetzal Ibarra")
    entry = region.write(region.ann, headline="Met at the harbour", text="Quetzal came.")
    client = signed_in(region.ann)
    opened(client, reverse("entry", args=[entry.pk]))
    client.post(reverse("search"), {"words": "Quetzal"})
    client.get("/no/such/place/Quetzal/")
    actions.back_up(make.root(), made_at=clock.now(), size=9, sha256="ab", verified_at=None)
    said = client.get(reverse("metrics")).content.decode()
    assert 'throughcare_requests_total{address="entry",status="200"}' in said
    assert 'throughcare_requests_total{address="none",status="404"}' in said
    assert 'throughcare_request_seconds_bucket{address="search",le="+Inf"}' in said
    assert "throughcare_last_backup_timestamp_seconds 1.8940068e+09" in said
    assert not [words for words in (*CANARIES, str(entry.pk), region.case.reference)
                if words in said]  # fmt: skip


def test_the_window_that_is_not_sealed_is_told_where_the_trail_is_sealed(
    region: Region, client: Client, settings: Any, tmp_path: Path
) -> None:
    settings.SEAL_PUBLIC = None
    assert "unsealed" not in client.get(reverse("metrics")).content.decode()
    settings.SEAL_PUBLIC = tmp_path / "seal.pub"
    said = client.get(reverse("metrics")).content.decode()
    with connection.cursor() as cursor:
        cursor.execute("SELECT sum(sequence) FROM audit_lane")
        assert f"throughcare_unsealed_events {float(cursor.fetchone()[0])}" in said


def test_a_request_leaves_one_line_without_content(region: Region, kept: Kept) -> None:
    region.case.person.rename("Quetzal Ibarra")
    entry = region.write(region.ann, headline="Met at the harbour", text="Quetzal came.")
    client = signed_in(region.ann, raise_request_exception=False)
    url = reverse("entry", args=[entry.pk])
    opened(client, url)
    client.post(reverse("search"), {"words": "Quetzal"})
    client.get(f"{url}?words=Quetzal")
    client.get("/no/such/place/Quetzal/")
    client.generic("QUETZAL", "/")
    lines = [json.loads(line) for line in kept.lines if REQUESTS in line]
    assert [(line["address"], line["status"]) for line in lines[:2]] == [
        ("entry", 200), ("search", 200)]  # fmt: skip
    assert lines[-1]["method"] == "other"
    assert set(lines[0]) == {"at", "level", "logger", "request", "address", "method", "status",
                             "milliseconds", "queries"}  # fmt: skip
    assert lines[0]["queries"] > 0
    assert len(lines[0]["request"]) == 36
    whole = "\n".join(kept.lines)
    for words in (*CANARIES, str(entry.pk), str(region.case.pk), "words="):
        assert words not in whole


def test_what_breaks_leaves_its_place_and_not_its_words(
    region: Region, kept: Kept, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*asked: Any) -> None:
        raise ValueError("Quetzal Ibarra lives at the harbour")

    monkeypatch.setattr("throughcare.web.health.database", broken)
    assert signed_in(region.ann, raise_request_exception=False).get(
        reverse("health-ready")
    ).status_code == 500  # fmt: skip
    [line] = [json.loads(line) for line in kept.lines if "exception" in line]
    assert line["exception"] == "ValueError"
    assert any(
        place.endswith("views.py:45 ready") or "views.py" in place for place in line["where"]
    )
    assert "harbour" not in "\n".join(kept.lines)


def test_a_foreign_line_without_values_keeps_its_words_to_itself(kept: Kept) -> None:
    logging.getLogger("some.library").warning("Quetzal Ibarra called")
    logging.getLogger("some.library").warning("%s called", "Quetzal Ibarra")
    logging.getLogger("throughcare.web").warning("Ours.")
    words = [json.loads(line).get("message") for line in kept.lines]
    assert words == [None, "%s called", "Ours."]


def test_settings_that_are_none_are_refused() -> None:
    with pytest.raises(ImproperlyConfigured, match="THROUGHCARE_MONITORS"):
        monitoring.networks("THROUGHCARE_MONITORS", "everybody")
    with pytest.raises(ImproperlyConfigured, match="plain or json"):
        monitoring.logging("xml")
    assert monitoring.logging("json")["loggers"]["throughcare.requests"]["level"] == "INFO"
