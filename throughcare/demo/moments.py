"""The region's time: days counted from today, and moments at which people work."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from throughcare.kernel import clock

_SATURDAY = 5
_A_MOMENT = timedelta(seconds=20)


@dataclass(frozen=True)
class Calendar:
    """Turns "-6 07:40" into a moment. `today` is the moment at which the region is made."""

    today: datetime

    def moment(self, text: str, *, weekdays: bool = True) -> datetime:
        """The moment of "-6 07:40", or of "-6" (at ten); a weekend's act is done on a weekday.

        What lies behind today moves back to the Friday, what lies ahead on to the Monday.
        """
        offset, _, hour = text.strip().partition(" ")
        day = clock.local(self.today).date() + timedelta(days=int(offset))
        over = day.weekday() - _SATURDAY
        if weekdays and over >= 0 and int(offset):
            day += timedelta(days=2 - over if int(offset) > 0 else -over - 1)
        local = datetime.combine(day, time.fromisoformat(hour or "10:00"), tzinfo=clock.zone())
        return local.astimezone(self.today.tzinfo)

    def done(self, text: str, *, lag: timedelta = timedelta()) -> datetime:
        """The same for something that has been done: never later than now."""
        return min(self.moment(text) + lag, self.today - _A_MOMENT)

    def is_past(self, text: str) -> bool:
        """Whether the moment lies behind today."""
        return self.moment(text) < self.today
