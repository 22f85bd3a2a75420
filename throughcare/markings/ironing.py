"""Irons out what makes two equal-looking texts differ: accents, look-alikes, unseen characters.

`iron` keeps case and lines; `letters` then gives capitals with a space for whatever is no letter
or digit, character by character, so that both have the same positions.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator

# Look-alikes that compatibility decomposition leaves alone. Small table: letters of markings.
_LOOK_ALIKES = {
    **dict(zip("АВЕЅІЈКМНОРСТУХӀԌԚԜҮ", "ABESIJKMHOPCTYXIGQWY", strict=True)),  # Cyrillic
    **dict(zip("аеѕіјорсухԁԛԝһӏ", "aesijopcyxdqwhl", strict=True)),
    **dict(zip("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧϹϺ", "ABEZHIKMNOPTYXCM", strict=True)),  # Greek
    **dict(zip("αικνορυϲ", "aikvopuc", strict=True)),
    **dict(zip("ՏՕԼᎪᏟᎬᎢᎡᏚᎻ", "SOLACETRSH", strict=True)),  # Armenian, Cherokee
    **dict(zip("ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢ", "ABCDEFGHIJKLMNOPRSTUVWYZ", strict=True)),
    **dict(zip("łŁøØđĐħĦıȷðÐŧŦƟɵ", "lLoOdDhHijdDtTOo", strict=True)),
    "æ": "ae",
    "Æ": "AE",
    "œ": "oe",
    "Œ": "OE",
    "ß": "ss",
    "ẞ": "SS",
    "þ": "th",
    "Þ": "TH",
    **{chr(0x1F150 + n): chr(65 + n) for n in range(26)},  # letters in black circles
    **{chr(0x1F170 + n): chr(65 + n) for n in range(26)},  # letters in black squares
    **{chr(0x1F1E6 + n): chr(65 + n) for n in range(26)},  # letters that flags are made of
    **dict.fromkeys("\u2212\u30fc\u2043", "-"),
    **dict.fromkeys("\u115f\u1160\u3164\uffa0", ""),  # letters that show as nothing
    **dict.fromkeys("\u2028\u2029\x0b\x0c\x85\r", "\n"),
    "\u2800": " ",  # a Braille cell without dots
}
# Unseen, combining and control characters go; dashes and spaces are one each.
_BY_CATEGORY = {**dict.fromkeys(("Cf", "Mn", "Me", "Cc", "Cs"), ""), "Pd": "-", "Zs": " "}
_SPELLED_OUT = str.maketrans(
    {"Ä": "AE", "Ö": "OE", "Ü": "UE", "Å": "AA", "Ø": "OE", "ä": "ae", "ö": "oe", "ü": "ue"}
)


class _Ironed(dict[int, str]):
    """For `str.translate`: works a character out when it is first met."""

    def __missing__(self, code: int) -> str:
        self[code] = found = _iron_one(chr(code))
        return found


class _Letters(dict[int, str]):
    def __missing__(self, code: int) -> str:
        char = chr(code)
        upper = _ironed[ord(char.upper())] if len(char.upper()) == 1 else char
        self[code] = found = (upper if len(upper) == 1 else char) if char.isalnum() else " "
        return found


def _iron_one(char: str) -> str:
    if char in _LOOK_ALIKES:
        return _LOOK_ALIKES[char]
    if char in "\n\t" or " " <= char <= "~":
        return char
    plain = _BY_CATEGORY.get(unicodedata.category(char))
    if plain is not None:
        return plain
    decomposed = unicodedata.normalize("NFKD", char)
    kept = (c for c in decomposed if unicodedata.category(c) not in _BY_CATEGORY)
    return "".join(_LOOK_ALIKES.get(c, c) for c in kept) if decomposed != char else char


_ironed = _Ironed()
_letters = _Letters()


def iron(text: str) -> str:
    """The text without accents, look-alikes, unseen characters and odd dashes or spaces."""
    return text.translate(_ironed)


def letters(ironed: str) -> str:
    """Capitals, and a space for whatever is neither letter nor digit; same positions."""
    return ironed.translate(_letters)


def spell_out(text: str) -> str:
    """`FÜR` as `FUER`, `TILLGÅNG` as `TILLGAANG`."""
    return text.translate(_SPELLED_OUT)


class Positions:
    """From a position in the ironed text back to the text it was made from."""

    def __init__(self, text: str) -> None:
        self._ironed, self._written = [0], [0]
        odd = "".join(c for c in set(text) if len(_ironed[ord(c)]) != 1)
        if not odd:
            return
        shift = 0  # how far the ironed text runs behind
        for run in re.finditer(f"[{re.escape(odd)}]+", text):
            for at, char in _steps(run):
                width = len(_ironed[ord(char)])
                self._mark(at - shift, at)
                shift += 1 - width
            self._mark(run.end() - shift, run.end())

    def _mark(self, ironed: int, written: int) -> None:
        if self._ironed[-1] == ironed:
            self._written[-1] = written
        else:
            self._ironed.append(ironed)
            self._written.append(written)

    def start(self, at: int) -> int:
        """Where the character that became ironed position `at` begins."""
        n = bisect_right(self._ironed, at) - 1
        found = self._written[n] + at - self._ironed[n]
        if n + 1 < len(self._written):
            return min(found, self._written[n + 1] - 1)
        return found


def _steps(run: re.Match[str]) -> Iterator[tuple[int, str]]:
    return enumerate(run.group(), run.start())
