"""Invented people to look among: as many as wanted, the same ones every time.

Given names are those of the spellings and made ones, surnames are put together from beginnings,
middles and ends. As in life few of them are frequent: the commonest given name is that of one in
fifty, the commonest surname of one in three hundred.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import accumulate, islice, product
from random import Random
from uuid import UUID

from django.db import connection

from benches import spellings
from throughcare import names
from throughcare.demo.bulk.tables import Table
from throughcare.people.models import NameKey, Person

SEED = 1
BATCH = 20_000
TABLE = "bench_names"
_STARTS = [
    "Bar",
    "Ben",
    "Dal",
    "Far",
    "Gor",
    "Hal",
    "Kar",
    "Lin",
    "Mar",
    "Nor",
    "Ost",
    "Pel",
    "Rad",
    "Sol",
    "Tar",
    "Vel",
    "Wes",
    "Zan",
    "Ach",
    "Bri",
    "Chal",
    "Dro",
    "Ek",
    "Fre",
    "Gha",
    "Hus",
    "Is",
    "Jov",
    "Khal",
    "Lam",
    "Mik",
    "Nas",
    "Ol",
    "Pap",
    "Qa",
    "Ros",
    "Sha",
    "Tsi",
    "Ul",
    "Vas",
    "Wer",
    "Yil",
    "Zhu",
    "Ab",
    "Böh",
    "Çel",
    "Dü",
    "Ers",
    "Fjä",
    "Gün",
    "Hø",
    "Ilk",
    "Kö",
    "Lu",
    "Mül",
    "Naj",
    "Öz",
    "Petr",
    "Rah",
    "Schu",
    "Tho",
    "Und",
    "Var",
]
_MIDDLES = [
    "a",
    "e",
    "i",
    "o",
    "u",
    "al",
    "an",
    "ar",
    "as",
    "el",
    "en",
    "er",
    "il",
    "in",
    "on",
    "or",
    "ur",
    "at",
    "ad",
    "im",
]
_ENDS = [
    "ov",
    "ova",
    "ev",
    "enko",
    "ski",
    "ska",
    "ić",
    "sen",
    "sson",
    "berg",
    "mann",
    "stein",
    "dal",
    "gren",
    "oglu",
    "demir",
    "li",
    "idis",
    "akis",
    "poulos",
    "iou",
    "i",
    "adi",
    "ani",
    "awi",
    "our",
    "eddine",
    "oun",
    "ez",
    "elli",
    "ton",
    "ley",
    "er",
    "in",
    "ko",
    "as",
    "ius",
    "uk",
    "bakk",
]
_GIVEN_ENDS = [
    "a",
    "an",
    "as",
    "el",
    "en",
    "er",
    "i",
    "ia",
    "ik",
    "il",
    "im",
    "in",
    "ina",
    "is",
    "on",
    "us",
    "ush",
    "ya",
    "ane",
    "ette",
]


def everybody(people: int) -> Iterator[str]:
    """So many names: the spellings first, invented ones after them."""
    stored = spellings.spellings()
    return islice((*stored, *_invented(people - len(stored))), people)


def fill(people: int) -> None:
    """Store everybody: in the program's tables, and as written and folded for the trigrams.

    A person's id is the number of the place among everybody.
    """
    stored = list(everybody(people))
    person, key = Table(Person, "id", "display_name", "version"), Table(NameKey, "person_id", "key")
    for start in range(0, people, BATCH):
        batch = list(enumerate(stored[start : start + BATCH], start))
        person.pour((UUID(int=number).hex, name, 1) for number, name in batch)
        key.pour((UUID(int=number).hex, one) for number, name in batch for one in _keys(name))
    _index_trigrams(stored)


def _index_trigrams(stored: Sequence[str]) -> None:
    with connection.cursor() as cursor:
        cursor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
        cursor.execute(f"DROP TABLE IF EXISTS {TABLE}")
        cursor.execute(f"CREATE TABLE {TABLE} (number int PRIMARY KEY, written text, folded text)")
        with cursor.copy(f"COPY {TABLE} FROM STDIN") as copy:
            for number, name in enumerate(stored):
                copy.write_row((number, name, names.fold(name)))
        for column in ("written", "folded"):
            cursor.execute(f"CREATE INDEX ON {TABLE} USING gin ({column} gin_trgm_ops)")


def _invented(people: int) -> list[str]:
    """Two names each, drawn by how frequent they are."""
    chance = Random(SEED)  # noqa: S311 - chance that repeats, no secret
    parts = [name.split(" ", 1) for name in spellings.spellings()]
    given = [first for first, _ in parts] + ["".join(one) for one in product(_STARTS, _GIVEN_ENDS)]
    last = [rest for _, rest in parts]
    last += ["".join(one) for one in product(_STARTS, _MIDDLES, _ENDS)]
    drawn = [_drawn(chance, given, 10, people), _drawn(chance, last, 40, people)]
    return [f"{first} {rest}" for first, rest in zip(*drawn, strict=True)]


def _drawn(chance: Random, words: list[str], flat: int, wanted: int) -> list[str]:
    """Some of the words: the one at place n with a weight of 1 / (n + flat)."""
    chance.shuffle(words)
    weights = list(accumulate(1 / (place + flat) for place in range(len(words))))
    return chance.choices(words, cum_weights=weights, k=wanted)


def _keys(name: str) -> set[str]:
    """The keys of a name, word by word: words come again and again."""
    return {key for word in name.split() for key in _word_keys(word)}


@cache
def _word_keys(word: str) -> frozenset[str]:
    return names.keys(word)
