"""Writers at once: no correction is lost, stale ones are refused, a double click is one record."""

import argparse

from proofs.report import Report


def options(parser: argparse.ArgumentParser) -> None:
    """How many writers and edits, and how many double clicks."""
    parser.add_argument("--writers", type=int, default=8, help="processes that correct at once")
    parser.add_argument("--edits", type=int, default=25, help="corrections of each writer")
    parser.add_argument("--clicks", type=int, default=30, help="double clicks")
    parser.add_argument("--seed", type=int, default=1, help="another chance")


def run(asked: argparse.Namespace, report: Report) -> None:
    """Correct the same entries from many processes; send the same forms from two."""
    from proofs.races import clicking, correcting

    correcting.run(report, writers=asked.writers, edits=asked.edits, seed=asked.seed)
    clicking.run(report, clicks=asked.clicks)
