"""The rows of a spreadsheet, as text: formulas are never worked out, and cells never run."""

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator
from datetime import date, datetime

from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from throughcare.files.inspection import Inspected
from throughcare.files.models import FileType
from throughcare.files.refusals import Unacceptable

MOST_ROWS = 200
MOST_COLUMNS = 40
_DELIMITERS = ";,\t|"
Rows = list[list[str]]


def rows(file: Inspected) -> Rows:
    """The rows of the first sheet, the headings first; raises `Unacceptable` with a sentence."""
    readers = {FileType.CSV: _of_csv, FileType.XLSX: _of_xlsx}
    if file.type not in readers:
        raise Unacceptable(_("Choose a spreadsheet: CSV or XLSX."))
    found = [cells for cells in readers[file.type](file.content) if any(cells)]
    if len(found) < 2:
        raise Unacceptable(_("The first sheet has no rows below its headings."))
    if len(found) > MOST_ROWS + 1:
        told = {"rows": len(found) - 1, "most": MOST_ROWS}
        raise Unacceptable(
            _("The sheet has %(rows)d rows, and we take %(most)d at once. Split it.") % told
        )
    return found


def _of_csv(content: bytes) -> Iterator[list[str]]:
    text = _decoded(content)
    first = text.partition("\n")[0]
    delimiter = max(_DELIMITERS, key=first.count)
    yield from (_cells(row) for row in csv.reader(io.StringIO(text), delimiter=delimiter))


def _decoded(content: bytes) -> str:
    """UTF-8 or UTF-16 with its mark; else as Windows writes in western Europe."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


def _of_xlsx(content: bytes) -> Iterator[list[str]]:
    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        sheet = book.worksheets[0]
        sheet.reset_dimensions()  # what a file says of its size is not to be relied on
        for number, row in enumerate(sheet.iter_rows(values_only=True, max_col=MOST_COLUMNS)):
            if number > MOST_ROWS * 5:
                break
            yield _cells(row)
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, IndexError):
        raise Unacceptable(_("The spreadsheet cannot be read. Save it as CSV.")) from None


def _cells(row: Iterable[object]) -> list[str]:
    return [_text(cell) for cell in list(row)[:MOST_COLUMNS]]


def _text(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, datetime | date):
        return cell.strftime("%Y-%m-%d")
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return " ".join(str(cell).split("\x00")).strip()


def with_errors(table: Iterable[Iterable[str]]) -> bytes:
    """A table to mend, as CSV that spreadsheet programs open; no cell of it can run."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";")
    for row in table:
        writer.writerow([f"'{cell}" if cell[:1] in tuple("=+-@\t\r") else cell for cell in row])
    return "\ufeff".encode() + out.getvalue().encode()
