"""Tampering with the trail, with full rights over the database: each found, named, and by what."""

import argparse

from proofs.report import Report


def options(parser: argparse.ArgumentParser) -> None:
    """How often each attack is tried, on how long a trail, from which seed."""
    parser.add_argument("--tries", type=int, default=20, help="how often each attack is tried")
    parser.add_argument("--events", type=int, default=600, help="how long the trail is")
    parser.add_argument("--seed", type=int, default=None, help="seed of where the attacks fall")


def run(asked: argparse.Namespace, report: Report) -> None:
    """Try every attack, and as often an untouched trail."""
    from proofs.tamper import trying

    trying.run(report, tries=asked.tries, events=asked.events, seed=asked.seed)
