"""What an upload really is, whether it may be taken, and the text that it holds."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, field

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from throughcare import markings
from throughcare.files import naming
from throughcare.files.kinds import opendocument, openxml, pdf, pictures, texts
from throughcare.files.models import FileType
from throughcare.files.refusals import Marked, Unacceptable

_READERS: dict[FileType, Callable[[bytes], str]] = {
    FileType.PDF: pdf.read,
    FileType.PNG: pictures.read_png,
    FileType.JPEG: pictures.read_jpeg,
    FileType.TXT: texts.read_txt,
    FileType.CSV: texts.read_csv,
    FileType.DOCX: openxml.read_docx,
    FileType.XLSX: openxml.read_xlsx,
    FileType.ODT: opendocument.read_odt,
    FileType.ODS: opendocument.read_ods,
}
_STRIPPERS: dict[FileType, Callable[[bytes], bytes]] = {
    FileType.PNG: pictures.stripped_png,
    FileType.JPEG: pictures.stripped_jpeg,
}


@dataclass(frozen=True)
class Inspected:
    """A file that may be stored. `text` is what the detector read; a scan has none.

    A picture comes without what it tells of itself: place, moment, device, smaller pictures.
    """

    type: FileType
    name: str
    text: str = field(repr=False)
    content: bytes = field(repr=False)


def inspect(upload: UploadedFile, released: Collection[str] = ()) -> Inspected:
    """Check an upload, or raise `Unacceptable` with a sentence, or `Marked` with its markings.

    `released` holds marking words that the writer released as quoted, with a reason.
    """
    _check_size(upload)
    name = naming.clean(upload.name or "")
    type = naming.declared(name)
    if type is None:
        raise Unacceptable(
            _("We take %(endings)s. Save the file as one of these, PDF if in doubt.")
            % {"endings": ", ".join(FileType.values)}
        )
    upload.seek(0)
    content = upload.read()
    text = _READERS[type](content)
    _check_markings(name, text, released)
    kept = _STRIPPERS[type](content) if type in _STRIPPERS else content
    return Inspected(type, name, text, kept)


def _check_size(upload: UploadedFile) -> None:
    limit = settings.FILE_MAX_BYTES
    size = upload.size or 0
    if getattr(upload, "too_large", False) or size > limit:
        raise Unacceptable(
            _("The file has %(size)d MB, and we take up to %(limit)d MB. Send it in parts.")
            % {"size": max(1, size // 1024**2), "limit": limit // 1024**2}
        )
    if size == 0:
        raise Unacceptable(_("The file is empty. Choose it again, or check it on your side."))


def _check_markings(name: str, text: str, released: Collection[str]) -> None:
    stem = name.rpartition(".")[0].replace("_", " ").replace(".", " ")
    found = markings.blocking(stem, released) + markings.blocking(text, released)
    if found:
        raise Marked(found)
