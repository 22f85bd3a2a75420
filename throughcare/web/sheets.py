"""Tables as CSV files, in which no cell runs when a spreadsheet opens it."""

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any

RUNS = (
    "=",
    "+",
    "-",
    "@",
    "\t",
    "\r",
)  # what a spreadsheet may take for the beginning of a formula


def as_csv(head: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    """The head and the rows, in UTF-8."""
    file = io.StringIO()
    lines = csv.writer(file)
    lines.writerow(head)
    lines.writerows([_plain(cell) for cell in row] for row in rows)
    return file.getvalue().encode()


def headers(name: str) -> dict[str, str]:
    """Of an answer that is kept as a file of this name."""
    return {
        "Content-Type": "text/csv; charset=utf-8",
        "Content-Disposition": f'attachment; filename="{name}"',
    }


def _plain(cell: Any) -> str:
    """The cell as text; with an apostrophe before what could run."""
    text = str(cell)
    return f"'{text}" if text.startswith(RUNS) else text
