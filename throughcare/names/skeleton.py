"""Search keys: each word as it is folded, and by its consonants as they sound in any spelling.

Where a spelling can be heard in more than one way (German and French `ch`, Somali and Turkish
`c`), each way gives a key, so that two spellings of one name share at least one.
"""

import re
from itertools import islice, product

from throughcare.names.folding import PARTICLES, fold, written
from throughcare.names.romanizing import romanize

MOST_WAYS = 12  # keys of one word's sound

_V = "aeiouyW"
# The first rule that fits at a place decides: pattern, and what can be heard there.
_RULES: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...] = tuple(
    (re.compile(pattern), heard)
    for pattern, heard in (
        ("(?<=[a-z])dj", ("J", "S")),  # Hadji, Hatzi
        ("dsch|dzh|dsh|dj", ("J",)),
        ("schtsch|chtch|shch|szcz|tsch|tsh|tch|cz|sch|skj|sj|sz|ts|tz|dz", ("S",)),
        (f"(?<=[{_V}])sh(?=[{_V}])", ("S", "SH")),
        ("sh", ("S",)),
        ("ph", ("F",)),
        (f"(?<=[{_V}])th(?=.)", ("T", "S", "D")),
        ("th", ("T", "S")),
        ("dh", ("D", "S")),
        ("zh", ("S", "J")),
        ("kh", ("H", "K")),
        ("gh", ("K", "H")),
        ("ch(?=[rl])", ("K", "H")),
        ("ch", ("H", "S", "K")),
        (f"g?qu(?=[{_V}])", ("KF", "K")),
        ("g[kq]|ck|k|q", ("K",)),
        ("tc(?=[eiy])", ("S",)),
        ("^x", ("H", "S", "KS")),
        ("x", ("KS", "H")),
        ("^c(?=[eiy])", ("S", "J", "A")),
        ("^c(?=[aou])", ("K", "J", "A", "S")),
        (f"(?<=[{_V}])c(?=[eiy])", ("S", "J", "")),
        ("c(?=[eiy])", ("S", "J")),
        (f"(?<=[{_V}])c(?=[aou])", ("K", "J", "", "S")),
        (f"(?<=[{_V}])c", ("K", "", "S")),
        ("c", ("K",)),
        (f"^g(?=[{_V}])", ("K", "J")),
        (f"(?<=[{_V}])g(?=[{_V}])", ("K", "J")),
        ("g", ("K",)),
        ("[sz]", ("S",)),
        ("^nt", ("D",)),
        ("(?<=n)d|d(?=[kp])|dt|d$|t", ("T",)),
        ("(?<=[aei])d(?=a)", ("D", "S")),
        ("d", ("D",)),
        ("^mp|p|b", ("P",)),
        ("f", ("F",)),
        ("[wW]$", ("F", "")),
        ("^[wW]", ("F",)),
        ("W", ("F", "")),
        ("^ou(?=[aei])", ("F",)),
        ("v(?=f)", ("",)),
        ("(?<=a)[vw](?=[ou])", ("F", "")),
        (f"w(?=[{_V}])|v", ("F",)),
        ("w", ("F", "")),
        ("(?<=[aei])ou", ("F", "")),
        ("(?<=[ae])u(?!$)", ("", "F")),  # Eleftheria, Eleutheria
        ("^[jyi](?=e)", ("J", "A")),
        (f"^j|^[yi](?=[{_V}])", ("J",)),
        ("j", ("J", "")),
        (f"(?<=[{_V}bdglnrw])h(?![{_V}])|(?<=[bdglnrw])h|h$", ("H", "")),
        ("h", ("H",)),
        ("^[aeiouy]", ("A",)),
        ("m(?=[pb])", ("M", "")),
        ("n(?=g)", ("N", "")),  # Evangelos, Evaggelos
        ("[lmnr]", ()),  # as written
        (".", ("",)),
    )
)
_ABD = re.compile("^c?abd[aeiou]+(.{3,})$")
_ARTICLE = re.compile("^[ae]l(.{4,})$")
_MAC = re.compile("^ma?c([^aeiouh].{3,})$")
_DIN = re.compile("^(.{2,}?)(?:[aeou]*(?:ld|d)|et)[iey]+ne?$")
_GREEK_END = re.compile("^(.{4,})[oie]s$")


def keys(name: str) -> frozenset[str]:
    """What a name is found by: folded words in small letters, sounds in capitals."""
    found: set[str] = set()
    for word in written(name):
        folded = fold(word)
        found.update(folded.split())
        if folded not in PARTICLES:
            for stem in _stems(word):
                found.update(sounds(stem))
    return frozenset(found - {""})


def sounds(romanized: str) -> set[str]:
    """The consonants of one romanized word, in each way that it can be heard."""
    heard: list[tuple[str, ...]] = []
    at = 0
    while at < len(romanized):
        for pattern, ways in _RULES:
            if fits := pattern.match(romanized, at):
                heard.append(ways or (fits[0].upper(),))
                at = fits.end()
                break
    return {"".join(way) for way in islice(product(*heard), MOST_WAYS)}


def _stems(written: str) -> set[str]:
    """The word, and what remains without article, servant-of, Mac, -eddin or Greek ending."""
    word = romanize(written)
    stems = {word, romanize(written.removeprefix("ال"))}
    for joined in (_ABD, _ARTICLE, _MAC, _DIN, _GREEK_END):
        stems.update(fits[1] for stem in list(stems) if (fits := joined.match(stem)))
    stems.update(stem[1:] for stem in list(stems) if stem.startswith("l") and stem != word)
    return stems
