"""The ZIP archives that office files are: nothing hidden between parts, nothing that explodes."""

import io
import struct
import zipfile
import zlib
from itertools import pairwise

from django.utils.translation import gettext as _

from throughcare.files.kinds import sniffing
from throughcare.files.refusals import Unacceptable

MOST_PARTS = 4000
LARGEST_PART = 64 * 1024**2
LARGEST_WHOLE = 256 * 1024**2
# Honest sheets of numbers shrink to a fiftieth; bombs to a thousandth and less.
MOST_SHRUNK = 150
SMALL = 8 * 1024**2  # below this nobody minds

# What zipfile raises for what is no archive, is cut or changed, or asks for what nobody uses.
_BROKEN = (
    *(zipfile.BadZipFile, zlib.error, EOFError, struct.error),
    *(ValueError, NotImplementedError),
)
_LOCAL, _END = b"PK\x03\x04", b"PK\x05\x06"
_ENCRYPTED = 0x1 | 0x40 | 0x2000
_DESCRIPTOR = 0x8  # sizes follow the part, in up to 24 bytes


class Archive:
    """An archive whose structure is sound; each part is read at most once and within bounds."""

    def __init__(self, content: bytes) -> None:
        if content.startswith(sniffing.OLE):
            raise Unacceptable(
                _(
                    "The file is protected by a password or in an old format, so we cannot check "
                    "it. Save it without a password in today's format."
                )
            )
        if not content.startswith(_LOCAL):
            sniffing.expect(content, _LOCAL, "docx", "xlsx", "odt", "ods", "zip")
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(content))
        except _BROKEN:
            raise damaged() from None
        self._content = content
        self._parts = {part.filename: part for part in self._zip.infolist()}
        self._left = LARGEST_WHOLE
        self._check_entries()
        self._check_layout()

    @property
    def names(self) -> list[str]:
        """The names of the parts, folders left out."""
        return [name for name in self._parts if not name.endswith("/")]

    @property
    def first_is_stored(self) -> bool:
        """Whether the first part lies there uncompressed."""
        first = self._zip.infolist()[0]
        return first.compress_type == zipfile.ZIP_STORED and first.header_offset == 0

    @property
    def first_name(self) -> str:
        """The name of the part that lies first."""
        return min(self._zip.infolist(), key=lambda part: part.header_offset).filename

    def read(self, name: str) -> bytes:
        """One part, whatever size it declares; at most `LARGEST_PART`."""
        try:
            with self._zip.open(name) as part:
                content = part.read(min(LARGEST_PART, self._left) + 1)
        except (KeyError, *_BROKEN):
            raise damaged() from None
        self._left -= len(content)
        if len(content) > LARGEST_PART or self._left < 0:
            raise _explodes()
        return content

    def _check_entries(self) -> None:
        entries = self._zip.infolist()
        folded = {entry.filename.casefold() for entry in entries}
        if not entries or len(entries) > MOST_PARTS or len(folded) < len(entries):
            raise damaged()
        if any(entry.flag_bits & _ENCRYPTED for entry in entries):
            raise locked()
        if any(_is_bad_name(entry.orig_filename) for entry in entries):
            raise damaged()
        methods = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
        if any(entry.compress_type not in methods for entry in entries):
            raise damaged()
        whole = sum(entry.file_size for entry in entries)
        largest = max(entry.file_size for entry in entries)
        shrunk = whole / max(1, len(self._content))
        if largest > LARGEST_PART or whole > LARGEST_WHOLE:
            raise _explodes()
        if whole > SMALL and shrunk > MOST_SHRUNK:
            raise _explodes()

    def _check_layout(self) -> None:
        """Parts lie one behind the other from the first byte, then the directory, then the end."""
        content, entries = self._content, self._zip.infolist()
        end = content.rfind(_END)
        if end + 22 != len(content) or content[end + 20 : end + 22] != b"\x00\x00":
            raise sniffing.mixed()
        begins = sorted(entry.header_offset for entry in entries)
        directory = self._zip.start_dir
        if begins[0] != 0 or not 0 < directory <= end:
            raise sniffing.mixed()
        by_begin = {entry.header_offset: entry for entry in entries}
        for begin, following in pairwise([*begins, directory]):
            gap = following - self._end_of(by_begin[begin])
            allowed = 24 if by_begin[begin].flag_bits & _DESCRIPTOR else 0
            if not 0 <= gap <= allowed:
                raise sniffing.mixed()

    def _end_of(self, entry: zipfile.ZipInfo) -> int:
        begin = entry.header_offset
        header = self._content[begin : begin + 30]
        if len(header) < 30 or not header.startswith(_LOCAL):
            raise damaged()
        name_length, extra_length = struct.unpack("<HH", header[26:30])
        return int(begin + 30 + name_length + extra_length + entry.compress_size)


def locked() -> Unacceptable:
    """The refusal of an encrypted file."""
    return Unacceptable(
        _("The file is protected by a password, so we cannot check it. Save it without one.")
    )


def damaged() -> Unacceptable:
    """The refusal of an archive that is not put together as office programs do."""
    return Unacceptable(_("The file is damaged. Open it on your side and save it again."))


def _explodes() -> Unacceptable:
    return Unacceptable(
        _("The file unpacks to far more than its size, so we cannot check it. Send it as PDF.")
    )


def _is_bad_name(name: str) -> bool:
    return (
        name.startswith("/")
        or ".." in name.split("/")
        or any(sign in name for sign in "\\:\x00")
        or len(name) > 240
    )
