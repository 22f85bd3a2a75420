"""The ways through a programme's phases."""

from collections.abc import Iterable

from throughcare.programmes.texts.lists import Answer
from throughcare.programmes.texts.parts import Phase
from throughcare.programmes.texts.shape import ProgrammeText


def begins(text: ProgrammeText) -> list[str]:
    """The phases where a way may begin: the first, and those that say so."""
    also = [phase.key for phase in text.phases[1:] if phase.begins == Answer.YES]
    return [text.phases[0].key, *also] if text.phases else []


def onward(text: ProgrammeText, phase: Phase) -> list[str]:
    """Where a phase leads: what it names, or the next in the list."""
    if phase.leads_to:
        return list(phase.leads_to)
    at = text.phases.index(phase) + 1
    return [one.key for one in text.phases[at : at + 1]]


def reached(text: ProgrammeText, origins: Iterable[str]) -> set[str]:
    """Every phase and exit that a way from these comes to, with themselves."""
    leads = {phase.key: onward(text, phase) for phase in text.phases}
    found: set[str] = set()
    waiting = list(origins)
    while waiting:
        if (key := waiting.pop()) not in found:
            found.add(key)
            waiting += leads.get(key, [])
    return found


def reaches(text: ProgrammeText, origin: str, keys: set[str]) -> bool:
    """Whether a way from a phase comes to one of these."""
    return bool(reached(text, [origin]) & keys)
