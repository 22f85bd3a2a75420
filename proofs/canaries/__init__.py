"""A word of its own in every text field: no answer, header, log or mail shows a foreign one."""

import argparse

from proofs.report import Report


def options(parser: argparse.ArgumentParser) -> None:
    """How many requests of the crawl, and how many planted leaks."""
    parser.add_argument("--requests", type=int, default=None, help="so many by chance; all if none")
    parser.add_argument("--leaks", type=int, default=None, help="so many by chance; all if none")
    parser.add_argument("--named", default="", help="only leaks with these words in their name")
    parser.add_argument("--seed", type=int, default=1, help="another chance")


def run(asked: argparse.Namespace, report: Report) -> None:
    """Crawl; then plant leaks, one after the other, and crawl until each is found."""
    from proofs.canaries import hunting

    hunting.run(
        report, requests=asked.requests, leaks=asked.leaks, named=asked.named, seed=asked.seed
    )
