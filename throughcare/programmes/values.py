"""Single values of a programme's text, in words."""

from collections.abc import Callable
from typing import Any

from babel import Locale
from babel.core import UnknownLocaleError
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from throughcare.agencies.sectors import Sector
from throughcare.programmes.texts.faults import Path
from throughcare.programmes.texts.lists import Answer, Per
from throughcare.programmes.texts.parts import ALL, Contact
from throughcare.programmes.texts.shape import Eligibility, ProgrammeText
from throughcare.sharing.categories import Category

_OPEN = {Answer.YES, Answer.DEPENDS}


def words(text: ProgrammeText, path: Path, value: Any) -> list[str]:
    """A value, or each of a list, as people read it."""
    if isinstance(value, Contact):
        return contact(value)
    say = _SAYING.get(str(path[-1]), _plain)
    many = value if isinstance(value, list) else [value]
    return [say(text, each) for each in many]


def contact(asked: Contact) -> list[str]:
    """How much contact is asked for, at least: `6 hours a week`."""
    per = str(Per(asked.per).label) if asked.per else ""
    found = [f"{part} {per}".strip() for part in _amounts(asked)]
    return found + ([asked.words] if asked.words else [])


def _amounts(asked: Contact) -> list[str]:
    found = []
    if asked.times is not None:
        words = ngettext("at least %(n)d contact", "at least %(n)d contacts", asked.times)
        found.append(words % {"n": asked.times})
    if asked.hours is not None and asked.hours_most is not None:
        span = {"least": asked.hours, "most": asked.hours_most}
        found.append(_("%(least)d to %(most)d hours") % span)
    elif asked.hours is not None:
        words = ngettext("at least %(n)d hour", "at least %(n)d hours", asked.hours)
        found.append(words % {"n": asked.hours})
    return found


def ages(asked: Eligibility) -> str:
    """Whom it takes by age: `from 18 years on`; empty where it does not say."""
    span = {"least": asked.age_from, "most": asked.age_to}
    if asked.age_from is not None and asked.age_to is not None:
        return _("from %(least)s to %(most)s years") % span
    if asked.age_from is not None:
        return _("from %(least)s years on") % span
    return _("up to %(most)s years") % span if asked.age_to is not None else ""


def ways_in(text: ProgrammeText) -> list[str]:
    """Who may tell a programme of somebody: agencies by sector, then everybody else."""
    said = text.referral
    agencies = [_agency(text, code) for code in said.agencies]
    others = {
        _("the person"): said.person,
        _("family and friends"): said.family,
        _("anyone worried"): said.anyone,
    }
    return agencies + [who for who, answer in others.items() if answer in _OPEN]


def country(code: str) -> str:
    """The country's name in the reader's language."""
    try:
        locale = Locale.parse(get_language() or "en", sep="-")
    except (UnknownLocaleError, ValueError):
        locale = Locale("en")
    return str(locale.territories.get(code, code))


def place(text: ProgrammeText, key: str) -> str:
    """The name of a phase or an exit."""
    names = {one.key: one.name for one in (*text.phases, *text.exits)}
    return names.get(key, key)


def _role(text: ProgrammeText, key: str) -> str:
    return {one.key: one.name for one in text.roles}.get(key, key)


def _agency(text: ProgrammeText, code: str) -> str:
    return _("Any agency") if code == ALL else str(Sector(code).label)


def _category(text: ProgrammeText, code: str) -> str:
    return _("Anything") if code == ALL else str(Category[code.upper()].label)


def _plain(text: ProgrammeText, value: Any) -> str:
    return str(getattr(value, "label", value))


_SAYING: dict[str, Callable[[ProgrammeText, Any], str]] = {
    "countries": lambda text, code: country(code),
    "leads_to": place,
    "who": _role,
    "agencies": _agency,
    "categories": _category,
}
