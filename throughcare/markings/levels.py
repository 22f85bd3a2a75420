"""The table of markings, read once from `levels.yaml` and ironed like the text itself."""

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from throughcare.markings import ironing


class Level(StrEnum):
    """How high a marking stands, lowest first."""

    OFFICIAL = "official"
    RESTRICTED = "restricted"
    CONFIDENTIAL = "confidential"
    SECRET = "secret"  # noqa: S105 (a level)
    TOP_SECRET = "top_secret"  # noqa: S105 (a level)

    @property
    def rank(self) -> int:
        """0 for the lowest level."""
        return list(Level).index(self)


class Strength(StrEnum):
    """Where the words count as a marking, most freely first (see the head of `levels.yaml`)."""

    ANYWHERE = "anywhere"
    CAPITALS = "capitals"
    ALONE = "alone"
    LABELLED = "labelled"
    ORDINARY = "ordinary"  # no marking, though it holds the word of one


class Words(NamedTuple):
    """The words of one marking, ironed: ("NATO", "SECRET")."""

    parts: tuple[str, ...]
    level: Level
    strength: Strength


@dataclass(frozen=True)
class Table:
    """What the detector looks for."""

    words: dict[str, Words]  # by `canonical`
    portions: dict[str, Level]
    nouns: tuple[str, ...]
    verbs: tuple[str, ...]
    companions: frozenset[str]
    things: frozenset[str]


# Letters that scanners and jokers swap, brought to one.
_SWAPPED = str.maketrans("01L53", "OIISE")


def canonical(words: str) -> str:
    """The words' letters and digits alone, as keys of the table: `TOPSECRET`."""
    return "".join(_parts(words)).translate(_SWAPPED)


@cache
def table() -> Table:
    """The shipped markings."""
    raw: dict[str, Any] = yaml.safe_load(
        Path(__file__).with_name("levels.yaml").read_text(encoding="utf-8")
    )
    labels, companions, things = raw.pop("labels"), raw.pop("companions"), raw.pop("things")
    words: dict[str, Words] = {}
    portions: dict[str, Level] = {}
    _add(Level.OFFICIAL, {Strength.ORDINARY: raw.pop("ordinary")}, words, portions)
    for levels in raw.values():
        for level, places in levels.items():
            _add(Level(level), dict(places), words, portions)
    beside = {part for word in companions for part in _parts(word)}
    for found in words.values():
        if found.strength in {Strength.CAPITALS, Strength.ALONE}:
            beside.update(found.parts)
    return Table(
        words,
        portions,
        tuple(" " + " ".join(_parts(noun)) for noun in labels["nouns"]),
        tuple(" " + " ".join(_parts(verb)) for verb in labels["verbs"]),
        frozenset(beside),
        frozenset(part for thing in things for part in _parts(thing)),
    )


def _add(
    level: Level, places: dict[str, list[str]], words: dict[str, Words], portions: dict[str, Level]
) -> None:
    for portion in places.pop("portions", []):
        portions["".join(_parts(portion))] = level
    for place, markings in places.items():
        for spelling in (s for marking in markings for s in _spellings(marking)):
            found = Words(spelling, level, Strength(place))
            key = canonical("".join(spelling))
            if key not in words or words[key].level.rank < level.rank:
                words[key] = found


def _spellings(marking: str) -> set[tuple[str, ...]]:
    """As written, without accents, and with accents spelled out (FUER, AA)."""
    return {tuple(_parts(marking)), tuple(_parts(ironing.spell_out(marking)))}


def _parts(text: str) -> list[str]:
    return ironing.letters(ironing.iron(text)).split()
