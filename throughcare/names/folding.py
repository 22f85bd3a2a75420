"""Names in plain small Latin letters, and their parts."""

import re
import unicodedata
from itertools import islice

from anyascii import anyascii

MOST_TOKENS = 24  # a name of more words is read no further
MOST_LETTERS = 64  # nor is a word of more letters

# Small words between names; a particle is searched as written, never by its sound.
_PARTICLES = (
    "al el ul il ad ar as ash at an az ibn bin ben bint bte abd abdul von van vom zum zur de der "
    "den des di da do dos das del della dello du la le lo mc mac zu und y e i ter ten te af av "
    "til st san"
)
PARTICLES = frozenset(_PARTICLES.split())
_JOINED = re.compile("['`´ʻʼʾʿ‘’׳ʹ\u0640\u200c\u200d]")
_WORD = re.compile(r"[^\W_]+")
_APART = re.compile("[^a-z0-9]+")


def fold(text: str) -> str:
    """Small Latin letters and digits, one space between words: `Zoë-Lu` as `zoe lu`."""
    return _APART.sub(" ", _JOINED.sub("", anyascii(_JOINED.sub("", text))).casefold()).strip()


def written(name: str) -> list[str]:
    """All words of a name in its own script, composed, without punctuation."""
    composed = unicodedata.normalize("NFC", _JOINED.sub("", name))
    return [word[0][:MOST_LETTERS] for word in islice(_WORD.finditer(composed), MOST_TOKENS)]


def tokens(name: str) -> list[str]:
    """The words to seek a name by, in its own script: particles only where nothing else is."""
    words = written(name)
    return [word for word in words if fold(word) not in PARTICLES] or words


def initials(name: str) -> str:
    """The first letters of first and last name, in their own script, for the identity bar."""
    words = written(name)
    named = [word for word in words if not (word.islower() and fold(word) in PARTICLES)] or words
    ends = named[:1] + named[1:][-1:]
    return "".join(word[0].upper()[0] for word in ends)
