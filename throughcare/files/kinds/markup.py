"""Reads the XML of office files in one pass: text as a person would see it, and what was met."""

import re
from collections.abc import Callable

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser, ParseError

from throughcare.files.kinds.archives import damaged

MOST_TEXT = 30_000_000

Meet = Callable[[str, dict[str, str]], None]
Hear = Callable[[str], None]

# Elements that begin and end a line; all others run on.
_LINES = {
    *("p", "h", "si", "is", "c", "f", "v", "tc", "tr", "row", "comment", "text", "sheet"),
    *("oddHeader", "evenHeader", "firstHeader", "oddFooter", "evenFooter", "firstFooter"),
    *("property", "user-defined", "title", "subject", "creator", "keywords", "description"),
    *("category", "contentStatus", "Company", "Manager", "lastModifiedBy", "lpwstr", "lpstr"),
    *("keyword", "initial-creator", "annotation", "label", "textpath"),
}
_HEADERS = {name for name in _LINES if name.endswith(("Header", "Footer"))}
_BREAKS = {"tab": "\t", "br": "\n", "cr": "\n", "line-break": "\n", "s": " "}
_NO_TEXT = {"posOffset", "pctWidth", "pctHeight", "align", "binary-data"}
# Attributes that a person sees: watermarks, names of sheets, descriptions of pictures, properties.
_SEEN = {"textpath": "string", "sheet": "name", "table": "name", "docPr": "descr"}
_NAMING = {"property", "user-defined"}
# Elements whose text is an instruction: a field of Word (in pieces, to the end of the paragraph),
# a formula of Excel.
_INSTRUCTIONS = {"instrText", "delInstrText", "f", "formula1", "formula2", "definedName"}
_INSTRUCTION_ENDS = {"p", *_INSTRUCTIONS} - {"instrText", "delInstrText"}
_HEADER_CODES = re.compile(r'&(?:"[^"]*"|K[0-9A-Fa-f+\-]{5,6}|\d{1,3}|[A-Za-z])')


class _Target:
    """What the parser tells, as it goes."""

    def __init__(self, meet: Meet, hear: Hear) -> None:
        self._meet, self._hear = meet, hear
        self._instruction: list[str] = []
        self._instructing = 0
        self._pieces: list[str] = []
        self._size = 0
        self._silent = 0
        self._header_from = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        local = tag.rpartition("}")[2]
        plain = {name.rpartition("}")[2]: value for name, value in attributes.items()}
        self._meet(local, plain)
        self._instructing += local in _INSTRUCTIONS
        if local in _NO_TEXT:
            self._silent += 1
        elif local in _LINES:
            self._add("\n")
        elif local in _BREAKS:
            self._add(_BREAKS[local])
        if local in _SEEN:
            self._add(f"\n{plain.get(_SEEN[local], '')}\n")
        if local in _NAMING:
            self._add(f"{plain.get('name', '')}: ")
        if local in _HEADERS:
            self._header_from = len(self._pieces)

    def data(self, text: str) -> None:
        if self._instructing:
            self._instruction.append(text)
        if not self._silent and not (text.isspace() and "\n" in text):
            self._add(text)

    def end(self, tag: str) -> None:
        local = tag.rpartition("}")[2]
        self._instructing -= local in _INSTRUCTIONS
        if local in _INSTRUCTION_ENDS and self._instruction:
            self._hear("".join(self._instruction))
            self._instruction.clear()
        if local in _HEADERS:
            header = "".join(self._pieces[self._header_from :])
            self._pieces[self._header_from :] = [_HEADER_CODES.sub("\n", header)]
        if local in _NO_TEXT:
            self._silent -= 1
        elif local in _LINES and local not in _NAMING:
            self._add("\n")

    def close(self) -> str:
        return "".join(self._pieces)

    def _add(self, piece: str) -> None:
        self._pieces.append(piece)
        self._size += len(piece)
        if self._size > MOST_TEXT:
            raise damaged()


def read(content: bytes, meet: Meet, hear: Hear = lambda instruction: None) -> str:
    """The text of one XML part.

    `meet` is shown every element, `hear` every field instruction and formula; both may refuse.
    """
    parser = DefusedXMLParser(
        target=_Target(meet, hear), forbid_dtd=True, forbid_entities=True, forbid_external=True
    )
    try:
        parser.feed(content)
        return str(parser.close())
    except (ParseError, DefusedXmlException, ValueError, LookupError, RecursionError):
        raise damaged() from None
