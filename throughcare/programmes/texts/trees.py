"""Reading YAML into a tree in which everything knows its line; nothing in it is carried out.

Only what people write by hand is taken: text, lists, and names with values. Aliases, tags, further
documents and deep nesting are refused, so that a small file cannot become a large one in memory.
All scalars are text: `no` stays `no`.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

import yaml
from django.utils.translation import gettext as _

from throughcare.markings.hygiene import Unfit, clean
from throughcare.programmes.texts import syntax
from throughcare.programmes.texts.faults import Fault, Mark

LARGEST = 200_000
"""Bytes; five times the longest model that ships."""
DEEPEST = 12
MOST = 8000
"""Values, lists and groups; ten times those of the longest model that ships."""


@dataclass(frozen=True)
class Scalar:
    """A text. `is_plain` means written without quotation marks."""

    mark: Mark
    text: str
    is_plain: bool


@dataclass(frozen=True)
class Row:
    """A list."""

    mark: Mark
    items: list["Node"] = field(default_factory=list)


@dataclass(frozen=True)
class Names:
    """Names with values, and where each name stands."""

    mark: Mark
    values: dict[str, "Node"] = field(default_factory=dict)
    places: dict[str, Mark] = field(default_factory=dict)


Node = Scalar | Row | Names
Open = Row | Names


class Unreadable(Exception):
    """The text cannot be read on from here."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.says)
        self.fault = fault


def read(text: str) -> tuple[Node, list[Fault]]:
    """The tree, and names that are given twice; raises `Unreadable`."""
    builder = _Builder()
    try:
        for event in yaml.parse(text, Loader=yaml.SafeLoader):
            builder.take(event)
    except yaml.MarkedYAMLError as error:
        raise Unreadable(syntax.fault(error, text)) from None
    if builder.root is None:
        raise Unreadable(Fault(Mark(1, 1), _("The file is empty.")))
    return builder.root, builder.faults


def decoded(source: bytes) -> str:
    """The file as text fit to store; raises `Unreadable`."""
    if len(source) > LARGEST:
        words = _("The file has %(size)d bytes; a programme has at most %(most)d.")
        raise Unreadable(Fault(Mark(1, 1), words % {"size": len(source), "most": LARGEST}))
    try:
        lines = source.decode("utf-8-sig").splitlines()
    except UnicodeDecodeError as error:
        line = source[: error.start].count(b"\n") + 1
        words = _("This is not text in UTF-8. Save the file with the encoding UTF-8.")
        raise Unreadable(Fault(Mark(line, 1), words)) from None
    return "".join(f"{_fit(line, number)}\n" for number, line in enumerate(lines, 1))


def _fit(line: str, number: int) -> str:
    try:
        return clean(line)
    except Unfit:
        words = _("This line holds a hidden character that cannot be stored. Type it again.")
        raise Unreadable(Fault(Mark(number, 1), words)) from None


class _Builder:
    """Puts the events of the parser together, as far as they are allowed."""

    def __init__(self) -> None:
        self.root: Node | None = None
        self.faults: list[Fault] = []
        self._count = 0
        self._open: list[Open] = []
        self._names: list[Scalar | None] = []

    def take(self, event: yaml.Event) -> None:
        """The next event."""
        start = event.start_mark
        assert start is not None  # every event of a text has one
        mark = Mark(start.line + 1, start.column + 1)
        if refusal := next(_refusals(event, is_second=self.root is not None), ""):
            raise Unreadable(Fault(mark, refusal))
        match event:
            case yaml.ScalarEvent():
                self._put(Scalar(mark, event.value, event.style is None))
            case yaml.SequenceStartEvent():
                self._begin(Row(mark))
            case yaml.MappingStartEvent():
                self._begin(Names(mark))
            case yaml.CollectionEndEvent():
                self._open.pop()
                self._names.pop()

    def _begin(self, node: Open) -> None:
        if len(self._open) == DEEPEST:
            raise Unreadable(Fault(node.mark, _("This is nested too deeply for a programme.")))
        self._put(node)
        self._open.append(node)
        self._names.append(None)

    def _put(self, node: Node) -> None:
        self._count += 1
        if self._count > MOST:
            raise Unreadable(Fault(node.mark, _("This is more than a programme can hold.")))
        if not self._open:
            self.root = node
            return
        match self._open[-1]:
            case Row() as row:
                row.items.append(node)
            case Names() as names:
                self._named(names, node)

    def _named(self, names: Names, node: Node) -> None:
        name, self._names[-1] = self._names[-1], None
        if name is not None:
            names.values.setdefault(name.text, node)
            return
        if not isinstance(node, Scalar):
            raise Unreadable(Fault(node.mark, _("A name must be a single word, not a list.")))
        self._names[-1] = node
        if node.text in names.places:
            words = _("“%(name)s” stands here twice; the first time in line %(line)d. Keep one.")
            told = {"name": node.text, "line": names.places[node.text].line}
            self.faults.append(Fault(node.mark, words % told))
        names.places.setdefault(node.text, node.mark)


def _refusals(event: yaml.Event, *, is_second: bool) -> Iterator[str]:
    if isinstance(event, yaml.DocumentStartEvent) and is_second:
        yield _("A second document begins here (---). One file holds one programme.")
    if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
        yield _("Short cuts with & and * are not taken. Write it out, or put it in quotes.")
    if getattr(event, "tag", None):
        yield _("Types with ! are not taken. Leave the !… out, or put the text in quotes.")
