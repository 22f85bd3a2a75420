"""Two processes: one ends seats, posts and agreements, the other reads; no read comes too late."""

import argparse

from proofs.report import Report


def options(parser: argparse.ArgumentParser) -> None:
    """How many interleavings."""
    parser.add_argument("--rounds", type=int, default=60, help="how many endings")
    parser.add_argument("--seed", type=int, default=1, help="another chance")


def run(asked: argparse.Namespace, report: Report) -> None:
    """End access in the middle of reading, again and again."""
    from proofs.revocation import ending

    ending.run(report, rounds=asked.rounds, seed=asked.seed)
