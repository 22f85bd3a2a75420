"""Plain text and CSV: decodable, without control characters, and no page or program."""

import codecs
import re

from django.utils.translation import gettext as _

from throughcare.files.kinds import sniffing
from throughcare.files.refusals import Unacceptable

_CONTROLS = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f]")
_PAGE = re.compile(
    r"\s*(?:<!--.{0,2000}?-->\s*)*<(?:!doctype|html|head|body|script|svg|\?xml|\?php|iframe|object)",
    re.IGNORECASE | re.DOTALL,
)
# What a spreadsheet program takes for a formula when it opens the table.
_FORMULA = re.compile(r"""(?:^|[;,\t])["' ]*([=+\-@][^\n;\t]*)""", re.MULTILINE)
_ACTING = re.compile(
    r"\w\s*\|[^!|]*!|\b(?:DDE|WEBSERVICE|RTD|CALL|REGISTER(?:\.ID)?|EXEC)\(", re.IGNORECASE
)
_OTHER_KINDS = ("%PDF", "%!PS", "{\\rtf", "MIME-Version:", "#!")
# Text in none of the Unicode encodings is read as each of these: one of them is right.
_CODE_PAGES = ("cp1252", "cp1250", "cp1251", "cp1253", "cp1254")
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def read_txt(content: bytes) -> str:
    """The text, or `Unacceptable`."""
    if b"\x00" in content[:4096] and sniffing.is_program_or_archive(content):
        raise Unacceptable(_("This is no text file but another kind under its name."))
    text = _decoded(content)
    if _PAGE.match(text) or text.lstrip().startswith(_OTHER_KINDS):
        raise Unacceptable(_("This is a web page or a program, not plain text. Save it as PDF."))
    return text


def read_csv(content: bytes) -> str:
    """The text, and again with each cell on its own line, or `Unacceptable`."""
    text = read_txt(content)
    if any(_ACTING.search(formula[1]) for formula in _FORMULA.finditer(text)):
        raise Unacceptable(
            _("A cell of the table runs or fetches something. Save it with values, not formulas.")
        )
    return f"{text}\n" + re.sub('[;,\t"]', "\n", text)


def _decoded(content: bytes) -> str:
    for bom, encoding in _BOMS:
        if content.startswith(bom):
            return _without_controls(_strictly(content[len(bom) :], encoding))
    try:
        return _without_controls(content.decode("utf-8"))
    except UnicodeDecodeError:
        readings = [content.decode(page, "replace") for page in _CODE_PAGES]
        return _without_controls("\n".join(readings))


def _strictly(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        raise _unreadable() from None


def _without_controls(text: str) -> str:
    if _CONTROLS.search(text):
        raise _unreadable()
    return text


def _unreadable() -> Unacceptable:
    return Unacceptable(_("The text cannot be read. Save it as plain text in UTF-8."))
