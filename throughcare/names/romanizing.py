"""Letters whose sound the plain transliteration loses, written so that the skeleton can hear it."""

import re
import unicodedata

from anyascii import anyascii

# "W" is a letter that is a consonant or a vowel, one cannot know which.
_ARABIC = {
    **dict.fromkeys("اأإآٱعىة", "a"),
    **dict.fromkeys("ءئؤ", ""),
    **dict.fromkeys("ضذظ", "dh"),
    **dict.fromkeys("حهھ", "h"),
    **dict.fromkeys("يیې", "y"),
    "و": "W",
    "ج": "dj",
    "چ": "tsh",
    "ژ": "zh",
    "خ": "kh",
    "غ": "gh",
    "ق": "q",
    "ث": "th",
    "ش": "sh",
    "ص": "s",
    "ط": "t",
}
_CYRILLIC = {"г": "gh", "ж": "zh", "ђ": "dj", "ћ": "ch", "љ": "l", "њ": "n", "џ": "dj", "ґ": "g"}
_LATIN = {
    **dict.fromkeys("çčćĉ", "ch"),
    **dict.fromkeys("şšșŝ", "sh"),
    **dict.fromkeys("žźż", "zh"),
    **dict.fromkeys("ţț", "ts"),
    "ı": "i",
    "ğ": "g",
    "å": "aa",
    "ð": "dh",
    "đ": "dj",
}
_LETTERS = str.maketrans({**_ARABIC, **_CYRILLIC, **_LATIN})
_GREEK = (
    (re.compile("^μπ"), "b"),
    (re.compile("^ντ"), "d"),
    (re.compile("^γκ"), "g"),
    (re.compile("^γ(?=[ιε])"), "gi"),
    (re.compile("γ(?=[γκχξ])"), "n"),
    (re.compile("(?<=[αεη])υ"), "f"),
)
_DOUBLED = re.compile(r"([^aeiou])\1+")
_NO_LETTER = re.compile("[^a-zW]")


def romanize(token: str) -> str:
    """One word in small Latin letters (and W), consonants never doubled."""
    small = _without_accents_of_greek(token.casefold().replace("i̇", "i"))
    for letters, sound in _GREEK:
        small = letters.sub(sound, small)
    latin = _NO_LETTER.sub("", _keeping_w(small.translate(_LETTERS)))
    return _DOUBLED.sub(r"\1", latin)


def _without_accents_of_greek(small: str) -> str:
    if not any("\u0370" <= c <= "\u03ff" or "\u1f00" <= c <= "\u1fff" for c in small):
        return small
    return "".join(c for c in unicodedata.normalize("NFD", small) if not unicodedata.combining(c))


def _keeping_w(text: str) -> str:
    return "W".join(anyascii(part).casefold() for part in text.split("W"))
