"""Changes the rule, the policies and the trail one place at a time: some test must notice each."""

import argparse
from pathlib import Path

from proofs.report import Report

ROOT = Path(__file__).resolve().parents[2]
FILES = ("throughcare/sharing/**/*.py", "throughcare/*/policy.py", "throughcare/audit/**/*.py")
TESTS = tuple(
    f"tests/{name}"
    for name in (
        "sharing", "cases", "entries", "audit", "secondwall", "notes", "powers", "alarms",
        "agencies", "desk", "demo", "operations",
    )
)  # fmt: skip
"""Not the browser, not the proofs, and not the addresses one by one: those take minutes each."""


def options(parser: argparse.ArgumentParser) -> None:
    """How many, by how many workers, from where; and of which files, by which tests."""
    parser.add_argument("--sample", type=int, default=0, help="so many by chance (all)")
    parser.add_argument("--seed", type=int, default=None, help="the same chance again")
    parser.add_argument("--jobs", type=int, default=1, help="workers at once")
    parser.add_argument("--resume", action="store_true", help="leave out what was killed before")
    parser.add_argument("--files", nargs="+", default=FILES, help="only these files (patterns)")
    parser.add_argument("--tests", nargs="+", default=TESTS, help="only these tests")


def run(asked: argparse.Namespace, report: Report) -> None:
    """Try every change on a copy of the checkout."""
    from django.db import connection

    from proofs.mutants import trying
    from proofs.mutants.tree import Tree

    trying.run(
        report,
        Tree(ROOT, tuple(asked.files), tuple(asked.tests)),
        trying.Extent(asked.sample, asked.seed, asked.jobs, asked.resume),
        kept=ROOT / "var" / "mutants",
        vendor=connection.vendor,
        told=Path(__file__).parent / "survivors.toml",
    )
