"""Whether words stand where a marking stands: alone, in brackets, labelled, or clear as such."""

import re
from itertools import pairwise

from throughcare.markings import ironing
from throughcare.markings.levels import Strength, Words, table

_NEAR = 120  # how far a header or footer line is looked at, on either side
_CELL_END = re.compile(r"[\n\t|]| {3,}")
_BROKEN_WORD = re.compile(r"-[ \t]*\n\s*")
_TOKEN = re.compile("[^ ]+")
_QUOTES = " \t\n:=-\"'«»„“”‚‘’([*_"


def counts(ironed: str, capitals: str, start: int, end: int, words: Words) -> bool:
    """Whether the candidate is a marking, from how it is written and what stands around it."""
    written = ironed[start:end]
    in_capitals = _in_capitals(written)
    if not _holds_together(written, capitals[start:end], words.parts, in_capitals):
        return False
    if words.strength is Strength.ANYWHERE:
        return in_capitals or not _goes_on_as_a_sentence(ironed, start, end, words)
    if not in_capitals:
        return _labelled(ironed, start, end, in_capitals=False)
    if words.strength is Strength.CAPITALS and not _among_capitals(ironed, start, end):
        return True
    if _labelled(ironed, start, end, in_capitals=True):
        return True
    return words.strength is not Strength.LABELLED and (
        _bracketed(ironed, start, end)
        or ironed.startswith("//", end)
        or _alone(ironed, capitals, start, end)
    )


def at_an_edge(ironed: str, start: int, end: int) -> bool:
    """Whether a portion mark begins or ends a line or a sentence."""
    before = ironed[max(0, start - 12) : start].rstrip(" \t-*•0123456789")
    after = ironed[end : end + 12].lstrip(" \t.")
    if not after or after[0] == "\n":
        return True
    if not after[0].isalpha():
        return False
    return (not before and start <= 12) or before[-1:] in {"\n", ".", "!", "?", ":", ")", '"'}


def _in_capitals(written: str) -> bool:
    small = [c for c in written if c.islower()]
    return not small or (set(small) == {"l"} and len(written) > 5 * len(small))


def _holds_together(written: str, capitals: str, parts: tuple[str, ...], in_capitals: bool) -> bool:
    """Whether what parts the letters parts words, or spaces letters, or breaks a line."""
    seams, length = set(), 0
    for part in parts:
        length += len(part)
        seams.add(length)
    tokens = list(_TOKEN.finditer(capitals))
    length = 0
    for left, right in pairwise(tokens):
        length += len(left[0])
        gap = written[left.end() : right.start()]
        if length in seams:
            if not _parts_words(gap, left[0], in_capitals):
                return False
        elif max(len(left[0]), len(right[0])) > 1 and not _BROKEN_WORD.fullmatch(gap):
            return False
    return True


def _parts_words(gap: str, before: str, in_capitals: bool) -> bool:
    if in_capitals:
        return not set(gap) & set(",;?!")
    if "." in gap and before not in {"STG", "DEP", "VS"}:
        return False
    return not set(gap) - set(" \t\n-_/.") and gap.count("\n") < 2


def _goes_on_as_a_sentence(ironed: str, start: int, end: int, words: Words) -> bool:
    """Whether the last word is a verb: "the EU restricted imports", not "EU restricted papers"."""
    if words.parts[-1] != "RESTRICTED" or not ironed[end - 1].islower():
        return False
    after = re.match(r"\s+([a-z]+)", ironed[end : end + 40])
    return after is not None and ironing.letters(after[1]) not in table().things


def _among_capitals(ironed: str, start: int, end: int) -> bool:
    """Whether a neighbour on the line is another word in capitals."""
    before = re.search(r"(\w+)[^\w\n]{0,3}$", ironed[max(0, start - 40) : start])
    after = re.match(r"[^\w\n]{0,3}(\w+)", ironed[end : end + 40])
    return any(_is_other_capitals(word[1]) for word in (before, after) if word)


def _is_other_capitals(word: str) -> bool:
    return len(word) > 1 and word.isupper() and ironing.letters(word) not in table().companions


def _bracketed(ironed: str, start: int, end: int) -> bool:
    before = ironed[max(0, start - 4) : start].rstrip()[-1:]
    after = ironed[end : end + 4].lstrip()[:1]
    return (before + after) in {"()", "[]", "{}", "<>"}


def _alone(ironed: str, capitals: str, start: int, end: int) -> bool:
    """Whether nothing but page numbers and other markings shares the line (or table cell).

    Of a long line the nearest words decide: a row of markings is alone, too.
    """
    left, right = max(0, start - _NEAR), min(len(ironed), end + _NEAR)
    is_cut_left, is_cut_right = left > 0, right < len(ironed)
    for edge in _CELL_END.finditer(ironed, left, start):
        left, is_cut_left = edge.end(), False
    if last := _CELL_END.search(ironed, end, right):
        right, is_cut_right = last.start(), False
    before, after = capitals[left:start].split(), capitals[end:right].split()
    beside = before[is_cut_left:] + after[: len(after) - is_cut_right]
    return all(word.isdigit() or word in table().companions for word in beside)


def _labelled(ironed: str, start: int, end: int, *, in_capitals: bool) -> bool:
    """Whether a label stands before: "Classification: Secret", "stamped SECRET"."""
    near = ironed[max(0, start - 80) : start]
    stem = near.rstrip(_QUOTES)
    between = near[len(stem) :]
    line = " " + " ".join(ironing.letters(stem.rpartition("\n")[2]).split())
    is_named = line.endswith(table().nouns)
    if set(between) & set(":=\t"):
        return is_named or (in_capitals and line.endswith(table().verbs))
    if not in_capitals or "\n" in between:
        return False
    ends_line = ironed[end : end + 3].strip(" .\"'”»")[:1] in {"", "\n"}
    return line.endswith(table().verbs) or (is_named and ends_line)
