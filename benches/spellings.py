"""Pairs of spellings of one name: as it is stored, and as somebody asks for it."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

import yaml

FILE = Path(__file__).with_suffix(".yaml")


@dataclass(frozen=True)
class Pair:
    """One person's name in two spellings."""

    tradition: str
    stored: str
    asked: str


def people() -> dict[str, list[list[str]]]:
    """For each tradition the people, each in several spellings."""
    found = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return {name: [line.split(" | ") for line in lines] for name, lines in found.items()}


def spellings() -> list[str]:
    """Every spelling once, in the file's order: who is stored."""
    return list(dict.fromkeys(name for lines in people().values() for one in lines for name in one))


def pairs() -> list[Pair]:
    """Any two spellings of a person; the earlier is stored in one pair and asked in the next."""
    found = []
    for tradition, lines in people().items():
        for number, (one, other) in enumerate(_two_of_each(lines)):
            stored, asked = (one, other) if number % 2 else (other, one)
            found.append(Pair(tradition, stored, asked))
    return found


def _two_of_each(lines: list[list[str]]) -> Iterator[tuple[str, str]]:
    for one in lines:
        yield from combinations(one, 2)
