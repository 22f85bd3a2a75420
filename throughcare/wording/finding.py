"""Finds words to reconsider in what somebody writes; quotations are left alone."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from throughcare.wording.table import Advice, table

# Opening and closing marks of the languages of Europe. An apostrophe opens nothing inside a word.
_PAIRS = (("“", "”"), ("„", "“”"), ("«", "»"), ("»", "«"), ("‹", "›"), ('"', '"'), ("‘", "’"))
_QUOTED = re.compile(
    "|".join(
        rf"(?<!\w){opening}(?:[^{opening}{closing}]|[{closing}](?=\w))*[{closing}](?!\w)"
        for opening, closing in _PAIRS
    )
)


@dataclass(frozen=True)
class Hint:
    """Words that stand in the text, as written, and the advice on them."""

    found: str
    advice: Advice


def reconsider(text: str) -> list[Hint]:
    """What to reconsider in a text, each advice once, in the order of the text."""
    found: dict[Advice, Hint] = {}
    for hint in _hints(text):
        found.setdefault(hint.advice, hint)
    return list(found.values())


def _hints(text: str) -> Iterator[Hint]:
    known = table()
    for match in known.pattern.finditer(_QUOTED.sub(_blank, text)):
        number = int(str(match.lastgroup)[1:])
        yield Hint(" ".join(match.group().split()), known.advice[number])


def _blank(quoted: re.Match[str]) -> str:
    return "\n" * len(quoted.group())
