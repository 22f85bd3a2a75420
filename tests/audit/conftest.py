"""Actors, and triggers lifted for Django's flush."""

from collections.abc import Iterator

import pytest

from tests.audit import triggers
from throughcare.kernel import clock, ids
from throughcare.kernel.actor import Actor


@pytest.fixture(autouse=True, scope="session")
def _flushable() -> Iterator[None]:
    with triggers.around_flush():
        yield


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
