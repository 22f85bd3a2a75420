"""Kills the real server under load, and cuts the power: nothing that was acknowledged is lost."""

import argparse

from proofs.report import Report


def options(parser: argparse.ArgumentParser) -> None:
    """How many kills, by how many writers, and how many power cuts."""
    parser.add_argument("--kills", type=int, default=5, help="kill -9 under load")
    parser.add_argument("--writers", type=int, default=4, help="browsers that write meanwhile")
    parser.add_argument("--cuts", type=int, default=40, help="simulated power cuts (SQLite)")
    parser.add_argument("--writes", type=int, default=60, help="writes before the power cuts")
    parser.add_argument("--seed", type=int, default=1, help="another chance")


def run(asked: argparse.Namespace, report: Report) -> None:
    """First the kills; then, on SQLite, the power cuts with their control."""
    from proofs.crash import cutting, killing

    if asked.kills:
        killing.run(report, kills=asked.kills, writers=asked.writers, seed=asked.seed)
    if asked.cuts:
        cutting.run(report, cuts=asked.cuts, writes=asked.writes, seed=asked.seed)
