"""What the bench of names asks: every tradition is there, and its words are found by their keys."""

from collections import Counter

import pytest

from benches.spellings import pairs, people
from throughcare.names import keys, tokens

TRADITIONS = {"arabic", "cyrillic", "greek", "turkish", "nordic", "german"}


def test_every_tradition_has_pairs() -> None:
    counted = Counter(pair.tradition for pair in pairs())
    assert set(counted) == TRADITIONS
    assert min(counted.values()) > 50
    assert all(len(spellings) > 1 for lines in people().values() for spellings in lines)


@pytest.mark.parametrize("tradition", sorted(TRADITIONS))
def test_nine_of_ten_pairs_are_found_by_every_word(tradition: str) -> None:
    asked = [pair for pair in pairs() if pair.tradition == tradition]
    found = [
        pair for pair in asked if all(keys(word) & keys(pair.stored) for word in tokens(pair.asked))
    ]
    assert len(found) / len(asked) >= 0.94
