"""The table of words of a deployment, read once, and the pattern that finds words in a text."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

SHIPPED = Path(__file__).with_name("words.yaml")


@dataclass(frozen=True)
class Term:
    """A word of the pages, and what it means here."""

    term: str
    means: str
    language: str


@dataclass(frozen=True)
class Advice:
    """What to write instead of some words, and why."""

    words: tuple[str, ...]
    better: str
    why: str
    language: str


@dataclass(frozen=True)
class Table:
    """All terms and advice; in the pattern, group `aN` stands for the words of the N-th advice."""

    terms: tuple[Term, ...]
    advice: tuple[Advice, ...]
    pattern: re.Pattern[str]


def table() -> Table:
    """The deployment's words of all languages: a text does not say which language it is in."""
    return read(Path(settings.WORDS or SHIPPED))


@cache
def read(path: Path) -> Table:
    """The table in a file; raises `ImproperlyConfigured` and says what to mend."""
    try:
        languages = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
        terms = [
            Term(row["term"], row["means"], language)
            for language, rows in languages.items()
            for row in rows.get("terms", [])
        ]
        advice = [
            Advice(_words(row["words"]), row["better"], row["why"], language)
            for language, rows in languages.items()
            for row in rows.get("reconsider", [])
        ]
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise ImproperlyConfigured(f"THROUGHCARE_WORDS, {path}: {error}") from None
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise ImproperlyConfigured(
            f"THROUGHCARE_WORDS, {path}: {error}. Each language has `terms` with term and means, "
            "and `reconsider` with words (a list), better and why."
        ) from None
    return Table(tuple(terms), tuple(advice), _pattern(advice))


def _words(given: Any) -> tuple[str, ...]:
    if not isinstance(given, list) or not all(isinstance(one, str) and one for one in given):
        raise ValueError(f"words must be a list of words, not {given!r}")
    return tuple(given)


def _pattern(advice: list[Advice]) -> re.Pattern[str]:
    if not advice:
        return re.compile(r"(?!)")  # nothing is found
    groups = (
        f"(?P<a{number}>{'|'.join(map(_spelling, row.words))})" for number, row in enumerate(advice)
    )
    return re.compile(rf"(?<![\w-])(?:{'|'.join(groups)})(?![\w-])", re.IGNORECASE)


def _spelling(words: str) -> str:
    """Words as a pattern: spaces and hyphens are one, `*` is any ending."""
    parts = (re.escape(part).replace(r"\*", r"\w*") for part in re.split(r"[\s-]+", words))
    return r"[\s\u2010-\u2012-]+".join(parts)
