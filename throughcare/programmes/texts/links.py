"""What must fit together inside one programme: keys, references, and a way through the phases."""

from collections.abc import Iterable, Iterator
from difflib import get_close_matches

from django.utils.translation import gettext as _

from throughcare.programmes.texts.faults import Fault, Path
from throughcare.programmes.texts.lists import Answer, Kind
from throughcare.programmes.texts.parts import Phase
from throughcare.programmes.texts.shape import ProgrammeText
from throughcare.programmes.texts.unwrapping import SOURCES, Plain
from throughcare.programmes.texts.ways import begins, reached, reaches

Found = Iterator[tuple[Path, str]]


def faults(text: ProgrammeText, plain: Plain, broken: frozenset[str]) -> Iterator[Fault]:
    """Everything that does not fit, but for what hangs on a section that cannot be read."""
    found = [*_twice(text), *_whole(text)]
    if not broken & {"phases", "exits"}:
        found += [*_steps(text), *_ways(text)]
    if not broken & {"meetings", "roles"}:
        found += _attendance(text)
    if "sources" not in broken:
        found += _sources(text, plain)
    if not broken & {"kind", "participation"}:
        found += _participation(text)
    for path, words in found:
        yield Fault(plain.place(path), words)


def _twice(text: ProgrammeText) -> Found:
    """A key names one thing; phases and exits share theirs."""
    for lists in (("phases", "exits"), ("roles",), ("sources",)):
        met: set[str] = set()
        for name in lists:
            for number, one in enumerate(getattr(text, name)):
                if one.key in met:
                    words = _("The key “%(key)s” is used twice. Give this one another.")
                    yield (name, number, "key"), words % {"key": one.key}
                met.add(one.key)


def _steps(text: ProgrammeText) -> Found:
    places = [one.key for one in (*text.phases, *text.exits)]
    words = _("There is no phase or exit “%(key)s”.")
    for number, phase in enumerate(text.phases):
        for at, key in enumerate(phase.leads_to):
            yield from _known(("phases", number, "leads_to", at), key, places, words)


def _attendance(text: ProgrammeText) -> Found:
    roles = [one.key for one in text.roles]
    words = _("There is no role “%(key)s”.")
    for number, meeting in enumerate(text.meetings):
        for at, key in enumerate(meeting.who):
            yield from _known(("meetings", number, "who", at), key, roles, words)


def _sources(text: ProgrammeText, plain: Plain) -> Found:
    sources = [one.key for one in text.sources]
    words = _("There is no source “%(key)s” in the list of sources.")
    for path, backing in plain.ground.backing.items():
        for at, key in enumerate(backing.sources):
            yield from _known((*path, SOURCES, at), key, sources, words)


def _known(path: Path, key: str, keys: list[str], words: str) -> Found:
    if key in keys:
        return
    near = get_close_matches(key, keys, n=1)
    hint = " " + _("Did you mean “%(near)s”?") % {"near": near[0]} if near else ""
    yield path, words % {"key": key} + hint


def _ways(text: ProgrammeText) -> Found:
    """Every phase can be reached and leads to an exit; every exit can be reached."""
    found = reached(text, begins(text))
    for number, phase in enumerate(text.phases):
        if phase.key not in found:
            words = _("No phase leads to “%(name)s”, and no way begins there.")
            yield ("phases", number, "key"), words % {"name": phase.name}
        elif text.exits and not _leads_out(text, phase.key):
            words = _("From “%(name)s” no way leads to an exit: name one in “leads_to”.")
            yield ("phases", number, "key"), words % {"name": phase.name}
    for number, one in enumerate(text.exits):
        if text.phases and one.key not in found and one.at_any_time != Answer.YES:
            words = _(
                "No phase leads to “%(name)s”: name it in “leads_to”, or say at_any_time: yes."
            )
            yield ("exits", number, "key"), words % {"name": one.name}


def _leads_out(text: ProgrammeText, key: str) -> bool:
    exits = {one.key for one in text.exits}
    return any(one.at_any_time == Answer.YES for one in text.exits) or reaches(text, key, exits)


def _participation(text: ProgrammeText) -> Found:
    if text.kind != Kind.TRAINING and text.participation is None:
        yield (), _("“participation” is missing: say whether it is voluntary, mandatory or both.")


def _whole(text: ProgrammeText) -> Found:
    """What single fields cannot tell."""
    who = text.eligibility
    if who.age_from is not None and who.age_to is not None and who.age_to < who.age_from:
        yield ("eligibility", "age_to"), _("The oldest age lies below the youngest.")
    for number, phase in enumerate(text.phases):
        for name, words in _amounts(phase):
            yield ("phases", number, name), words
    yield from _alone(("eligibility", "movements"), who.movements, "any")
    yield from _alone(("referral", "agencies"), text.referral.agencies, "all")
    for number, wall in enumerate(text.walls):
        yield from _alone(("walls", number, "categories"), wall.categories, "all")


def _amounts(phase: Phase) -> Iterator[tuple[str, str]]:
    if phase.weeks_least and phase.weeks_most and phase.weeks_most < phase.weeks_least:
        yield "weeks_most", _("This is less than “weeks_least”.")
    asked = phase.contact
    if asked and asked.per is None and (asked.times or asked.hours):
        yield "contact", _("Say in “per” whether this is a day, a week, a month or the phase.")


def _alone(path: Path, values: Iterable[str], every: str) -> Found:
    given = [str(value) for value in values]
    if every in given and len(given) > 1:
        yield path, _("“%(all)s” says it all: leave the others out.") % {"all": every}
