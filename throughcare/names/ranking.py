"""Ranks names that were found: the nearer to what was typed, the higher."""

from rapidfuzz import fuzz

from throughcare.names.folding import fold, tokens
from throughcare.names.skeleton import keys

SAME_SOUND = 90.0  # two spellings of one sound count nearly as one spelling

_Word = tuple[str, frozenset[str]]


def score(query: str, name: str) -> float:
    """0 for nothing in common to 100 for the same name, whatever script, order or spelling."""
    asked, held = _words(query), _words(name)
    if not asked or not held:
        return 0.0
    spelled = fuzz.token_sort_ratio(_spelling(asked), _spelling(held))
    heard = sum(_nearest(word, held) for word in asked) / len(asked)
    return round(0.15 * spelled + 0.85 * heard, 1)


def _words(name: str) -> list[_Word]:
    """Each word folded, and by its keys."""
    return [(fold(word), keys(word)) for word in tokens(name)]


def _spelling(words: list[_Word]) -> str:
    return " ".join(folded for folded, _keys in words)


def _nearest(word: _Word, words: list[_Word]) -> float:
    folded, sounds = word
    return max(
        max(fuzz.ratio(folded, other), SAME_SOUND if sounds & others else 0.0)
        for other, others in words
    )
