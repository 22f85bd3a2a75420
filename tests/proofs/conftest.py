"""What the tests of the proofs share."""

import argparse
from collections.abc import Callable
from importlib import import_module

import pytest

from proofs.report import Report

Run = Callable[..., Report]


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
