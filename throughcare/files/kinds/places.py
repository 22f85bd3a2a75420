"""Where a photograph was taken: taken out of pictures, found in other files.

A place in a picture can lead to a family or to a flat that nobody may know, and no page shows that
it is in there. So of a picture only what draws it is kept, and its orientation: its pixels are
untouched, its words have been read by the marking detector before. See docs/decisions/0041.
"""

import re
import struct
import zlib
from collections.abc import Iterator
from itertools import islice

from django.utils.translation import gettext as _

from throughcare.files.refusals import Unacceptable

_SOI, _APP0, _APP1, _APP2, _APP14, _APP15, _COMMENT = 0xD8, 0xE0, 0xE1, 0xE2, 0xEE, 0xEF, 0xFE
_DRAWING = {_APP0: b"JFIF\x00", _APP2: b"ICC_PROFILE\x00", _APP14: b"Adobe"}
_CHUNKS = frozenset(
    b"IHDR PLTE IDAT IEND tRNS cHRM gAMA iCCP sBIT sRGB bKGD hIST pHYs sPLT cICP mDCV cLLI"
    b" acTL fcTL fdAT".split()
)
_EXIF = b"Exif\x00\x00"
_ORIENTATION, _GPS, _LATITUDE = 0x0112, 0x8825, 0x0002
_MOST_FIELDS = 500
_MOST_BLOCKS = 1000  # more of them are no photographs
_TIFF = re.compile(rb"(?:Exif\x00\x00|eXIf)(?=II\*\x00|MM\x00\*)|^(?=II\*\x00|MM\x00\*)")
_XMP = re.compile(rb"GPS(?:Dest)?(?:Latitude|Longitude)", re.IGNORECASE)

Segment = tuple[int, bytes, int]  # marker, data, end


def without_jpeg(content: bytes, segments: list[Segment]) -> bytes:
    """The first picture of the file, with nothing but what draws it."""
    kept, at, turned = [], 2, 1
    for marker, data, end in segments:
        if marker == _APP1 and data.startswith(_EXIF):
            turned = max(turned, _orientation(data[len(_EXIF) :]))
        if _draws(marker, data):
            kept.append(content[at:end])
        at = end
    first = b"\xff\xd8" + (_only_orientation(turned) if turned > 1 else b"")
    return first + b"".join(kept)


def without_png(chunks: list[tuple[bytes, bytes]]) -> bytes:
    """The picture with nothing but what draws it."""
    parts = [
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in chunks
        if kind in _CHUNKS
    ]
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def refuse_in(content: bytes) -> None:
    """Refuse a part of a document, or a whole PDF, in which a picture tells its place."""
    blocks = list(islice(_TIFF.finditer(content), _MOST_BLOCKS))
    told = _XMP.search(content) or len(blocks) == _MOST_BLOCKS
    if told or any(_tells(memoryview(content)[block.end() :]) for block in blocks):
        raise Unacceptable(
            _(
                "A picture in the file tells where it was taken. Take the place out of it, or send "
                "the picture by itself: then we take it out."
            )
        )


def _draws(marker: int, data: bytes) -> bool:
    if _APP0 <= marker <= _APP15:
        return marker in _DRAWING and data.startswith(_DRAWING[marker])
    return marker != _COMMENT


def _only_orientation(turned: int) -> bytes:
    field = struct.pack(">HHIHH", _ORIENTATION, 3, 1, turned, 0)
    tiff = b"MM\x00*\x00\x00\x00\x08" + struct.pack(">H", 1) + field + bytes(4)
    data = _EXIF + tiff
    return b"\xff\xe1" + struct.pack(">H", len(data) + 2) + data


def _orientation(tiff: bytes) -> int:
    for tag, value in _fields(tiff, None):
        if tag == _ORIENTATION:
            turned = int(struct.unpack(_order(tiff) + "H", value[:2])[0])
            return turned if turned <= 8 else 1
    return 1


def _tells(tiff: memoryview) -> bool:
    for tag, value in _fields(tiff, None):
        if tag == _GPS:
            [at] = struct.unpack(_order(tiff) + "I", value)
            return any(inner == _LATITUDE for inner, _value in _fields(tiff, at))
    return False


def _fields(tiff: bytes | memoryview, at: int | None) -> Iterator[tuple[int, bytes]]:
    """Tag and value (or where it lies) of each field of a directory; none of a damaged one."""
    order = _order(tiff)
    try:
        start = struct.unpack_from(order + "I", tiff, 4)[0] if at is None else at
        count = min(_MOST_FIELDS, struct.unpack_from(order + "H", tiff, start)[0])
        for number in range(count):
            tag, value = struct.unpack_from(order + "H6x4s", tiff, start + 2 + 12 * number)
            yield tag, value
    except struct.error:
        return


def _order(tiff: bytes | memoryview) -> str:
    return "<" if bytes(tiff[:2]) == b"II" else ">"
