"""Headlines that follow from the fields of an entry: a date of birth, a language, a way."""

from datetime import date

from django.utils import formats
from django.utils.translation import gettext as _

from throughcare.notes.models import Way
from throughcare.web.words import language_name


def born(year: int, month: int | None = None, day: int | None = None) -> str:
    """The date as people write it, as far as it is known."""
    if not month:
        return str(year)
    return formats.date_format(date(year, month, day or 1), "j F Y" if day else "F Y")


def speaks(code: str, needs_interpreter: bool = False) -> str:
    """The language, and the interpreter."""
    if needs_interpreter:
        return _("%(language)s, with an interpreter") % {"language": language_name(code)}
    return language_name(code)


def reached(channel: str, value: str, is_safe: bool = True) -> str:
    """The way in words, and that it is not safe."""
    way = f"{Way.Channel(channel).label}: {value}"
    return way if is_safe else _("%(way)s (not safe)") % {"way": way}
