"""PNG and JPEG: walked part by part to their end; what they say about themselves is the text."""

import re
import struct
import zlib
from collections.abc import Iterator

from django.utils.translation import gettext as _

from throughcare.files.kinds import places, sniffing
from throughcare.files.refusals import Unacceptable

_PNG = b"\x89PNG\r\n\x1a\n"
_JPEG = b"\xff\xd8\xff"
_PADDING = 65536  # zeros that may lie between two pictures
_MOST_PIXELS = 100_000_000
_MOST_TEXT = 1024**2
_STRETCH = re.compile(rb"[\x09\x0a\x0d\x20-\x7e\x80-\xff]{4,}")
_WIDE_STRETCH = re.compile(rb"(?:[\x20-\x7e]\x00){4,}")
# In the compressed part of a JPEG, FF begins a marker unless 00 or a restart (D0-D7) follows.
_NEXT_MARKER = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
_SOI, _EOI, _SOS = 0xD8, 0xD9, 0xDA
_FRAMES = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}


def read_png(content: bytes) -> str:
    """The texts of a PNG picture, or `Unacceptable`."""
    sniffing.expect(content, _PNG, "png")
    sniffing.refuse_two_in_one(content)
    found = []
    chunks = list(_chunks(content))
    if not chunks or chunks[0][0] != b"IHDR" or len(chunks[0][1]) != 13:
        raise _damaged()
    _check_pixels(*struct.unpack(">II", chunks[0][1][:8]))
    for kind, data in chunks:
        if kind in {b"tEXt", b"zTXt", b"iTXt", b"eXIf"}:
            found.append(_png_text(kind, data))
    return "\n".join(found)


def stripped_png(content: bytes) -> bytes:
    """A PNG picture that has been read, without what does not draw it."""
    return places.without_png(list(_chunks(content)))


def stripped_jpeg(content: bytes) -> bytes:
    """A JPEG picture that has been read, without what does not draw it."""
    return places.without_jpeg(content, list(_segments(content, 0)))


def read_jpeg(content: bytes) -> str:
    """The texts of a JPEG picture (comments, EXIF, XMP), or `Unacceptable`.

    Telephones put further pictures behind the first (previews, brightness): each is walked, too.
    """
    sniffing.expect(content, _JPEG, "jpeg", "jpg", "jfif", "jpe")
    sniffing.refuse_two_in_one(content)
    found: list[str] = []
    at, whole = 0, len(content.rstrip(b"\x00"))
    while at < whole:
        if not content.startswith(_JPEG, at):
            raise _followed()
        at = _walk(content, at, found)
        at += len(content[at : at + _PADDING]) - len(content[at : at + _PADDING].lstrip(b"\x00"))
    return "\n".join(found)


def _walk(content: bytes, at: int, found: list[str]) -> int:
    """Add the texts of the picture that begins here; where it ends."""
    segments = list(_segments(content, at))
    for marker, data, _end in segments:
        if marker in _FRAMES and len(data) >= 5:
            _check_pixels(*struct.unpack(">HH", data[1:5]))
        if marker == 0xFE or 0xE1 <= marker <= 0xEF:
            found.append(_stretches(data))
    return segments[-1][2]


def _chunks(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    at, kind = len(_PNG), b""
    while kind != b"IEND":
        if at + 12 > len(content):
            raise _damaged()
        length, kind = struct.unpack_from(">I4s", content, at)
        data = content[at + 8 : at + 8 + length]
        end = at + 12 + length
        if end > len(content) or not kind.isalpha():
            raise _damaged()
        if struct.unpack_from(">I", content, end - 4)[0] != zlib.crc32(kind + data):
            raise _damaged()
        yield kind, data
        at = end
    if content[at:].strip(b"\x00"):
        raise _followed()


def _png_text(kind: bytes, data: bytes) -> str:
    keyword, _nul, rest = data.partition(b"\x00")
    if kind == b"zTXt":
        rest = _unpacked(rest[1:])
    elif kind == b"iTXt":
        is_packed, rest = rest[:1] == b"\x01", rest[2:].split(b"\x00", 2)[-1]
        text = (_unpacked(rest) if is_packed else rest).decode("utf-8", "replace")
        return f"{keyword.decode('latin-1')}: {_untagged(text)}"
    elif kind == b"eXIf":
        return _stretches(data)
    return f"{keyword.decode('latin-1')}: {rest.decode('latin-1')}"


def _unpacked(data: bytes) -> bytes:
    packed = zlib.decompressobj()
    try:
        plain = packed.decompress(data, _MOST_TEXT)
    except zlib.error:
        raise _damaged() from None
    if packed.unconsumed_tail:
        raise _damaged()
    return plain


def _segments(content: bytes, at: int) -> Iterator[tuple[int, bytes, int]]:
    """Marker, data and end of each segment; the last is the end of the picture."""
    at, marker = at + 2, _SOI
    while marker != _EOI:
        if at + 2 > len(content) or content[at] != 0xFF:
            raise _damaged()
        marker = content[at + 1]
        if marker == 0xFF:  # a fill byte
            at += 1
            continue
        begin, end = at + 4, at + 2
        if marker != _EOI:
            end = _end_of_segment(content, at)
            at = _after_scan(content, end) if marker == _SOS else end
        yield marker, content[begin:end], end


def _end_of_segment(content: bytes, at: int) -> int:
    if at + 4 > len(content) or content[at + 1] == _SOI:
        raise _damaged()
    length: int = struct.unpack_from(">H", content, at + 2)[0]
    if length < 2 or at + 2 + length > len(content):
        raise _damaged()
    return at + 2 + length


def _after_scan(content: bytes, at: int) -> int:
    found = _NEXT_MARKER.search(content, at)
    if found is None:
        raise _damaged()
    return found.start()


def _stretches(data: bytes) -> str:
    """Whatever can be read in a block of bytes."""
    narrow = [m[0].decode("utf-8", "replace") for m in _STRETCH.finditer(data)]
    wide = [m[0].decode("utf-16-le") for m in _WIDE_STRETCH.finditer(data)]
    return _untagged("\n".join(narrow + wide))


def _untagged(text: str) -> str:
    return re.sub(r"<[^<>]{0,2000}>", "\n", text)


def _check_pixels(one: int, other: int) -> None:
    if one * other > _MOST_PIXELS:
        raise Unacceptable(_("The picture has too many pixels. Make it smaller and try again."))


def _followed() -> Unacceptable:
    return Unacceptable(
        _("Something follows the picture, such as a short film. Send a screenshot of it instead.")
    )


def _damaged() -> Unacceptable:
    return Unacceptable(_("The picture is damaged. Open it on your side and save it again."))
