"""The picture of a programme's phases: a thread from phase to phase, with every way out.

Classes and attributes only. What it shows stands beside it as a list as well.
"""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import get_language_info
from django.utils.translation import gettext as _
from markupsafe import Markup

from throughcare.programmes import values
from throughcare.programmes.texts.lists import Answer
from throughcare.programmes.texts.shape import ProgrammeText
from throughcare.programmes.texts.ways import begins, onward

WIDTH, EDGE, LANE, ROOM = 380, 14, 15, 22
NAME_HEIGHT, SECOND_HEIGHT, GAP, RADIUS, BEND = 21, 18, 26, 9, 7
_NAME_WIDTH, _SECOND_WIDTH = 9.4, 7.2  # of a letter in a wide font, on average


@dataclass(frozen=True)
class Stop:
    """A row of the picture: a phase or an exit."""

    key: str
    names: Sequence[str]
    seconds: Sequence[str]
    y: int
    is_exit: bool
    begins: bool = False


@dataclass(frozen=True)
class Lane:
    """Ways to one stop that is not the next one, gathered in one line at the side."""

    to: Stop
    origins: Sequence[Stop]
    number: int


def diagram(text: ProgrammeText) -> Markup:
    """The picture; nothing where there are no phases."""
    if not text.phases:
        return Markup("")
    lanes = _lanes(text)
    spine = EDGE + LANE * max((lane for *_, lane in lanes), default=0) + RADIUS + 4
    stops, height = _stops(text, WIDTH - spine - ROOM)
    by_key = {stop.key: stop for stop in stops}
    drawn = [*_thread(text, by_key, spine)]
    for target, origins, number in reversed(lanes):
        found = [by_key[key] for key in origins]
        drawn += _lane(Lane(by_key[target], found, number), spine)
    drawn += [part for stop in stops for part in _stop(stop, spine)]
    labels = [part for stop in stops for part in _labels(text, stop, spine)]
    return _svg(text, Markup("").join(drawn), Markup("").join(labels), height)


def sentences(text: ProgrammeText) -> Iterator[str]:
    """What the picture shows, in words."""
    for phase in text.phases:
        ahead = [values.place(text, key) for key in onward(text, phase)]
        told = {"name": phase.name, "ahead": "; ".join(ahead)}
        yield (_("%(name)s leads to: %(ahead)s.") if ahead else _("%(name)s ends.")) % told
    if always := [one.name for one in text.exits if one.at_any_time == Answer.YES]:
        yield _("From every phase: %(names)s.") % {"names": "; ".join(always)}


def _order(text: ProgrammeText) -> list[str]:
    return [one.key for one in (*text.phases, *text.exits)]


def _lanes(text: ProgrammeText) -> list[tuple[str, list[str], int]]:
    """Targets beside the thread, the phases that lead there, and a line that is free for them."""
    order = _order(text)
    ways: dict[str, list[str]] = {}
    for at, phase in enumerate(text.phases):
        for key in onward(text, phase):
            if order.index(key) != at + 1:
                ways.setdefault(key, []).append(phase.key)
    taken: list[list[tuple[int, int]]] = []
    found = []
    for target, origins in sorted(ways.items(), key=lambda way: _span(order, *way)):
        rows = [order.index(key) for key in (target, *origins)]
        span = (min(rows), max(rows))
        free = (n for n, spans in enumerate(taken) if all(_apart(span, other) for other in spans))
        number = next(free, len(taken))
        if number == len(taken):
            taken.append([])
        taken[number].append(span)
        found.append((target, origins, number + 1))
    return found


def _span(order: list[str], target: str, origins: list[str]) -> int:
    rows = [order.index(key) for key in (target, *origins)]
    return max(rows) - min(rows)


def _apart(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[1] < other[0] or other[1] < one[0]


def _stops(text: ProgrammeText, room: int) -> tuple[list[Stop], int]:
    origins, y, stops = set(begins(text)), 24, []
    for phase in text.phases:
        asked = values.contact(phase.contact) if phase.contact else []
        names = _wrapped(phase.name, int(room / _NAME_WIDTH))
        seconds = [line for each in asked[:1] for line in _wrapped(each, int(room / _SECOND_WIDTH))]
        stops.append(Stop(phase.key, names, seconds[:2], y, False, phase.key in origins))
        y += NAME_HEIGHT * len(names) + SECOND_HEIGHT * len(seconds[:2]) + GAP
    for one in text.exits:
        names = _wrapped(one.name, int(room / _NAME_WIDTH))
        always = [_("from every phase")] if one.at_any_time == Answer.YES else []
        stops.append(Stop(one.key, names, always, y, True))
        y += NAME_HEIGHT * len(names) + SECOND_HEIGHT * len(always) + GAP - 6
    return stops, y - GAP + 16


def _thread(text: ProgrammeText, stops: dict[str, Stop], x: int) -> Iterator[Markup]:
    order = _order(text)
    for at, phase in enumerate(text.phases):
        for key in onward(text, phase):
            if order.index(key) == at + 1:
                top, bottom = stops[phase.key].y, stops[key].y
                path = f"M{x} {top}V{bottom - RADIUS - 1}"
                yield _tag("path", "tc-way__thread", d=path)
                yield _arrow(x, bottom - RADIUS - 1, "down")


def _lane(lane: Lane, spine: int) -> Iterator[Markup]:
    """A line at the side: out of each origin, along, and with an arrow into the target."""
    x, edge = spine - RADIUS - 4 - LANE * lane.number, spine - RADIUS - 2
    into = lane.to.y
    paths = []
    for origin in lane.origins:
        out = origin.y + 4
        bend = BEND if into > out else -BEND
        path = f"M{spine} {out}H{x + BEND}Q{x} {out} {x} {out + bend}V{into - bend}"
        paths.append(path + f"Q{x} {into} {x + BEND} {into}H{edge - 4}")
    yield from (_tag("path", "tc-way__halo", d=path) for path in paths)
    yield from (_tag("path", "tc-way__side", d=path) for path in paths)
    yield _arrow(edge, into, "along")


def _arrow(x: int, y: int, heading: str) -> Markup:
    shape = f"M{x} {y}l-5 -8h10z" if heading == "down" else f"M{x} {y}l-8 -5v10z"
    return _tag("path", "tc-way__arrow", d=shape)


def _stop(stop: Stop, x: int) -> Iterator[Markup]:
    if stop.is_exit:
        gate = f"M{x - 7} {stop.y + 9}v-9a7 7 0 0 1 14 0v9"
        yield _tag("path", "tc-way__exit", d=gate)
    else:
        if stop.begins:
            yield _tag("circle", "tc-way__begin", cx=x, cy=stop.y, r=RADIUS + 4)
        yield _tag("circle", "tc-way__knot", cx=x, cy=stop.y, r=RADIUS)


def _labels(text: ProgrammeText, stop: Stop, spine: int) -> Iterator[Markup]:
    """Name and second lines; on the other side where people write from right to left."""
    x, y = spine + ROOM, stop.y + 5
    x = WIDTH - x if is_rtl(text.language) else x
    lines = [(one, "name", NAME_HEIGHT) for one in stop.names]
    lines += [(one, "second", SECOND_HEIGHT) for one in stop.seconds]
    for words, name, height in lines:
        yield Markup('<text class="tc-way__{}" x="{}" y="{}">{}</text>').format(name, x, y, words)
        y += height


def _wrapped(words: str, width: int) -> list[str]:
    """Lines of about so many letters; wide scripts count twice."""
    lines: list[str] = []
    for word in words.split():
        if lines and _length(lines[-1]) + 1 + _length(word) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def _length(words: str) -> int:
    return sum(2 if unicodedata.east_asian_width(one) in "WF" else 1 for one in words)


def is_rtl(language: str) -> bool:
    """Whether a language is written from right to left."""
    try:
        return bool(get_language_info(language)["bidi"])
    except KeyError:
        return False


def _tag(kind: str, name: str, **values: object) -> Markup:
    told = Markup("").join(Markup(' {}="{}"').format(key, value) for key, value in values.items())
    return Markup('<{} class="{}"{}/>').format(kind, name, told)


def _svg(text: ProgrammeText, shapes: Markup, labels: Markup, height: int) -> Markup:
    rtl = is_rtl(text.language)
    turned = Markup(' transform="translate({} 0) scale(-1 1)"').format(WIDTH) if rtl else ""
    title = _("The way through %(title)s") % {"title": text.title}
    return Markup(
        '<svg class="tc-way" viewBox="0 0 {} {}" width="{}" height="{}" role="img"'
        ' direction="{}" aria-labelledby="way-title way-words" focusable="false">'
        '<title id="way-title">{}</title><desc id="way-words">{}</desc><g{}>{}</g>'
        '<g translate="no">{}</g></svg>'
    ).format(
        WIDTH,
        height,
        WIDTH,
        height,
        "rtl" if rtl else "ltr",
        title,
        " ".join(sentences(text)),
        turned,
        shapes,
        labels,
    )
