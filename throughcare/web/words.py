"""Dates, durations and lists as people write them, in the reader's language."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from babel import Locale
from babel.core import UnknownLocaleError
from babel.dates import format_date, format_skeleton
from babel.lists import format_list
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from throughcare.kernel import clock

# English here is British: day before month, no comma between them.
_ENGLISH = {
    "day": "EEE d MMM",
    "day_year": "EEE d MMM y",
    "short_day": "d MMM",
    "short_day_year": "d MMM y",
    "full_day": "EEEE d MMMM",
    "month": "MMMM y",
}
# Languages that the locale data name under another code: Dari, and Kurmanji.
_NAMED_AS = {"prs": "fa_AF", "kmr": "ku"}
_PAIRS = frozenset({'""', "“”", "„“", "«»", "»«", "‘’", "””"})
_SKELETONS = {
    "day": "MMMEd",
    "day_year": "yMMMEd",
    "short_day": "MMMd",
    "short_day_year": "yMMMd",
    "full_day": "MMMMEEEEd",
    "month": "yMMMM",
}


def day(value: date) -> str:
    """`Tue 17 Nov`, with the year when it is not this year."""
    then = _local_date(value)
    return _formatted(then, "day" if then.year == _today().year else "day_year")


def short_day(value: date) -> str:
    """`17 Nov`, with the year when it is not this year."""
    then = _local_date(value)
    return _formatted(then, "short_day" if then.year == _today().year else "short_day_year")


def full_day(value: date) -> str:
    """`Monday 23 November`."""
    return _formatted(_local_date(value), "full_day")


def long_day(value: date) -> str:
    """`17 November 2026`."""
    return str(format_date(_local_date(value), "long", locale=_locale()))


def month(value: date) -> str:
    """`November 2026`."""
    return _formatted(_local_date(value), "month")


def clock_time(value: datetime) -> str:
    """`07:40`, in the deployment's zone."""
    return f"{clock.local(value):%H:%M}"


def moment(value: date) -> str:
    """`Tue 17 Nov, 07:40`; a date alone, or midnight exactly, has no time."""
    if not isinstance(value, datetime) or clock_time(value) == "00:00":
        return day(value)
    return _("%(day)s, %(time)s") % {"day": day(value), "time": clock_time(value)}


def iso(value: date) -> str:
    """`2026-11-17` or `2026-11-17T07:40+01:00`, for the machine's attribute of a time element."""
    if isinstance(value, datetime):
        return clock.local(value).isoformat(timespec="minutes")
    return value.isoformat()


def days_since(value: date) -> int:
    """Whole calendar days from then to today; negative when it lies ahead."""
    return (_today() - _local_date(value)).days


def ago_days(value: date) -> str:
    """`today`, `yesterday`, `31 days ago`, `tomorrow`, `in 3 days`."""
    days = days_since(value)
    match days:
        case 0:
            return _("today")
        case 1:
            return _("yesterday")
        case -1:
            return _("tomorrow")
    if days > 0:
        return ngettext("%(days)s day ago", "%(days)s days ago", days) % {"days": days}
    return ngettext("in %(days)s day", "in %(days)s days", -days) % {"days": -days}


def listed(items: Iterable[Any]) -> str:
    """`a, b and c`."""
    return str(format_list([str(item) for item in items], locale=_locale()))


def language_name(code: str) -> str:
    """The language's name in the reader's language; its ISO 639 code where none is known."""
    known = _locale().languages
    return str(known.get(_NAMED_AS.get(code, code), code))


def initials(name: str) -> str:
    """`DK` for Daniel Kessrow: the first letters of the first and the last name."""
    names = name.split()
    return "".join(part[0] for part in (names[:1] + names[1:][-1:])).upper()


def unquoted(text: str) -> str:
    """The text without the quotation marks around the whole of it, if it has them."""
    bare = text.strip()
    inner = bare[1:-1]
    is_quoted = len(bare) > 1 and bare[0] + bare[-1] in _PAIRS
    return inner if is_quoted and not set(inner) & {bare[0], bare[-1]} else bare


def file_size(count: int) -> str:
    """`340 kB` or `1.2 MB`."""
    if count < 1_000_000:
        return _("%(size)s kB") % {"size": max(1, round(count / 1000))}
    return _("%(size)s MB") % {"size": f"{count / 1_000_000:.1f}"}


FILTERS = {
    "day": day,
    "short_day": short_day,
    "full_day": full_day,
    "long_day": long_day,
    "month": month,
    "clock": clock_time,
    "moment": moment,
    "iso": iso,
    "days_since": days_since,
    "ago_days": ago_days,
    "listed": listed,
    "initials": initials,
    "language_name": language_name,
    "file_size": file_size,
    "unquoted": unquoted,
}


def _today() -> date:
    return clock.local(clock.now()).date()


def _local_date(value: date) -> date:
    return clock.local(value).date() if isinstance(value, datetime) else value


def _locale() -> Locale:
    language = get_language() or "en"
    if language == "en":
        return Locale("en", "GB")
    try:
        return Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        return Locale("en", "GB")


def _formatted(value: date, pattern: str) -> str:
    locale = _locale()
    if locale.language == "en":
        return str(format_date(value, _ENGLISH[pattern], locale=locale))
    return str(format_skeleton(_SKELETONS[pattern], value, locale=locale))
