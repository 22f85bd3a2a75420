"""Names of files: cleaned on the way in, encoded on the way out."""

import re
import unicodedata
from dataclasses import dataclass
from urllib.parse import quote

from throughcare.files.models import FileType, StoredFile
from throughcare.names import fold

LONGEST = 150

_ENDINGS = {"jpg": FileType.JPEG, "jpe": FileType.JPEG, **{t.value: t for t in FileType}}
_CONTENT_TYPES = {
    FileType.PDF: "application/pdf",
    FileType.PNG: "image/png",
    FileType.JPEG: "image/jpeg",
    FileType.TXT: "text/plain; charset=utf-8",
    FileType.CSV: "text/csv; charset=utf-8",
    FileType.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    FileType.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    FileType.ODT: "application/vnd.oasis.opendocument.text",
    FileType.ODS: "application/vnd.oasis.opendocument.spreadsheet",
}
_UNSEEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


@dataclass(frozen=True)
class Attachment:
    """The two header values that a stored file is sent with (beside nosniff and no-store)."""

    content_type: str
    disposition: str


def attachment(stored: StoredFile, name: str) -> Attachment:
    """Headers to send the file as an attachment called `name`, whatever `name` holds (RFC 6266)."""
    stem = clean(name).rpartition(".")[0] if declared(name) == stored.type else clean(name)
    plain = fold(stem).replace(" ", "-")[:80] or "document"
    encoded = quote(f"{stem or 'document'}.{stored.type}", safe="")
    return Attachment(
        _CONTENT_TYPES[FileType(stored.type)],
        f"attachment; filename=\"{plain}.{stored.type}\"; filename*=UTF-8''{encoded}",
    )


def clean(name: str) -> str:
    """The last part of a path, composed, without unseen characters, short, its ending kept."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    seen = "".join(c for c in last if unicodedata.category(c) not in _UNSEEN)
    tidy = re.sub(r"\s+", " ", seen).strip(" .")
    stem, dot, ending = tidy.rpartition(".")
    return (
        f"{stem[: LONGEST - len(ending) - 1]}.{ending}"
        if _is_ending(dot, ending)
        else tidy[:LONGEST]
    )


def declared(name: str) -> FileType | None:
    """The type that a cleaned name claims by its ending, if it is one we take."""
    return _ENDINGS.get(name.rpartition(".")[2].casefold()) if "." in name else None


def _is_ending(dot: str, ending: str) -> bool:
    return bool(dot) and len(ending) <= 10
