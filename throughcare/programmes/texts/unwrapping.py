"""From the tree to plain values, and what the text says of each: sources, doubts, not known.

Any value may be written alone, or as `says: ...` with `sources: [...]` and `unsure: ...`. A group
of names may carry `sources` and `unsure` for all that is in it. `unknown` instead of a value means
that it was looked for and not found; `none`, that there is nothing of the kind.
"""

from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from throughcare.programmes.texts.backing import Backing, Ground
from throughcare.programmes.texts.faults import Fault, Mark, Path
from throughcare.programmes.texts.trees import Names, Node, Row, Scalar

SAYS, SOURCES, UNSURE = "says", "sources", "unsure"
UNKNOWN, NOTHING = "unknown", "none"


@dataclass
class Plain:
    """Values as lists, dicts and text; where each stands; and what is said of it."""

    values: Any = None
    marks: dict[Path, Mark] = field(default_factory=dict)
    names: dict[Path, Mark] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    _backing: dict[Path, Backing] = field(default_factory=dict)
    _unknown: set[Path] = field(default_factory=set)
    _nothing: set[Path] = field(default_factory=set)

    @property
    def ground(self) -> Ground:
        """What the text says of its values."""
        return Ground(self._backing, frozenset(self._unknown), frozenset(self._nothing))

    def place(self, path: Path) -> Mark:
        """Where a path stands, or what it would be a part of."""
        while path and path not in self.marks and path not in self.names:
            path = path[:-1]
        return self.names.get(path) or self.marks.get(path, Mark(1, 1))

    def value(self, node: Node, path: Path) -> Any:
        """The plain value of a node."""
        self.marks[path] = node.mark
        match node:
            case Scalar():
                return self._text(node)
            case Row():
                return [self.value(each, (*path, n)) for n, each in enumerate(node.items)]
            case Names() if SAYS in node.values:
                return self._said(node, path)
        return self._group(node, path)

    @staticmethod
    def torn(name: str) -> str:
        """What to say of a name that is a piece of a sentence; nothing of others."""
        if " " not in name:
            return ""
        words = _("“%(name)s” was torn off at a comma. Put a text with commas in quotes.")
        return words % {"name": name}

    def _text(self, node: Scalar) -> str:
        if not node.text.strip():
            words = _("Nothing is written here. Write it, or “unknown”, “none”, or drop the line.")
            self.faults.append(Fault(node.mark, words))
        return node.text.strip()

    def _said(self, node: Names, path: Path) -> Any:
        """A value with what is said of it."""
        self._back(node, path)
        for name in node.values.keys() - {SAYS, SOURCES, UNSURE}:
            words = _("“%(name)s” cannot stand beside “says”: only “sources” and “unsure” can.")
            told = self.torn(name) or words % {"name": name}
            self.faults.append(Fault(node.places[name], told))
        return self.value(node.values[SAYS], path)

    def _group(self, node: Names, path: Path) -> dict[str, Any]:
        own = {SOURCES, UNSURE} if path else set()
        if path:
            self._back(node, path)
        found = {}
        for name, inner in node.values.items():
            if name in own:
                continue
            where = (*path, name)
            self.names[where] = node.places[name]
            if self.torn(name) and isinstance(inner, Scalar):
                found[name] = inner.text
            elif not self._is_word(inner, where):
                found[name] = self.value(inner, where)
        return found

    def _is_word(self, node: Node, path: Path) -> bool:
        """Whether the value is one of the two words that stand for no value."""
        if isinstance(node, Names) and SAYS in node.values:
            if is_word := self._is_word(node.values[SAYS], path):
                self._back(node, path)
            return is_word
        word = node.text if isinstance(node, Scalar) and node.is_plain else ""
        if word == UNKNOWN:
            self._unknown.add(path)
        if word == NOTHING:
            self._nothing.add(path)
        return word in {UNKNOWN, NOTHING}

    def _back(self, node: Names, path: Path) -> None:
        sources, unsure = node.values.get(SOURCES), node.values.get(UNSURE)
        keys = self._keys(sources, path) if sources else ()
        self._backing[path] = Backing(keys, self._doubt(unsure) if unsure else "")

    def _keys(self, node: Node, path: Path) -> tuple[str, ...]:
        if isinstance(node, Scalar):
            node = Row(node.mark, [node])
        if isinstance(node, Row) and all(isinstance(one, Scalar) for one in node.items):
            for number, one in enumerate(node.items):
                self.marks[(*path, SOURCES, number)] = one.mark
            return tuple(one.text for one in node.items if isinstance(one, Scalar))
        words = _("“sources” here is a list of keys, like [paper, annual-report].")
        self.faults.append(Fault(node.mark, words))
        return ()

    def _doubt(self, node: Node) -> str:
        if isinstance(node, Scalar) and node.text.strip():
            return node.text.strip()
        words = _("“unsure” is followed by one sentence: what is not certain.")
        self.faults.append(Fault(node.mark, words))
        return ""


def unwrapped(root: Node) -> Plain:
    """The whole tree."""
    plain = Plain()
    plain.values = plain.value(root, ())
    return plain
