"""Pairs of worlds that differ only in what an actor may not see give byte-equal answers."""

import argparse

from proofs.report import Report


def options(parser: argparse.ArgumentParser) -> None:
    """How many pairs, from which seed, and whether quiet leaks are planted."""
    parser.add_argument("--pairs", type=int, default=20, help="how many pairs of worlds")
    parser.add_argument("--leaks", type=int, default=None, help="so many quiet leaks; all if none")
    parser.add_argument("--seed", type=int, default=None, help="seed of the first pair")


def run(asked: argparse.Namespace, report: Report) -> None:
    """Compare the answers of both; then plant leaks that show in no word, and find each."""
    from proofs.twins import comparing

    comparing.run(report, pairs=asked.pairs, leaks=asked.leaks, seed=asked.seed)
