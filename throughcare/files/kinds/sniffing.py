"""First bytes: does a file begin as its name says, and does another kind hide in it?"""

import io
import zipfile

import puremagic
from django.utils.translation import gettext as _

from throughcare.files.refusals import Unacceptable

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PROGRAMS = (
    *(b"MZ", b"\x7fELF", b"#!", b"\x00asm", b"dex\n", b"L\x00\x00\x00\x01\x14\x02"),
    *(b"\xfe\xed\xfa", b"\xce\xfa\xed\xfe", b"\xcf\xfa\xed\xfe", b"\xca\xfe\xba\xbe"),
)
_ARCHIVES = (
    *(b"PK\x03\x04", b"PK\x05\x06", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"BZh", b"\xfd7zXZ"),
    *(b"MSCF", OLE),
)


def expect(content: bytes, begins: bytes, *endings: str) -> None:
    """Refuse what does not begin as the kind begins, or what another list of magic doubts."""
    if content.startswith(_PROGRAMS):
        raise Unacceptable(_("This is a program under another name. Programs are not taken."))
    if not content.startswith(begins) or not _agrees(content, endings):
        raise Unacceptable(
            _("The content is not what the name's ending says. Save it again as %(ending)s.")
            % {"ending": endings[0]}
        )


def refuse_two_in_one(content: bytes) -> None:
    """Refuse an archive that begins, ends or hides in a file of another kind."""
    if zipfile.is_zipfile(io.BytesIO(content)) or b"Rar!\x1a\x07" in content[-65536:]:
        raise mixed()


def mixed() -> Unacceptable:
    """The refusal of a file that is two kinds at once, or has something before or after it."""
    return Unacceptable(
        _("The file holds something besides its document. Print it to a new PDF and send that.")
    )


def is_program_or_archive(content: bytes) -> bool:
    """Whether the bytes begin as a program, an archive or an old office file."""
    return content.startswith(_PROGRAMS + _ARCHIVES)


def _agrees(content: bytes, endings: tuple[str, ...]) -> bool:
    try:
        guesses = puremagic.magic_string(content[:4096])
    except (puremagic.PureError, ValueError, IndexError):
        return False
    return any(guess.extension.lstrip(".") in endings for guess in guesses)
