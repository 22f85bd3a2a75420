"""The detector: candidates by one pass of a letter trie, each then looked at where it stands."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from throughcare.markings import ironing, standing
from throughcare.markings.levels import Level, Strength, canonical, table

# Between two letters of a marking: enough for "T O P   S E C R E T" and a broken line.
_GAP = " {0,8}"
# Letters that scanners and jokers swap.
_SWAPPED = {"O": "[O0]", "I": "[I1L]", "S": "[S5]", "E": "[E3]"}
_PORTION = re.compile(r"[(\[]([^()\[\]\n]{1,80})[)\]]")
_CONTROLS = re.compile(r"[A-Z0-9 ,/\-]+")
_SHORT_PORTIONS = {
    "TS": Level.TOP_SECRET,
    "S": Level.SECRET,
    "C": Level.CONFIDENTIAL,
    "R": Level.RESTRICTED,
}

_END = ""
_Trie = dict[str, "_Trie"]


@dataclass(frozen=True)
class Marking:
    """One marking as it was found: `words` is the text between `start` and `end`."""

    level: Level
    words: str
    start: int
    end: int


def find(text: str) -> list[Marking]:
    """Every marking in the text, in the order of the text; takes time linear in its length."""
    ironed = ironing.iron(text)
    capitals = ironing.letters(ironed)
    found = sorted([*_by_words(ironed, capitals), *_by_portions(ironed)])
    if not found:
        return []
    positions = ironing.Positions(text)
    markings = []
    for start, end, level in found:
        first, last = positions.start(start), positions.start(end - 1) + 1
        markings.append(Marking(level, text[first:last], first, last))
    return markings


def blocking(text: str, released: Collection[str] = ()) -> list[Marking]:
    """The markings that stop this text: high enough for the setting, and not released.

    `released` holds the words that the writer released, with a reason, as quoted and not marking.
    """
    lowest = _lowest()
    let_go = {canonical(words) for words in released}
    return [
        marking
        for marking in find(text)
        if marking.level.rank >= lowest.rank and canonical(marking.words) not in let_go
    ]


def _lowest() -> Level:
    """The lowest level that stops a text (the setting MARKING_BLOCKS)."""
    level = getattr(settings, "MARKING_BLOCKS", Level.RESTRICTED)
    try:
        return Level(level)
    except ValueError:
        choice = ", ".join(Level)
        raise ImproperlyConfigured(f"MARKING_BLOCKS must be one of {choice}.") from None


def _by_words(ironed: str, capitals: str) -> Iterator[tuple[int, int, Level]]:
    pattern, at = _pattern(), 0
    while candidate := pattern.search(capitals, at):
        start, end = candidate.span()
        at = start + 1
        while end > start:
            words = table().words[canonical(capitals[start:end])]
            if words.strength is Strength.ORDINARY:
                at = end
                break
            if standing.counts(ironed, capitals, start, end, words):
                yield start, end, words.level
                at = end
                break
            end = _shorter(pattern, capitals, start, end)


def _shorter(pattern: re.Pattern[str], capitals: str, start: int, end: int) -> int:
    """Where a shorter marking ends that begins at the same place; `start` if there is none."""
    last_space = capitals.rfind(" ", start, end)
    if last_space < 0:
        return start
    shorter = pattern.match(capitals, start, last_space)
    return shorter.end() if shorter else start


def _by_portions(ironed: str) -> Iterator[tuple[int, int, Level]]:
    for portion in _PORTION.finditer(ironed):
        head, slashes, controls = portion[1].strip().partition("//")
        name = head.replace("-", "").replace("/", "").replace(" ", "")
        level = table().portions.get(name)
        if slashes and _CONTROLS.fullmatch(controls):
            level = level or _SHORT_PORTIONS.get(name)
        elif level and "-" not in head and not standing.at_an_edge(ironed, *portion.span()):
            level = None
        if level:
            yield *portion.span(), level


@cache
def _pattern() -> re.Pattern[str]:
    """All markings as one trie, longest first, from one word's edge to another's."""
    trie: _Trie = {}
    for key in table().words:
        node = trie
        for letter in key:
            node = node.setdefault(letter, {})
        node[_END] = {}
    return re.compile(f"(?<![^ ]){_branch(trie)}(?![^ ])")


def _branch(node: _Trie) -> str:
    ways = [
        _SWAPPED.get(letter, letter) + ("" if _END in below else _GAP) + _branch(below)
        for letter, below in node.items()
        if letter != _END
    ]
    if _END not in node:
        return f"(?:{'|'.join(ways)})"
    return f"(?:{_GAP}(?:{'|'.join(ways)}))?" if ways else ""
