"""Pictures with something behind them, texts that are pages or programs."""

import struct
import zlib

import pytest

from tests.files import making
from tests.files.making import upload
from throughcare.files.inspection import inspect
from throughcare.files.refusals import Unacceptable

PICTURES = {"a.png": making.png(), "a.jpeg": making.jpeg()}


@pytest.mark.parametrize("name", PICTURES)
@pytest.mark.parametrize(
    "behind", [b"x", making.docx(), making.EXE, b"\0\0<script>", b"Rar!\x1a\x07"]
)
def test_something_behind_a_picture_is_refused(name: str, behind: bytes) -> None:
    with pytest.raises(Unacceptable):
        inspect(upload(name, PICTURES[name] + behind))


@pytest.mark.parametrize("name", PICTURES)
def test_zeros_behind_a_picture_are_harmless(name: str) -> None:
    assert inspect(upload(name, PICTURES[name] + bytes(100)))


def test_the_further_pictures_of_a_telephone_are_walked_and_read() -> None:
    first, second = making.jpeg(), making.jpeg((0xFE, b"He came at noon."))

    assert "He came" in inspect(upload("a.jpg", first + bytes(10) + second + bytes(3))).text
    for hostile in (first + second + b"film", first + second[:-9], first + b"\xff\xd8\xff"):
        with pytest.raises(Unacceptable):
            inspect(upload("a.jpg", hostile))


@pytest.mark.parametrize("name", PICTURES)
def test_a_truncated_picture_is_refused(name: str) -> None:
    for length in range(1, len(PICTURES[name])):
        with pytest.raises(Unacceptable):
            inspect(upload(name, PICTURES[name][:length]))


def test_a_picture_of_too_many_pixels_is_refused() -> None:
    wide = making.jpeg((0xC2, b"\x08" + struct.pack(">HH", 60000, 60000) + b"\1\1\x11\0"))

    for name, content in {"a.png": making.png(width=2**31), "a.jpg": wide}.items():
        with pytest.raises(Unacceptable, match="pixels"):
            inspect(upload(name, content))


def test_a_png_with_a_wrong_checksum_or_a_packed_bomb_is_refused() -> None:
    broken = bytearray(making.png())
    broken[20] ^= 1
    bomb = making.png((b"zTXt", b"Comment\0\0" + zlib.compress(bytes(50 * 1024**2))))
    noise = making.png((b"zTXt", b"Comment\0\0noise"))

    for content in (bytes(broken), bomb, noise):
        with pytest.raises(Unacceptable, match="damaged"):
            inspect(upload("a.png", content))


@pytest.mark.parametrize(
    "content",
    [
        b"<!DOCTYPE html><p>x",
        b"\xef\xbb\xbf  <html>",
        b"<!-- x --> <svg onload='x'>",
        b"<?xml version='1.0'?><svg/>",
        b"<script>x</script>",
        b"#!/usr/bin/python\n",
        b"{\\rtf1 x}",
        b"MIME-Version: 1.0\n",
    ],
)
def test_a_page_or_program_is_no_text(content: bytes) -> None:
    for name in ("a.txt", "a.csv"):
        with pytest.raises(Unacceptable, match="web page or a program"):
            inspect(upload(name, content))


@pytest.mark.parametrize("content", [b"a\0b", b"a\x1b[2Jb", b"\xff\xfea", b"\xef\xbb\xbf\xff"])
def test_what_cannot_be_read_is_no_text(content: bytes) -> None:
    with pytest.raises(Unacceptable, match="cannot be read"):
        inspect(upload("a.txt", content))


def test_a_text_that_only_begins_like_a_program_is_a_text() -> None:
    assert inspect(upload("a.txt", b"MZ and PK are initials; BZh is not.")).text
