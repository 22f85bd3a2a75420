"""The tree gives what RFC 9162 defines, compared with its recursive definition."""

from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from throughcare.audit.sealing.merkle import EMPTY, Tree, leaf, node, path, root_of

ENTRIES = st.lists(st.binary(max_size=4), max_size=70)


def defined_root(entries: list[bytes]) -> bytes:
    """MTH of section 2.1.1, word for word."""
    if not entries:
        return sha256(b"").digest()
    if len(entries) == 1:
        return sha256(b"\x00" + entries[0]).digest()
    k = split(len(entries))
    return sha256(b"\x01" + defined_root(entries[:k]) + defined_root(entries[k:])).digest()


def defined_path(m: int, entries: list[bytes]) -> list[bytes]:
    """PATH of section 2.1.3.1, word for word."""
    if len(entries) == 1:
        return []
    k = split(len(entries))
    if m < k:
        return [*defined_path(m, entries[:k]), defined_root(entries[k:])]
    return [*defined_path(m - k, entries[k:]), defined_root(entries[:k])]


def split(n: int) -> int:
    """The largest power of two smaller than n."""
    k = 1
    while k * 2 < n:
        k *= 2
    return k


def grown(entries: list[bytes]) -> Tree:
    tree = Tree()
    tree.extend(entries)
    return tree


def test_the_hashes_are_those_of_the_standard() -> None:
    # RFC 9162 and the test vectors of its predecessor's implementations: empty tree and empty leaf
    assert EMPTY.hex() == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    assert leaf(b"").hex() == "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"
    two = node(leaf(b""), leaf(b"\x00")).hex()
    assert two == "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"


@given(ENTRIES)
def test_the_root_is_the_defined_one_at_every_size(entries: list[bytes]) -> None:
    tree = Tree()
    assert tree.root() == defined_root([]) == EMPTY
    for size, entry in enumerate(entries, start=1):
        tree.append(entry)
        assert (tree.size, tree.root()) == (size, defined_root(entries[:size]))


@given(ENTRIES, ENTRIES)
def test_a_tree_goes_on_from_its_peaks(first: list[bytes], then: list[bytes]) -> None:
    kept = grown(first)

    tree = Tree(kept.size, kept.peaks)
    tree.extend(then)

    assert tree.root() == defined_root(first + then)


def test_peaks_that_do_not_fit_the_size_are_refused() -> None:
    with pytest.raises(ValueError, match="3 leaves has 2 peaks"):
        Tree(3, [EMPTY])


@given(ENTRIES.filter(bool), st.data())
def test_the_path_is_the_defined_one_and_leads_to_the_root(
    entries: list[bytes], data: st.DataObject
) -> None:
    index = data.draw(st.integers(0, len(entries) - 1))

    found = path(index, len(entries), iter(entries))

    assert found == defined_path(index, entries)
    assert root_of(entries[index], index, len(entries), found) == defined_root(entries)


@given(ENTRIES.filter(bool), st.data())
def test_no_other_place_entry_or_path_leads_to_the_root(
    entries: list[bytes], data: st.DataObject
) -> None:
    entries = [bytes([number]) + entry for number, entry in enumerate(entries)]
    size, root = len(entries), defined_root(entries)
    index = data.draw(st.integers(0, size - 1))
    other = data.draw(st.integers(-1, size).filter(lambda one: one != index))
    found = path(index, size, entries)

    assert root_of(entries[index], other, size, found) != root
    assert root_of(b"other", index, size, found) != root
    assert root_of(entries[index], index, size, [*found, root]) is None
    if found:
        assert root_of(entries[index], index, size, found[:-1]) is None
        assert root_of(entries[index], index, size, [EMPTY, *found[1:]]) != root


@pytest.mark.parametrize(("index", "size"), [(0, 0), (3, 3), (-1, 3)])
def test_a_leaf_that_is_not_there_has_no_path(index: int, size: int) -> None:
    with pytest.raises(IndexError):
        path(index, size, [b"x"] * size)
