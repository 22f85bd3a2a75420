"""Two programmes side by side, or two versions of one: row by row, what each says."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from django.utils.translation import gettext as _

from throughcare.programmes import telling
from throughcare.programmes.models import Version
from throughcare.programmes.telling import Group, Item, Section, State
from throughcare.programmes.texts import Read
from throughcare.programmes.texts.backing import Backing

Place = tuple[str, ...]
# What is said of one of several parts, when two programmes stand side by side.
_BRIEF = {
    "phases": ("contact",),
    "roles": ("caseload",),
    "reporting": ("to",),
    "leaves": ("to",),
    "walls": ("categories",),
    "follow_up": ("after_months",),
}


@dataclass(frozen=True)
class Side:
    """What one of the two says in a row."""

    lines: Sequence[str] = ()
    only_here: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Row:
    """One thing that both may say something about."""

    section: str
    label: str
    left: Side
    right: Side

    @property
    def is_same(self) -> bool:
        """Whether both say the same."""
        return list(self.left.lines) == list(self.right.lines)


@dataclass(frozen=True)
class Said:
    """What one of the two says in one place."""

    section: str
    label: str
    lines: Sequence[str]


@dataclass(frozen=True)
class Comparison:
    """Two versions; of one programme, the earlier comes first."""

    left: Version
    right: Version

    @classmethod
    def of(cls, one: Version, other: Version) -> "Comparison":
        """The two in their order."""
        if one.programme_id == other.programme_id and one.number > other.number:
            return cls(other, one)
        return cls(one, other)

    @property
    def is_one(self) -> bool:
        """Whether they are two versions of one programme."""
        return self.left.programme_id == self.right.programme_id

    @property
    def heads(self) -> list[tuple[str, Version]]:
        """What stands over the two columns."""
        if self.is_one:
            words = _("Version %(number)d")
            return [(words % {"number": one.number}, one) for one in (self.left, self.right)]
        return [(one.read.text.title, one) for one in (self.left, self.right)]

    @cached_property
    def sections(self) -> list[tuple[str, list[Row]]]:
        """The rows by section."""
        weigh = changes if self.is_one else side_by_side
        rows = weigh(self.left.read, self.right.read)
        return [(name, list(found)) for name, found in groupby(rows, key=lambda row: row.section)]


def side_by_side(left: Read, right: Read) -> list[Row]:
    """Two programmes: what each says, in short."""
    return _rows(dict(_brief(left)), dict(_brief(right)))


def changes(earlier: Read, later: Read) -> list[Row]:
    """Two versions of a programme: what differs, with doubts and sources."""
    rows = _rows(dict(_whole(earlier)), dict(_whole(later)))
    return [row for row in rows if not row.is_same]


def _rows(left: dict[Place, Said], right: dict[Place, Said]) -> list[Row]:
    return [_row(left.get(place), right.get(place)) for place in _together([*left], [*right])]


def _row(left: Said | None, right: Said | None) -> Row:
    there = left or right
    assert there is not None  # a place comes from one of the two
    lines = [list(one.lines) if one else [] for one in (left, right)]
    sides = [
        Side(mine, frozenset(mine) - frozenset(other)) for mine, other in (lines, reversed(lines))
    ]
    return Row(there.section, there.label, *sides)


def _together(left: list[Place], right: list[Place]) -> list[Place]:
    """The places of both in one order: those of one alone stand where they stood."""
    order = list(left)
    for at, place in enumerate(right):
        if place not in order:
            before = next((one for one in reversed(right[:at]) if one in order), None)
            order.insert(order.index(before) + 1 if before else 0, place)
    return order


def _brief(read: Read) -> Iterator[tuple[Place, Said]]:
    text = read.text
    yield ("summary",), Said(_("In short"), "", [text.summary])
    for section in telling.sections(read):
        for item in section.items:
            label = "" if item.label == section.title else item.label
            yield _place(section, item), Said(section.title, label, _words(item))
        if section.groups:
            brief = _BRIEF.get(section.key, ())
            lines = [_group(group, brief) for group in section.groups]
            yield (section.key, section.key), Said(section.title, section.groups_title, lines)
        if section.state is not State.SAID:
            yield (section.key, section.key), Said(section.title, "", _state(section.state))


def _group(group: Group, brief: Sequence[str]) -> str:
    told = [item for item in group.items if item.path[-1] in brief and item.state is State.SAID]
    if not told:
        return group.name
    return f"{group.name} ({'; '.join(line for item in told for line in _words(item))})"


def _whole(read: Read) -> Iterator[tuple[Place, Said]]:
    text = read.text
    for name, label, value in (
        ("title", _("Title"), text.title),
        ("summary", _("In short"), text.summary),
    ):
        yield (name,), Said(label, "", [value])
    for section in telling.sections(read):
        if section.state is not State.SAID:
            yield (section.key, section.key), Said(section.title, "", _state(section.state))
        elif told := _backed(section.backing):
            yield (section.key,), Said(section.title, "", [told])
        for item in section.items:
            yield _place(section, item), Said(section.title, item.label, _words(item, whole=True))
        for group in section.groups:
            yield from _of_group(section, group)
    lines = [" ".join(filter(None, (one.title, one.by, one.year, one.address, one.note)))
             for one in text.sources]  # fmt: skip
    yield ("sources",), Said(_("Sources"), "", lines)


def _of_group(section: Section, group: Group) -> Iterator[tuple[Place, Said]]:
    where = f"{section.title}: {group.name}"
    place = (section.key, group.key or group.name)
    yield place, Said(where, "", [group.name, *filter(None, [_backed(group.backing)])])
    for item in group.items:
        yield (*place, str(item.path[-1])), Said(where, item.label, _words(item, whole=True))


def _place(section: Section, item: Item) -> Place:
    return (section.key, str(item.path[-1]))


def _words(item: Item, *, whole: bool = False) -> list[str]:
    if item.state is not State.SAID:
        return _state(item.state)
    if not whole:
        return [line.words for line in item.lines]
    lines = [" ".join(filter(None, (one.words, _backed(one.backing)))) for one in item.lines]
    return [*lines, *filter(None, [_backed(item.backing)])]


def _backed(backing: Backing) -> str:
    """Doubt and sources in brackets."""
    told = [_("not certain: %(why)s") % {"why": backing.unsure}] if backing.unsure else []
    told += (
        [_("sources: %(keys)s") % {"keys": ", ".join(backing.sources)}] if backing.sources else []
    )
    return f"({'; '.join(told)})" if told else ""


def _state(state: State) -> list[str]:
    return {
        State.NOTHING: [_("None.")],
        State.UNKNOWN: [_("The sources do not say.")],
        State.UNSAID: [_("Not written yet.")],
    }.get(state, [])
