"""The rule against its plain reference on random worlds, whichever way it is asked."""

import argparse

from proofs.report import Report


def options(parser: argparse.ArgumentParser) -> None:
    """How many worlds, from which seed, and how many of them page by page."""
    parser.add_argument("--worlds", type=int, default=200, help="how many random worlds")
    parser.add_argument("--pages", type=int, default=None, help="worlds crawled page by page")
    parser.add_argument("--seed", type=int, default=None, help="seed of the first world")


def run(asked: argparse.Namespace, report: Report) -> None:
    """Compare every way to ask with the reference."""
    from proofs.worlds import comparing

    comparing.run(report, worlds=asked.worlds, pages=asked.pages, seed=asked.seed)
