"""The proof of tampering runs, finds every attack as it says, and would tell if one were missed."""

from random import Random

import pytest

from proofs.report import Report
from proofs.tamper import attacks, trail, trying
from proofs.tamper.attacks import Events
from proofs.tamper.trail import Trail
from tests.proofs.conftest import Run
from throughcare.audit.models import Checkpoint


def test_every_attack_is_found_and_an_untouched_trail_raises_no_alarm(prove: Run) -> None:
    report = prove("tamper", "--tries", "1", "--events", "84")

    assert report.findings == []
    tried = [line for line in report.said if " tried, " in line]
    assert sum("found by the chain" in line for line in tried) == len(attacks.BY_CHAIN)
    assert sum("found by checkpoints" in line for line in tried) == len(attacks.BY_CHECKPOINT)
    assert sum("found by a witness alone" in line for line in tried) == len(attacks.BY_WITNESS)
    assert tried[-1] == "untouched: 1 tried, 0 false alarms"


@pytest.mark.django_db
def test_an_attack_that_is_missed_is_told() -> None:
    def nothing(made: Trail, lane: Events, at: int) -> None:
        """nothing at all"""

    report = Report("tamper")
    with trail.sealed(84, Random(1)) as made:
        trying._try(report, made, nothing, "the chain", 1, Random(1))

    assert report.findings == ["nothing at all: found by nothing, not by the chain (None)"]


@pytest.mark.django_db
def test_an_attack_that_is_found_elsewhere_is_told() -> None:
    def elsewhere(made: Trail, lane: Events, at: int) -> None:
        """another event"""
        other = next(place for place in (1, 6) if abs(place - at) > trying.NEAR)
        attacks.edit(made, lane, other)

    report = Report("tamper")
    with trail.sealed(84, Random(1)) as made:
        trying._try(report, made, elsewhere, "the chain", 1, Random(1))

    assert len(report.findings) == 1
    assert "another event: event" in report.findings[0]


@pytest.mark.django_db
def test_a_false_alarm_is_told() -> None:
    report = Report("tamper")
    with trail.sealed(84, Random(1)) as made, trying.triggers.lifted():
        Checkpoint.objects.filter(pk=2).delete()
        trying._leave_alone(report, made, 1, Random(1))

    assert report.findings[0].startswith("false alarm")
    assert report.said == ["untouched: 1 tried, 1 false alarms"]
