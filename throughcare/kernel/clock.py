"""The one clock. All moments are aware, in UTC; periods are half-open [from, until)."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings

BEGINNING = datetime(1900, 1, 1, tzinfo=UTC)
FOREVER = datetime(9999, 1, 1, tzinfo=UTC)

_standing: ContextVar[datetime | None] = ContextVar("standing", default=None)


def now() -> datetime:
    """The present moment, or the one set by `at`."""
    return _standing.get() or datetime.now(UTC)


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Hold the clock at a moment: for tests, and for the demo region's invented years."""
    token = _standing.set(moment.astimezone(UTC))
    try:
        yield
    finally:
        _standing.reset(token)


def zone() -> ZoneInfo:
    """The deployment's time zone."""
    return ZoneInfo(settings.TIME_ZONE)


def midnight(day: date) -> datetime:
    """The moment a typed date stands for: midnight of the deployment's zone, in UTC."""
    return datetime.combine(day, time(), tzinfo=zone()).astimezone(UTC)


def midnight_after(day: date) -> datetime:
    """The moment at which a day that was typed as the last one is over."""
    return midnight(day + timedelta(days=1))


def local(moment: datetime) -> datetime:
    """The moment as people here read it."""
    return moment.astimezone(zone())


def days_later(moment: datetime, days: int) -> datetime:
    """The same time of day here, so many days later, also when clocks change in between."""
    return (local(moment) + timedelta(days=days)).astimezone(UTC)


def working_days_later(moment: datetime, days: int) -> date:
    """The day that is so many working days (Monday to Friday) after a moment's day here."""
    day = local(moment).date()
    while days:
        day += timedelta(days=1)
        days -= day.weekday() < 5
    return day
