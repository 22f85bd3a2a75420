"""The sheet, which column holds what, and why an import is taken back."""

import json
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from throughcare.files.inspection import inspect
from throughcare.files.refusals import Marked, Unacceptable
from throughcare.imports import sheets
from throughcare.imports.columns import COLUMNS, NEEDED, guessed
from throughcare.web.inputs import Line

LONGEST = 2_000_000  # characters of a sheet


class Sheet(forms.Form):
    """A spreadsheet from the reader's machine."""

    file = forms.FileField(
        label=gettext_lazy("Spreadsheet"),
        help_text=gettext_lazy("CSV or XLSX, up to 200 rows. The first row holds the headings."),
        error_messages={"required": gettext_lazy("Choose a file.")},
    )

    def clean_file(self) -> tuple[str, sheets.Rows]:
        """The name and the rows."""
        try:
            file = inspect(self.cleaned_data["file"])
            return file.name, sheets.rows(file)
        except Unacceptable as refused:
            raise ValidationError(str(refused)) from None
        except Marked:
            raise ValidationError(
                _("This bears a classification marking. Classified text never enters here.")
            ) from None


class Mapping(forms.Form):
    """The rows as they were read, and the column that holds each field."""

    name = forms.CharField(widget=forms.HiddenInput, max_length=160)
    table = forms.CharField(widget=forms.HiddenInput, max_length=LONGEST, strip=False)

    def __init__(self, *args: Any, rows: sheets.Rows, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows = rows
        choices = [("", "–"), *((str(at), one or str(at + 1)) for at, one in enumerate(rows[0]))]
        found = guessed(rows[0])
        for column in COLUMNS:
            self.fields[column.name] = forms.ChoiceField(
                label=str(column.label),
                choices=choices,
                required=column.name in NEEDED,
                initial=str(found.get(column.name, "")),
                error_messages={"required": gettext_lazy("Choose the column that holds it.")},
            )

    @property
    def places(self) -> dict[str, int]:
        """The column of each field: as chosen, or as guessed."""
        if self.is_bound:
            told = {one.name: self.data.get(one.name, "") for one in COLUMNS}
            return {name: int(at) for name, at in told.items() if at.isdecimal()}
        return guessed(self.rows[0])


def rows_of(table: str) -> sheets.Rows:
    """The rows that a page carried; raises ValueError for what is none."""
    found = json.loads(table)
    fits = isinstance(found, list) and 1 < len(found) <= sheets.MOST_ROWS + 1
    if not fits or not all(isinstance(row, list) for row in found):
        raise ValueError
    return [[str(cell) for cell in row[: sheets.MOST_COLUMNS]] for row in found]


class Undoing(forms.Form):
    """Why an import is taken back."""

    reason = Line(label=gettext_lazy("Why"), max_length=300, empty=gettext_lazy("Write why."))
