"""Programmes as text: read, checked, and told what to mend."""

from dataclasses import dataclass
from functools import lru_cache

from pydantic import ValidationError

from throughcare.programmes.texts import links, trees, unwrapping, wording
from throughcare.programmes.texts.backing import Ground
from throughcare.programmes.texts.faults import Fault
from throughcare.programmes.texts.shape import ProgrammeText
from throughcare.programmes.texts.unwrapping import Plain


@dataclass(frozen=True)
class Checked:
    """A programme's text as it was understood; with faults it is not taken."""

    faults: tuple[Fault, ...]
    source: str = ""
    text: ProgrammeText | None = None
    ground: Ground | None = None


@dataclass(frozen=True)
class Read:
    """A programme's text without faults."""

    text: ProgrammeText
    ground: Ground


class Faulty(ValueError):
    """The text has faults."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__("; ".join(each.at("text") for each in faults))
        self.faults = faults


def check(source: bytes) -> Checked:
    """Everything that is wrong with a text, in the order of its lines."""
    try:
        fit = trees.decoded(source)
        root, twice = trees.read(fit)
    except trees.Unreadable as error:
        return Checked((error.fault,))
    plain = unwrapping.unwrapped(root)
    text, found, broken = _typed(plain)
    unfit = links.faults(text, plain, broken) if text else ()
    faults = tuple(sorted({*twice, *plain.faults, *found, *unfit}))
    return Checked(faults, fit, None if broken else text, plain.ground)


# What stands for a required value that cannot be read, so that the rest can be looked at.
_STAND_INS = {"format": 1, "key": "x", "title": "x", "language": "en", "kind": "case"}


def _typed(plain: Plain) -> tuple[ProgrammeText | None, list[Fault], frozenset[str]]:
    """The typed text, or as much as can be read; faults; and the sections that cannot."""
    try:
        return ProgrammeText.model_validate(plain.values), [], frozenset()
    except ValidationError as error:
        found = list(wording.faults(error, ProgrammeText, plain))
        broken = {str(each["loc"][0]) for each in error.errors() if each["loc"]}
    if not isinstance(plain.values, dict):
        return None, found, frozenset({"format"})
    if broken - ProgrammeText.model_fields.keys():  # misspelt sections are missing elsewhere
        broken |= ProgrammeText.model_fields.keys() - plain.values.keys()
    rest = {name: value for name, value in plain.values.items() if name not in broken}
    whole = _STAND_INS | {"summary": "x", "sources": []} | rest
    return ProgrammeText.model_validate(whole), found, frozenset(broken)


def read(source: bytes) -> Read:
    """A text that must be right; raises `Faulty`."""
    found = check(source)
    if found.faults or found.text is None or found.ground is None:
        raise Faulty(found.faults)
    return Read(found.text, found.ground)


@lru_cache(maxsize=256)
def read_once(text: str) -> Read:
    """A text that was checked before it was stored, read once in a process."""
    return read(text.encode())
