"""Fixtures of the sharing rule's tests."""

from collections.abc import Iterator

import pytest

from tests import factories
from tests.factories import START, Region
from throughcare.kernel import clock


@pytest.fixture
def held_clock() -> Iterator[None]:
    """The clock stands at START; `clock.at` moves it."""
    with clock.at(START):
        yield


@pytest.fixture
def region(db: None, held_clock: None) -> Region:
    """Ann, Bob, Cy, Dee and Eve, with an agreement in force and one case."""
    return factories.region()
