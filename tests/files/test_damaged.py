"""Honest files with bytes changed at random: taken or refused with a sentence, never a crash."""

import contextlib

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.files import making
from tests.files.making import upload
from throughcare.files.inspection import inspect
from throughcare.files.refusals import Marked, Unacceptable

HONEST = {
    "a.png": making.png((b"iTXt", b"Title\0\0\0\0\0text"), (b"zTXt", b"Title\0\0x")),
    "a.jpeg": making.jpeg((0xFE, b"text"), (0xE1, b"Exif text")),
    "a.txt": "He came; Größe Ω".encode(),
    "a.csv": b"a;b\nc;d\n",
    "a.docx": making.docx(),
    "a.xlsx": making.xlsx("<headerFooter><oddHeader>x</oddHeader></headerFooter>"),
    "a.odt": making.opendocument(),
    "a.ods": making.opendocument(kind="spreadsheet"),
}
CHANGES = st.lists(
    st.tuples(
        st.integers(0, 10_000), st.sampled_from(["set", "cut", "add"]), st.binary(max_size=8)
    ),
    min_size=1,
    max_size=4,
)


@pytest.mark.parametrize("name", HONEST)
@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(changes=CHANGES)
def test_a_changed_file_never_crashes_the_inspection(name: str, changes: list) -> None:
    content = bytearray(HONEST[name])
    for place, act, data in changes:
        at = place % (len(content) + 1)
        content[at : at + (0 if act == "add" else len(data))] = b"" if act == "cut" else data

    with contextlib.suppress(Unacceptable, Marked):
        inspect(upload(name, bytes(content)))


@pytest.mark.parametrize("flag", [0x20, 0x40], ids=["patched data", "strong encryption"])
def test_an_archive_that_asks_for_what_nobody_uses_is_refused(flag: int) -> None:
    content = bytearray(HONEST["a.xlsx"])
    place = content.find(b"PK\x01\x02")
    while place >= 0:
        content[place + 8] |= flag
        place = content.find(b"PK\x01\x02", place + 4)
    with pytest.raises(Unacceptable):
        inspect(upload("a.xlsx", bytes(content)))
