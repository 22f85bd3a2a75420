"""One browser and one server for all journeys; a world of its own for each."""

import shutil
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.db import connections
from playwright.sync_api import Browser, sync_playwright
from pytest_django.live_server_helper import LiveServer

from tests import factories
from tests.factories import START, Region
from tests.journeys.browser import DESK, Inspection, Visitor, Way
from throughcare.kernel import clock

ARGUMENTS = [
    "--lang=en-GB",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
Come = Callable[..., Visitor]


class Ticking:
    """Stands in for the clock's variable: begins at START and goes on, in every thread."""

    def __init__(self) -> None:
        self._moved = START - datetime.now(clock.UTC)
        self._held: datetime | None = None

    def get(self) -> datetime:
        """The present moment of the journey."""
        return self._held or datetime.now(clock.UTC) + self._moved

    def set(self, moment: datetime | None) -> datetime | None:
        """Hold the clock, as `clock.at` does; returns what `reset` goes back to."""
        before, self._held = self._held, moment
        return before

    reset = set

    def move(self, **time: float) -> None:
        """Time passes."""
        self._moved += timedelta(**time)


@pytest.fixture
def ticking(monkeypatch: pytest.MonkeyPatch) -> Ticking:
    """The clock of a journey, which the server's threads share."""
    made = Ticking()
    monkeypatch.setattr(clock, "_standing", made)
    return made


@pytest.fixture(scope="session")
def browser(django_db_setup: None) -> Iterator[Browser]:
    """Debian's Chromium without a window of its own, with a profile that is new.

    While Playwright's event loop is there, Django gives this thread connections of their own.
    """
    with sync_playwright() as playwright:
        program = shutil.which("chromium-headless-shell") or shutil.which("chromium")
        found = playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
        yield found
        found.close()
        connections.close_all()


@pytest.fixture(scope="session")
def _static_root() -> None:
    django_settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)


@pytest.fixture(scope="session")
def live_server(_static_root: None, live_server: LiveServer) -> LiveServer:
    """pytest-django's server, once the folder of static files is there."""
    return live_server


@pytest.fixture(scope="session")
def inspection(browser: Browser) -> Inspection:
    """What is shared by all who come: axe looks at each shape of page once."""
    return Inspection(browser)


@pytest.fixture
def world(transactional_db: None, ticking: Ticking) -> Region:
    """Ann, Bob, Cy, Dee and Eve on one case, stored for all to see."""
    with clock.at(START):
        return factories.region()


@pytest.fixture
def way() -> Way:
    """How one browses where a journey does not say."""
    return DESK


@pytest.fixture
def come(inspection: Inspection, live_server: LiveServer, way: Way) -> Iterator[Come]:
    """Somebody comes to the program, in the way of this run; signed in when a post is given."""
    came: list[Visitor] = []

    def arrive(who: Any = None, *, by: Way = way) -> Visitor:
        visitor = Visitor(inspection, live_server.url, by)
        came.append(visitor)
        return visitor.become(who) if who else visitor

    yield arrive
    for visitor in came:
        visitor.close()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every journey bears the mark `browser`."""
    for item in items:
        if "come" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.browser)
