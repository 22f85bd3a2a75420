"""OpenDocument text and spreadsheets: no macros, nothing embedded, nothing fetched."""

import re

from django.utils.translation import gettext as _

from throughcare.files.kinds import markup, places, sniffing
from throughcare.files.kinds.archives import Archive, damaged, locked
from throughcare.files.refusals import Unacceptable

_TYPE = b"application/vnd.oasis.opendocument."
_FOLDERS_OF_MACROS = ("basic/", "scripts/", "dialogs/")
_PARTS = re.compile(
    r"^mimetype$|\.(?:xml|rdf|png|jpe?g|gif|bmp|tiff?|emf|wmf|svg|svm|ttf|otf)$"
    r"|^object \d+$|^objectreplacements/|^layout-cache$"
)
_RUNNING = re.compile(
    r"\s*(?:javascript|vbscript|macro|data|vnd\.sun\.star\.script|service|slot|\.uno):", re.I
)
_ACTING = {"script", "event-listener", "dde-source", "dde-link", "dde-connection", "plugin",
           "applet", "floating-frame", "object-ole", "table-source", "database-row-select",
           "connection-resource", "database-source-query"}  # fmt: skip
_CALLING = re.compile(r"\b(?:DDE|WEBSERVICE)\s*\(", re.IGNORECASE)
_INSIDE = {"image", "fill-image", "object", "section-source", "background-image", "audio", "video"}


def read_odt(content: bytes) -> str:
    """The text of an OpenDocument text, headers, comments and properties; or `Unacceptable`."""
    return _read(content, b"text")


def read_ods(content: bytes) -> str:
    """The text of an OpenDocument spreadsheet, all sheets; or `Unacceptable`."""
    return _read(content, b"spreadsheet")


def _read(content: bytes, kind: bytes) -> str:
    archive = Archive(content)
    if archive.first_name != "mimetype" or not archive.first_is_stored:
        raise damaged()
    if archive.read("mimetype") != _TYPE + kind:
        raise Unacceptable(_("The content is not what the name's ending says. Save it again."))
    for name in archive.names:
        _check_name(name.casefold())
    _check_encryption(archive)
    texts = []
    for name in archive.names:
        part = archive.read(name)
        if sniffing.is_program_or_archive(part):
            raise _has_foreign_parts()
        if name.casefold().endswith((".xml", ".rdf")) and part:
            text = markup.read(part, _meet)
            if not name.casefold().endswith(("settings.xml", "manifest.xml")):
                texts.append(text)
        else:
            places.refuse_in(part)
    return "\n".join(texts)


def _check_name(name: str) -> None:
    if name.startswith(_FOLDERS_OF_MACROS) or "macrosignatures" in name:
        raise Unacceptable(_("The file has macros. Save it without them, or as PDF."))
    if not _PARTS.search(name):
        raise _has_foreign_parts()


def _check_encryption(archive: Archive) -> None:
    """Encrypted parts are noise to a reader, so this comes before any of them is read."""

    def meet(local: str, attributes: dict[str, str]) -> None:
        if local in {"encryption-data", "encrypted-key"}:
            raise locked()

    if "META-INF/manifest.xml" not in archive.names:
        raise damaged()
    markup.read(archive.read("META-INF/manifest.xml"), meet)


def _meet(local: str, attributes: dict[str, str]) -> None:
    """Refuse what runs something or fetches something from elsewhere."""
    target = attributes.get("href", "")
    if local in _ACTING or _RUNNING.match(target):
        raise _has_foreign_parts()
    if _CALLING.search(attributes.get("formula", "")):
        raise _has_foreign_parts()
    if local in _INSIDE and (":" in target or target.startswith(("/", "../", "\\"))):
        raise _has_foreign_parts()


def _has_foreign_parts() -> Unacceptable:
    return Unacceptable(
        _("The file runs, embeds or fetches something that we cannot check. Save it as PDF.")
    )
