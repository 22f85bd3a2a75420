"""Tables as files: nothing in them runs, and what is a name stays readable."""

import csv
import io

import pytest

from throughcare.web.sheets import as_csv


@pytest.mark.parametrize(
    "cell", ["=1+1", "+49", "-2", "@SUM(A1)", "\t=1", "\r=1", '=HYPERLINK("x")']
)
def test_no_cell_runs(cell: str) -> None:
    ((_, kept),) = list(csv.reader(io.StringIO(as_csv(("n", "name"), [(1, cell)]).decode())))[1:]
    assert kept == f"'{cell}"


def test_plain_cells_stay() -> None:
    row = ["Ålesund, north", 'says "so"', "two\nlines", 7, ""]
    (_, kept) = csv.reader(io.StringIO(as_csv(("a",) * 5, [row]).decode(), newline=""))
    assert kept == [str(one) for one in row]
