"""What generated entries say: made once from the region's sentences, with labels, then dealt."""

from dataclasses import dataclass
from functools import cache
from itertools import product
from random import Random

from throughcare import names
from throughcare.agencies.roles import Role
from throughcare.demo.casting import script
from throughcare.demo.sentences import POOLS, sentences
from throughcare.entries.models import Kind
from throughcare.sharing.categories import (
    NEED_TO_KNOW_BY_DEFAULT,
    Category,
    Handling,
    bits_of,
    categories_in,
    entry_bits,
)

# How often each kind is written, in a hundred entries; a kept contact brings a note along.
KINDS = (
    [Kind.CONTACT] * 36
    + [Kind.NOTE] * 10
    + [Kind.LIFE_EVENT] * 5
    + [Kind.DECISION] * 3
    + [Kind.APPOINTMENT] * 4
    + [Kind.TODO] * 4
    + [Kind.NAME] * 2
    + [Kind.LANGUAGE] * 2
    + [Kind.WAY] * 2
)
_NARROW, _OWN, _LISTED = 0.12, 0.06, 0.01


@dataclass(frozen=True)
class Saying:
    """An entry's words with its label, ready to be written."""

    categories: int
    handling: int
    bits: int
    why: str
    headline: str
    folded: str
    text: str


@cache
def sayings(role: Role) -> list[Saying]:
    """What people of a role write."""
    rng = Random(str(role))  # noqa: S311 - chance that repeats, no secret
    pool = sentences()[POOLS[role]]
    found = []
    for row, end in product(pool, sentences()["next"]):
        categories = [Category[code.upper()] for code in row["about"].split()]
        text = f"{row['text']} {end}".replace("{first}", "The person")
        found.append(_saying(rng, role, bits_of(categories), row["title"], text))
    return found


@cache
def labelled(categories: int, handling: Handling, headline: str, text: str = "") -> Saying:
    """Words with a label."""
    why = "Needed to plan the next step." if handling == Handling.NEED_TO_KNOW else ""
    bits = entry_bits(categories, handling)
    folded = names.fold(headline)[:400]
    return Saying(categories, int(handling), bits, why, headline, folded, text)


def _saying(rng: Random, role: Role, categories: int, headline: str, text: str) -> Saying:
    handling, chance = Handling.TEAM, rng.random()
    if set(categories_in(categories)) & NEED_TO_KNOW_BY_DEFAULT or chance < _NARROW:
        handling = Handling.NEED_TO_KNOW
    elif chance < _NARROW + _OWN:
        handling = Handling.AGENCY
    elif chance < _NARROW + _OWN + _LISTED:
        handling = Handling.NAMED
    return labelled(categories, handling, headline, text)


@cache
def display_names() -> list[tuple[str, tuple[str, ...]]]:
    """Invented names with their search keys, put together from parts of the region's names."""
    parts = [person.name.split(" ", 1) for person in script().people]
    firsts = sorted({first for first, _ in parts})
    lasts = sorted({last for _, last in parts})
    surnames = sorted({a[: len(a) // 2] + b[len(b) // 2 :] for a, b in product(lasts, lasts)})
    keys = {word: names.keys(word) for word in [*firsts, *surnames]}
    return [
        (f"{first} {last}", tuple(keys[first] | keys[last]))
        for first, last in product(firsts, surnames)
    ]
