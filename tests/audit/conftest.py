"""Actors."""

import pytest

from throughcare.kernel import clock, ids
from throughcare.kernel.actor import Actor


def somebody() -> Actor:
    return Actor(
        at=clock.now(),
        request_id=ids.new(),
        human_id=ids.new(),
        post_id=ids.new(),
        agency_id=ids.new(),
    )


@pytest.fixture
def ann() -> Actor:
    return somebody()


@pytest.fixture
def bob() -> Actor:
    return somebody()
