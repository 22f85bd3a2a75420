"""A programme as a person reads it: sections, what they say, and what is lacking."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any

from pydantic import BaseModel

from throughcare.programmes import values
from throughcare.programmes.texts import Read
from throughcare.programmes.texts.backing import NO_BACKING, Backing
from throughcare.programmes.texts.faults import Path
from throughcare.programmes.texts.fields import Part, Told, told
from throughcare.programmes.texts.lists import Answer, Expected, Kind

_HEAD = frozenset({"format", "key", "title", "language", "kind", "summary", "searched", "sources"})
_OF_TRAINING = frozenset({"approach", "training", "phases", "roles", "follow_up", "about", "notes"})
SHORT = 64
"""Characters of what is listed in one line."""
_NAMING = ("name", "what", "to", "sector")


class State(Enum):
    """How it stands with a value."""

    SAID = "said"
    NOTHING = "nothing"  # the programme has none
    UNKNOWN = "unknown"  # looked for; the sources do not say
    UNSAID = "unsaid"  # not written


@dataclass(frozen=True)
class Line:
    """One thing that is said, the sources it names, and why it is not certain."""

    words: str
    backing: Backing = NO_BACKING


@dataclass(frozen=True)
class Item:
    """A labelled value."""

    label: str
    state: State
    lines: Sequence[Line] = ()
    backing: Backing = NO_BACKING
    path: Path = ()

    @property
    def is_told(self) -> bool:
        """Whether something is said, be it that there is none."""
        return self.state in {State.SAID, State.NOTHING}

    @property
    def is_unknown(self) -> bool:
        """Whether the sources do not say."""
        return self.state is State.UNKNOWN

    @property
    def is_unsaid(self) -> bool:
        """Whether nobody has written it."""
        return self.state is State.UNSAID


@dataclass(frozen=True)
class Group:
    """One of a list of parts: a phase, a role, a report."""

    name: str
    items: Sequence[Item]
    backing: Backing = NO_BACKING
    path: Path = ()
    key: str = ""


@dataclass(frozen=True)
class Section:
    """A part of the page."""

    key: str
    title: str
    state: State
    items: Sequence[Item] = ()
    groups: Sequence[Group] = ()
    backing: Backing = NO_BACKING
    groups_title: str = ""


@dataclass(frozen=True)
class Lack:
    """Something that a whole model would say."""

    section: str
    where: str
    what: str
    state: State


def sections(read: Read) -> list[Section]:
    """What the model says, in the order of its fields."""
    return list(_Teller(read).sections())


def lacking(shown: Sequence[Section]) -> list[Lack]:
    """What the model does not say, or whose sources do not say."""
    return [lack for section in shown for lack in _lacking(section)]


def doubts(read: Read) -> int:
    """How many values are marked as not certain."""
    return sum(bool(backing.unsure) for backing in read.ground.backing.values())


def _lacking(section: Section) -> Iterator[Lack]:
    if section.state in {State.UNKNOWN, State.UNSAID}:
        yield Lack(section.key, section.title, "", section.state)
        return
    for item in section.items:
        if item.state in {State.UNKNOWN, State.UNSAID}:
            yield Lack(section.key, section.title, item.label, item.state)
    for group in section.groups:
        for item in group.items:
            if item.state in {State.UNKNOWN, State.UNSAID}:
                yield Lack(section.key, f"{section.title}: {group.name}", item.label, item.state)


class _Teller:
    """Walks the typed models with what the text says of its values."""

    def __init__(self, read: Read) -> None:
        self.read, self.text, self.ground = read, read.text, read.ground

    def sections(self) -> Iterator[Section]:
        for name, info in type(self.text).model_fields.items():
            if name not in _HEAD and self._belongs(name):
                section = self._section(name, told(info), getattr(self.text, name))
                if section is not None:
                    yield section

    def _belongs(self, name: str) -> bool:
        if self.text.kind == Kind.TRAINING:
            return name in _OF_TRAINING or bool(self._written(name))
        return name != "training" or bool(self._written(name))

    def _written(self, name: str) -> bool:
        value = getattr(self.text, name)
        return bool(value.model_dump(exclude_defaults=True)) if _is_part(value) else bool(value)

    def _section(self, name: str, about: Told, value: Any) -> Section | None:
        path, title = (name,), str(about.label)
        state = self._state(path, self._written(name))
        if self._is_needless(path, about, state):
            return None
        if state is not State.SAID:
            return Section(name, title, state)
        backing = self.ground.of(path)
        if _is_part(value):
            items, groups, named = self._parts(value, path)
            return Section(name, title, state, items, groups, backing, named)
        if _is_part(value[0]):
            return Section(name, title, state, (), self._groups(value, path), backing)
        return Section(name, title, state, [self._item(title, value, path)], (), backing)

    def _parts(self, part: BaseModel, path: Path) -> tuple[list[Item], list[Group], str]:
        """Single values; a list of parts among them, and its name."""
        items: list[Item] = []
        groups: list[Group] = []
        named = ""
        for name, info in type(part).model_fields.items():
            value, about, where = getattr(part, name), told(info), (*path, name)
            if isinstance(value, list) and value and _is_part(value[0]):
                groups, named = self._groups(value, where), str(about.label)
            elif (item := self._field(about, value, where)) is not None:
                items.append(item)
        return items, groups, named

    def _groups(self, parts: Sequence[Part], path: Path) -> list[Group]:
        return [self._group(part, (*path, number)) for number, part in enumerate(parts)]

    def _group(self, part: Part, path: Path) -> Group:
        naming = next(name for name in _NAMING if name in type(part).model_fields)
        name = values.words(self.text, (*path, naming), getattr(part, naming))[0]
        items, *_ = self._parts(part, path)
        shown = [item for item in items if item.path[-1] not in {naming, "key"}]
        return Group(name, shown, self.ground.of(path), path, getattr(part, "key", ""))

    def _field(self, about: Told, value: Any, path: Path) -> Item | None:
        is_there = value is not None and value != [] and not _is_empty(value)
        state = self._state(path, is_there)
        if self._is_needless(path, about, state):
            return None
        if state is not State.SAID:
            return Item(str(about.label), state, path=path)
        return self._item(str(about.label), value, path)

    def _item(self, label: str, value: Any, path: Path) -> Item:
        lines = []
        for number, words in enumerate(values.words(self.text, path, value)):
            backing = self.ground.of((*path, number)) if isinstance(value, list) else NO_BACKING
            lines.append(Line(words, backing))
        return Item(label, State.SAID, _joined(lines), self._inner(value, path), path)

    def _inner(self, value: Any, path: Path) -> Backing:
        """A value's backing; that of a small group stands for its single values too."""
        if not _is_part(value):
            return self.ground.of(path)
        inner = [self.ground.of((*path, name)) for name in type(value).model_fields]
        unsure = [each.unsure for each in (self.ground.of(path), *inner) if each.unsure]
        keys = [key for each in (self.ground.of(path), *inner) for key in each.sources]
        return Backing(tuple(dict.fromkeys(keys)), " ".join(unsure))

    def _is_needless(self, path: Path, about: Told, state: State) -> bool:
        """Whether nobody misses it: it may be left out, and nothing is written of it."""
        is_there = state is State.SAID or path in self.ground.nothing | self.ground.unknown
        return about.expected is Expected.EXTRA and not is_there

    def _state(self, path: Path, is_there: bool) -> State:
        if is_there:
            return State.SAID
        if path in self.ground.nothing:
            return State.NOTHING
        is_searched = self.text.searched == Answer.YES
        return State.UNKNOWN if is_searched or path in self.ground.unknown else State.UNSAID


def _joined(lines: list[Line]) -> list[Line]:
    """Short words of a list in one line, where nothing is said of a single one."""
    words = [line.words for line in lines]
    is_plain = all(line.backing == NO_BACKING for line in lines)
    if is_plain and len(lines) > 1 and max(map(len, words)) <= SHORT and words[0][-1] not in ".!?":
        return [Line("; ".join(words))]
    return lines


def _is_part(value: Any) -> bool:
    return isinstance(value, BaseModel)


def _is_empty(value: Any) -> bool:
    return _is_part(value) and not value.model_dump(exclude_defaults=True)
