"""A pseudo-language: every message of the program in brackets, in a catalogue made by babel."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import allauth
import django
from babel.messages import mofile, pofile
from babel.messages.catalog import Catalog
from babel.messages.frontend import CommandLineInterface
from bs4 import BeautifulSoup, NavigableString
from bs4.element import PreformattedString

from throughcare.config.settings import PACKAGE

# A language that Django and babel know, and that we have no catalogue for.
LANGUAGE = "eo"
OPEN, CLOSE = "⟦", "⟧"
KEYWORDS = "gettext_lazy ngettext_lazy:1,2 pgettext_lazy:1c,2 pgettext:1c,2"
ATTRIBUTES = ("title", "aria-label", "placeholder", "alt", "data-kept", "data-failed", "label")
_LETTERS = re.compile(r"[^\W\d_]{2,}")


def write(folder: Path) -> None:
    """Write the catalogue to a folder of catalogues."""
    template = folder / "django.pot"
    mapping = str(PACKAGE.parent / "pyproject.toml")
    arguments = [f"--mapping={mapping}", f"--keywords={KEYWORDS}", f"--output={template}"]
    CommandLineInterface().run(["pybabel", "-q", "extract", *arguments, str(PACKAGE)])
    catalog = Catalog(locale=LANGUAGE)
    for path in (*_foreign(), template):
        _take(catalog, path)
    place = folder / LANGUAGE / "LC_MESSAGES"
    place.mkdir(parents=True)
    with (place / "django.mo").open("wb") as file:
        mofile.write_mo(file, catalog)


def _foreign() -> Iterator[Path]:
    """The messages of those whose forms and pages we show."""
    yield Path(django.__file__).parent / "conf/locale/en/LC_MESSAGES/django.po"
    yield Path(django.__file__).parent / "contrib/auth/locale/en/LC_MESSAGES/django.po"
    yield Path(allauth.__file__).parent / "locale/en/LC_MESSAGES/django.po"


def _take(catalog: Catalog, path: Path) -> None:
    with path.open("rb") as file:
        for message in pofile.read_po(file):
            if message.id:
                catalog.add(message.id, _bracketed(message.id), context=message.context)


def _bracketed(words: Any) -> Any:
    if isinstance(words, tuple | list):
        return tuple(_bracketed(each) for each in words)
    return f"{OPEN}{words}{CLOSE}"


def bare(html: str, known: Iterable[str]) -> set[str]:
    """Texts and attributes that are neither in brackets nor data."""
    given = sorted({each for each in known if each}, key=len, reverse=True)
    return {text for text in _shown(html) if _LETTERS.search(_outside(text, given))}


def _shown(html: str) -> Iterator[str]:
    """What a reader sees or hears of a page."""
    soup = BeautifulSoup(html, "html.parser")
    for hidden in soup.select("script, style, time, .tc-reference, [translate=no]"):
        hidden.extract()
    for node in soup.find_all(string=True):
        if isinstance(node, NavigableString) and not isinstance(node, PreformattedString):
            yield " ".join(node.split())
    for name in ATTRIBUTES:
        for one in soup.find_all(attrs={name: True}):
            yield str(one[name])


def _outside(text: str, known: list[str]) -> str:
    """What stands outside of all brackets, without data."""
    for each in known:
        text = text.replace(each, " ")
    depth, rest = 0, []
    for letter in text:
        depth += (letter == OPEN) - (letter == CLOSE)
        rest.append(letter if depth == 0 and letter != CLOSE else " ")
    return "".join(rest)
