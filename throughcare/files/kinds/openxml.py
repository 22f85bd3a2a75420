"""Word and Excel files (Office Open XML): no macros, nothing embedded, nothing fetched."""

import re

from django.utils.translation import gettext as _

from throughcare.files.kinds import markup, places, sniffing
from throughcare.files.kinds.archives import Archive, damaged
from throughcare.files.refusals import Unacceptable

_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
_MACROS = ("macro", "vba", "activex", "dialogsheet", "customui")
_FOREIGN = ("embeddings/", "externallinks/", "afchunk", "connections.xml", "querytables/",
            "ctrlprops/", "webextensions/", "model/item.data")  # fmt: skip
_PARTS = re.compile(
    r"\.(?:xml|rels|vml|png|jpe?g|gif|bmp|tiff?|emf|wmf|wdp|svg|odttf|ttf|fntdata)$"
    r"|printersettings/[^/]+\.bin$"
)
_MARKUP = (".xml", ".rels", ".vml")
_NO_TEXT = re.compile(r"(?:styles|theme\d*|fonttable|settings|numbering|websettings)\.xml$")
# Fields of Word and functions of Excel that run or fetch something.
_ACTING = re.compile(
    r"\b(?:DDE|DDEAUTO|INCLUDETEXT|INCLUDEPICTURE|IMPORT|DATABASE)\b|(?<![A-Z])LINK\s+\w+\."
    r"|QUOTE\s+\d+\s+\d+|\b(?:WEBSERVICE|RTD|CALL|REGISTER(?:\.ID)?|EXEC)\s*\("
    r"|^[=+\-@]?\s*\w+\|[^!]*!",
    re.IGNORECASE,
)
_RUNNING = ("javascript:", "vbscript:", "data:", "ms-", "mhtml:", "search-ms:", "shell:")
_RISKY_LINKS = ("oleObject", "package", "aFChunk", "vbaProject", "externalLink", "control",
                "subDocument", "frame", "attachedToolbars", "keyMapCustomizations")  # fmt: skip


def read_docx(content: bytes) -> str:
    """The text of a Word file: pages, headers, notes, comments, properties; or `Unacceptable`."""
    return _read(content, _DOCX)


def read_xlsx(content: bytes) -> str:
    """The text of an Excel file: all sheets, headers, comments, properties; or `Unacceptable`."""
    return _read(content, _XLSX)


def _read(content: bytes, main: str) -> str:
    archive = Archive(content)
    for name in archive.names:
        _check_name(name.casefold())
    _check_types(archive, main)
    texts = []
    for name in archive.names:
        part = archive.read(name)
        if not name.casefold().endswith(_MARKUP):
            _check_part(part)
            continue
        text = markup.read(part, _meet, _hear)
        if not _NO_TEXT.search(name.casefold()):
            texts.append(text)
    return "\n".join(texts)


def _check_name(name: str) -> None:
    if any(word in name for word in _MACROS):
        raise _has_macros()
    if any(word in name for word in _FOREIGN) or not _PARTS.search(name):
        raise _has_foreign_parts()


def _check_types(archive: Archive, main: str) -> None:
    """The file says itself what it is; the ending of its name must agree."""
    found: set[str] = set()

    def meet(local: str, attributes: dict[str, str]) -> None:
        found.add(attributes.get("ContentType", ""))

    if "[Content_Types].xml" not in archive.names:
        raise damaged()
    markup.read(archive.read("[Content_Types].xml"), meet)
    kinds = " ".join(found).casefold()
    if "macroenabled" in kinds or "vba" in kinds or "activex" in kinds:
        raise _has_macros()
    if main not in found:
        raise Unacceptable(_("The content is not what the name's ending says. Save it again."))


def _check_part(part: bytes) -> None:
    if sniffing.is_program_or_archive(part):
        raise _has_foreign_parts()
    places.refuse_in(part)


def _meet(local: str, attributes: dict[str, str]) -> None:
    """Refuse what runs something or fetches something from elsewhere."""
    if local == "Relationship":
        _check_link(attributes)
    elif local in {"oleObj", "OLEObject", "altChunk", "ddeLink", "control"}:
        raise _has_foreign_parts()
    elif local == "fldSimple":
        _hear(attributes.get("instr", ""))


def _hear(instruction: str) -> None:
    if _ACTING.search(instruction):
        raise _has_foreign_parts()


def _check_link(attributes: dict[str, str]) -> None:
    kind = attributes.get("Type", "").rpartition("/")[2]
    target = attributes.get("Target", "").strip().casefold()
    if kind in _RISKY_LINKS or target.startswith(_RUNNING):
        raise _has_foreign_parts()
    if attributes.get("TargetMode", "").casefold() == "external" and kind != "hyperlink":
        raise _has_foreign_parts()


def _has_macros() -> Unacceptable:
    return Unacceptable(_("The file has macros. Save it without them, or as PDF."))


def _has_foreign_parts() -> Unacceptable:
    return Unacceptable(
        _("The file embeds or fetches other files, which we cannot check. Save it as PDF.")
    )
