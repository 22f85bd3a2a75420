"""The same measurement at several sizes, a process each, and how much longer the largest takes.

On PostgreSQL the one database grows from size to size.
"""

import argparse
import json
import subprocess
import sys
from collections.abc import Sequence
from typing import Any

from benches.report import printed

PASSED_ON = ("database", "rounds", "minutes", "workers")


def run(asked: argparse.Namespace, sizes: Sequence[int]) -> None:
    """Measure each size, smallest first, and print all with the growth."""
    found = {size: _measured(asked, size) for size in sizes}
    figures = {f"{name}_{size}": each for size in sizes for name, each in found[size].items()}
    printed(asked, figures | grown(found[sizes[0]], found[sizes[-1]]))


def grown(small: dict[str, Any], large: dict[str, Any]) -> dict[str, float]:
    """For each least time: at the largest size, as a multiple of that at the smallest."""
    return {
        name.replace("least_ms_", "growth_", 1): large[name] / small[name]
        for name in small
        if name.startswith("least_ms_") and name in large
    }


def _measured(asked: argparse.Namespace, size: int) -> dict[str, Any]:
    options = [f"--{name}={getattr(asked, name)}" for name in PASSED_ON]
    command = [sys.executable, "-m", "benches", asked.name, f"--cases={size}", *options, "--json"]
    done = subprocess.run(command, stdout=subprocess.PIPE, check=True)  # noqa: S603
    return dict(json.loads(done.stdout))
