"""Steps that bring others with them: an invitation its answer, an appointment its outcome."""

from collections.abc import Iterator

from throughcare.agencies.sectors import CONFIRMED_SECTORS
from throughcare.demo.moments import Calendar
from throughcare.demo.scripts import RegionScript, Step

_OFTEN = ("accept", "decline")


def unfolded(step: Step, script: RegionScript, calendar: Calendar) -> list[Step]:
    """The step as the plain acts that it stands for."""
    match step.do:
        case "invite":
            return list(_invitation(step, script))
        case "pass_on":
            return list(_hand_over(step))
        case "appointment":
            return list(_appointment(step, calendar))
        case "todo":
            return list(_todo(step))
    return [step]


def _invitation(step: Step, script: RegionScript) -> Iterator[Step]:
    more = dict(step.more)
    who, answer = more["who"], more.pop("answer", "accept")
    answered, reason = more.pop("answered", _later(step.when, 1)), more.pop("reason", "")
    second = more.pop("second", "")
    key = step.key or f"seat {who}"
    yield step.model_copy(update={"key": key, "more": more})
    sector = script.agencies[script.workers[who].at].sector
    if answer == "unconfirmed":
        return
    if sector in CONFIRMED_SECTORS:
        yield Step(do="confirm_seat", by=second, when=_same_day(step.when), of=key)
    if answer in _OFTEN:
        yield Step(do=f"{answer}_seat", by=who, when=answered, of=key, text=reason)


def _hand_over(step: Step) -> Iterator[Step]:
    more = dict(step.more)
    answer = more.pop("answer", "accept")
    answered, reason = more.pop("answered", _later(step.when, 1)), more.pop("reason", "")
    key = step.key or f"case to {more['to']} {step.when}"
    yield step.model_copy(update={"key": key, "more": more})
    if answer in _OFTEN:
        yield Step(do=f"{answer}_case", by=more["to"], when=answered, of=key, text=reason)


def _appointment(step: Step, calendar: Calendar) -> Iterator[Step]:
    more = dict(step.more)
    key = step.key or f"appointment {more['at']} {step.title}"
    becomes = more.pop("becomes", "kept" if calendar.is_past(more["at"]) else "")
    yield step.model_copy(update={"key": key, "more": more})
    if becomes:
        who, at = more.get("who", step.by), more["at"]
        settled = at if calendar.is_past(at) else _later(step.when, 1)
        yield Step(do="settle", by=who, when=settled, of=key, more={"state": becomes})


def _todo(step: Step) -> Iterator[Step]:
    more = dict(step.more)
    key = step.key or f"todo {more['due']} {step.title}"
    done = more.pop("done", "")
    yield step.model_copy(update={"key": key, "more": more})
    if done:
        yield Step(do="tick", by=more.get("who", step.by), when=str(done), of=key)


def _later(on: str, days: int) -> str:
    offset, _, _hour = on.partition(" ")
    return f"{int(offset) + days} 09:30"


def _same_day(on: str) -> str:
    offset, _, hour = on.partition(" ")
    hours, _, minutes = (hour or "10:00").partition(":")
    return f"{offset} {min(int(hours) + 2, 23):02}:{minutes}"
