"""What the tests of the proofs share."""

import argparse
import os
import subprocess
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

import pytest
from django.db import connection

from proofs.report import Report

Run = Callable[..., Report]
RunApart = Callable[..., str]
ROOT = Path(__file__).parents[2]


@pytest.fixture
def prove(db: None) -> Run:
    """Runs a proof in the test database, with its options as on the command line."""

    def run(name: str, *arguments: str) -> Report:
        proof, parser, report = (
            import_module(f"proofs.{name}"),
            argparse.ArgumentParser(),
            Report(name),
        )
        proof.options(parser)
        proof.run(parser.parse_args(arguments), report)
        return report

    return run


@pytest.fixture
def prove_apart() -> RunApart:
    """Runs a proof as its command does, in a database of its own; what it says at its end."""

    def run(name: str, *arguments: str) -> str:
        vendor = "postgres" if connection.vendor == "postgresql" else "sqlite"
        command = [sys.executable, "-m", "proofs", name, "--database", vendor, *arguments]
        told = subprocess.run(
            command, cwd=ROOT, capture_output=True, text=True, check=False, env=os.environ.copy()
        )
        assert told.returncode == 0, told.stdout + told.stderr
        return told.stdout

    return run
