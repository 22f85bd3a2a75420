"""The programmes that a case runs in, put together from the entries that a reader sees."""

from calendar import monthrange
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from throughcare.entries.models import Entry, Kind
from throughcare.kernel import clock
from throughcare.notes.models import Admission, Birth, Contact, Phase
from throughcare.programmes import values
from throughcare.programmes.models import Version
from throughcare.programmes.texts import parts
from throughcare.programmes.texts.lists import Per
from throughcare.programmes.texts.shape import Eligibility, ProgrammeText
from throughcare.programmes.texts.ways import following

# The days in which contacts are counted; in a whole phase, from its beginning.
_DAYS = {Per.DAY: 1, Per.WEEK: 7, Per.MONTH: 30}


@dataclass
class Running:
    """A time in a programme: the admission, if it shows, and the phases, the newest first."""

    version: Version
    admission: Admission | None = None
    phases: list[Phase] = field(default_factory=list)

    @property
    def text(self) -> ProgrammeText:
        """What the version says that the case keeps."""
        return self.version.read.text

    @property
    def newest(self) -> Phase | None:
        """The entry that says where the case is."""
        return self.phases[0] if self.phases else None

    @property
    def at(self) -> str:
        """The key of the phase or the exit where the case is; empty before the first."""
        return self.newest.goes_to if self.newest else ""

    @property
    def phase(self) -> parts.Phase | None:
        """The phase that it is in."""
        return next((one for one in self.text.phases if one.key == self.at), None)

    @property
    def has_ended(self) -> bool:
        """Whether it was left by an exit."""
        return any(one.key == self.at for one in self.text.exits)

    @property
    def place(self) -> str:
        """Where the case is, by its name."""
        return values.place(self.text, self.at)

    @property
    def ways(self) -> list["Way"]:
        """Where it can go: as the model leads, then everywhere else, for people decide."""
        along = following(self.text, self.at)
        every = [one.key for one in (*self.text.phases, *self.text.exits)]
        others = [key for key in every if key not in along and key != self.at]
        return [Way(self.version, self.at, key, key in along) for key in (*along, *others)]

    @property
    def onward(self) -> list["Way"]:
        """Where the model leads from here."""
        return [way for way in self.ways if way.is_along]

    @property
    def entries(self) -> list[Entry]:
        """Every entry it was put together from."""
        return [*([self.admission] if self.admission else []), *self.phases]


@dataclass(frozen=True)
class Way:
    """A step from one phase of a programme to another, or out of it."""

    version: Version
    left: str
    goes_to: str
    is_along: bool  # whether the model leads there from here

    @property
    def value(self) -> str:
        """What stands for it in a list to choose from."""
        return f"{self.version.pk}:{self.goes_to}"

    @property
    def text(self) -> ProgrammeText:
        """What the version says."""
        return self.version.read.text

    @property
    def name(self) -> str:
        """The name of the phase or the exit."""
        return values.place(self.text, self.goes_to)

    @property
    def is_exit(self) -> bool:
        """Whether it leads out."""
        return any(one.key == self.goes_to for one in self.text.exits)


@dataclass(frozen=True)
class Kept:
    """What contact a phase asks for, and what of it its reader sees was kept."""

    asked: Sequence[str]
    since: datetime
    times: int
    minutes: int
    is_short: bool

    @property
    def hours(self) -> str:
        """The hours, with one decimal where they are not whole."""
        return f"{self.minutes / 60:.1f}".removesuffix(".0")


def running(entries: Iterable[Entry]) -> list[Running]:
    """The times in programmes that entries (the newest first) tell of; the newest first.

    Whoever was taken in again after an exit begins another time. Where an admission does not show
    to its reader, the phases that do are told all the same.
    """
    found: list[Running] = []
    for entry in reversed(list(entries)):
        own: Admission | Phase = entry.admission if entry.kind == Kind.ADMISSION else entry.phase
        last = next((one for one in found if one.version == own.model_version), None)
        if last is None or last.has_ended:
            last = Running(own.model_version)
            found.insert(0, last)
        if isinstance(own, Phase):
            last.phases.insert(0, own)
        else:
            last.admission = last.admission or own
    return found


def counted_since(times: Iterable[Running], now: datetime) -> datetime | None:
    """From when contacts count in any of these; None where none asks for a number."""
    return min((_since(one, now) for one in times if _counts(one)), default=None)


def kept(time: Running, held: Iterable[Contact], now: datetime) -> Kept | None:
    """What the present phase asks for and what was kept; None where it asks for no number.

    Short only once the time in which contacts are counted has passed whole since it began.
    """
    if not (asked := _counts(time)) or time.newest is None:
        return None
    since = _since(time, now)
    counted = [one for one in held if one.occurred_at >= since]
    minutes = sum(one.minutes or 0 for one in counted)
    is_less = len(counted) < (asked.times or 0) or minutes < (asked.hours or 0) * 60
    is_whole = asked.per in _DAYS and since > time.newest.occurred_at
    return Kept(values.contact(asked), since, len(counted), minutes, is_less and is_whole)


def _counts(time: Running) -> parts.Contact | None:
    """The contact of the present phase, where it asks for a number."""
    asked = time.phase.contact if time.phase else None
    return asked if asked and (asked.times or asked.hours) else None


def _since(time: Running, now: datetime) -> datetime:
    """From when contacts count: the phase's beginning, or so many days ago if that is later."""
    assert time.newest is not None
    assert time.phase is not None
    assert time.phase.contact is not None
    began = time.newest.occurred_at
    days = _DAYS.get(time.phase.contact.per) if time.phase.contact.per else None
    return max(began, now - timedelta(days=days)) if days else began


def ages(birth: Birth, day: date) -> tuple[int, int]:
    """The least and the most years that somebody can be old on a day, by what is known."""
    latest = date(birth.year, birth.month or 12, _last(birth))
    earliest = date(birth.year, birth.month or 1, birth.day or 1)
    return _years(latest, day), _years(earliest, day)


def _last(birth: Birth) -> int:
    """The last day that the date of birth can be."""
    if birth.day:
        return birth.day
    return monthrange(birth.year, birth.month or 12)[1]


def _years(born: date, day: date) -> int:
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def is_age_taken(asked: Eligibility, birth: Birth, day: date) -> bool:
    """Whether somebody can be of an age that a programme takes, by what is known."""
    least, most = ages(birth, day)
    is_old_enough = asked.age_from is None or most >= asked.age_from
    return is_old_enough and (asked.age_to is None or least <= asked.age_to)


def today() -> date:
    """The day, in the deployment's zone."""
    return clock.local(clock.now()).date()
