"""The proof on random worlds runs, finds nothing, and would find what is wrong."""

from typing import Any

from django.db import connection

from proofs.canaries.leaks.planting import swap
from proofs.worlds import ways
from tests.proofs.conftest import Run
from throughcare.entries.models import Entry


def test_every_way_agrees_in_a_few_worlds(prove: Run) -> None:
    report = prove("worlds", "--worlds", "10", "--pages", "1")
    assert report.findings == []
    assert report.said[2].startswith("Asked: actors")


def test_a_way_that_shows_everything_is_found(prove: Run, monkeypatch: Any) -> None:
    def careless(actor: Any, batch: Any) -> set:
        return set(Entry.objects.values_list("pk", flat=True))

    monkeypatch.setitem(ways.WAYS, "careless", careless)
    report = prove("worlds", "--worlds", "2", "--pages", "0", "--seed", "1")
    assert all("careless differs" in finding for finding in report.findings)
    assert report.findings


def test_a_list_that_is_not_filtered_is_found(prove: Run) -> None:
    def careless(actor: Any, one: Any, filters: Any) -> Any:
        return Entry.objects.filter(case=one).order_by("-occurred_at", "-id")

    with swap("entries.queries:chronology", careless)():
        report = prove("worlds", "--worlds", "1", "--pages", "1", "--seed", "1")
    is_found = any("chronology" in one and "shows" in one for one in report.findings)
    assert is_found == (connection.vendor == "sqlite")  # elsewhere the second wall stops it
