"""The restore drill runs, finds nothing, and would find a backup that opens when it must not."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from proofs.report import Report
from proofs.restore import harming
from tests.docs.pages import ROOT
from tests.operations.conftest import BackedUp
from tests.operations.installations import OF_SERVER
from throughcare.operations.backups import keys


def test_a_small_drill_finds_nothing() -> None:
    database = "postgres" if OF_SERVER else "sqlite"
    words = ["restore", "--cases", "5", "--flips", "12", "--database", database]
    ran = subprocess.run(
        [sys.executable, "-m", "proofs", *words],
        cwd=ROOT, env=os.environ, capture_output=True, text=True, check=False, timeout=500,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stdout + ran.stderr[-2000:]
    for line in ("restore: found nothing", "0 differ; 25 files", "12 flipped bits, 12 cuts"):
        assert line in ran.stdout


def test_a_backup_that_opens_when_harmed_is_found(
    backed_up: BackedUp, settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.DATA_DIR = tmp_path
    copy = tmp_path / "copy"
    copy.write_bytes(backed_up.file.read_bytes())
    report = Report("restore")
    monkeypatch.setattr(harming, "_opens", lambda path, secret: True)
    harming.harm(copy, keys.from_file(backed_up.key), 5, report)
    assert len(report.findings) == 5 + harming.CUTS + 4
    assert copy.read_bytes() == backed_up.file.read_bytes()
