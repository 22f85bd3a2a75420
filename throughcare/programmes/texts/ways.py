"""The ways into a programme, and through its phases."""

from collections.abc import Iterable

from throughcare.programmes.texts.lists import Answer
from throughcare.programmes.texts.parts import ALL, Phase
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


def following(text: ProgrammeText, key: str = "") -> list[str]:
    """Where somebody can go from a phase as the model says; without one, where a way begins."""
    phase = next((one for one in text.phases if one.key == key), None)
    if phase is None:
        return [] if key else begins(text)
    anywhere = [one.key for one in text.exits if one.at_any_time == Answer.YES]
    return list(dict.fromkeys([*onward(text, phase), *anywhere]))


def rules(text: ProgrammeText, left: str, goes_to: str) -> list[str]:
    """What the model asks for before somebody goes on: the end of one phase, the next's beginning.

    A rule that both say stands once.
    """
    by_key = {phase.key: phase for phase in text.phases}
    ends = by_key[left].exit if left in by_key else []
    begun = by_key[goes_to].entry if goes_to in by_key else []
    return list(dict.fromkeys([*ends, *begun]))


def is_open_to(text: ProgrammeText, source: str, sector: str) -> bool:
    """Whether a programme takes people told by this source: an agency of a sector, or others.

    Only a plain no shuts it: what the text does not say, people find out.
    """
    referral = text.referral
    if source == "agency":
        return not referral.agencies or bool({ALL, sector} & set(referral.agencies))
    said = {"family": referral.family, "public": referral.anyone, "person": referral.person}
    return said.get(source) != Answer.NO
