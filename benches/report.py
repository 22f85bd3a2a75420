"""How a measurement speaks: progress aside, figures at the end."""

import argparse
import json
import sys
from collections.abc import Mapping


def say(asked: argparse.Namespace, words: str) -> None:
    """Tell what happens now; aside when the figures are for a program."""
    print(words, file=sys.stderr if asked.json else sys.stdout, flush=True)


def printed(asked: argparse.Namespace, figures: Mapping[str, object]) -> None:
    """The figures, one a line, or as JSON."""
    if asked.json:
        print(json.dumps(figures, indent=1))
        return
    for name, value in figures.items():
        print(f"{name:36} {f'{value:.3f}' if isinstance(value, float) else value}")
