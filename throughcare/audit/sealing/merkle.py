"""The Merkle tree of RFC 9162, section 2.1: leaves under 0x00, nodes under 0x01, SHA-256.

A tree that only grows is known by its peaks: the roots of the full subtrees it consists of, the
largest first. Appending touches at most one hash per level, so nothing else has to be kept.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import reduce
from hashlib import sha256
from itertools import islice

LENGTH = 32
EMPTY = sha256().digest()
"""The root of a tree without leaves."""


def leaf(entry: bytes) -> bytes:
    """The hash of a leaf."""
    return sha256(b"\0" + entry).digest()


def node(left: bytes, right: bytes) -> bytes:
    """The hash over two subtrees."""
    return sha256(b"\1" + left + right).digest()


class Tree:
    """A growing tree, kept as its peaks."""

    def __init__(self, size: int = 0, peaks: Sequence[bytes] = ()) -> None:
        if len(peaks) != size.bit_count():
            raise ValueError(f"A tree of {size} leaves has {size.bit_count()} peaks.")
        self.size = size
        self.peaks = list(peaks)

    def append(self, entry: bytes) -> None:
        """Take one more entry."""
        grown, place = leaf(entry), self.size
        while place & 1:
            grown = node(self.peaks.pop(), grown)
            place >>= 1
        self.peaks.append(grown)
        self.size += 1

    def extend(self, entries: Iterable[bytes]) -> None:
        """Take more entries, in their order."""
        for entry in entries:
            self.append(entry)

    def root(self) -> bytes:
        """The hash over all leaves (section 2.1.1)."""
        if not self.peaks:
            return EMPTY
        return reduce(lambda right, left: node(left, right), reversed(self.peaks))


def path(index: int, size: int, entries: Iterable[bytes]) -> list[bytes]:
    """The hashes that lead from leaf `index` up to the root of `size` entries (section 2.1.3.1).

    The entries are read once, in their order, and not kept.
    """
    beside = _beside(index, size)
    found: dict[int, bytes] = {}
    rest, place = iter(entries), 0
    for subtree in sorted(beside, key=lambda one: one.start):
        _skip(rest, subtree.start - place)
        tree = Tree()
        tree.extend(islice(rest, len(subtree)))
        found[subtree.start], place = tree.root(), subtree.stop
    return [found[subtree.start] for subtree in beside]


def root_of(entry: bytes, index: int, size: int, hashes: Iterable[bytes]) -> bytes | None:
    """The root that a path leads to from an entry, or None if it fits no such tree (2.1.3.2)."""
    if not 0 <= index < size:
        return None
    root, place, last = leaf(entry), index, size - 1
    for beside in hashes:
        if last == 0:
            return None
        if place & 1 or place == last:
            root = node(beside, root)
            while not place & 1 and place:
                place, last = place >> 1, last >> 1
        else:
            root = node(root, beside)
        place, last = place >> 1, last >> 1
    return root if last == 0 else None


def _beside(index: int, size: int) -> list[range]:
    """The subtrees beside the way from a leaf to the root, from below."""
    if not 0 <= index < size:
        raise IndexError(f"A tree of {size} leaves has no leaf {index}.")
    start, stop, found = 0, size, []
    while stop - start > 1:
        middle = start + (1 << ((stop - start - 1).bit_length() - 1))
        if index < middle:
            found.append(range(middle, stop))
            stop = middle
        else:
            found.append(range(start, middle))
            start = middle
    return found[::-1]


def _skip(rest: Iterator[bytes], count: int) -> None:
    for _ in islice(rest, count):
        pass
