"""What becomes of each row: a referral, or errors in words, column by column."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from throughcare.agencies.models import Agency
from throughcare.imports.columns import COLUMNS
from throughcare.kernel.actor import Actor
from throughcare.names import fold
from throughcare.notes.models import Source
from throughcare.programmes.models import Version
from throughcare.programmes.queries import offered
from throughcare.programmes.texts.ways import is_open_to
from throughcare.web.inputs import Line, Words

# Words that spreadsheets use for who is worried, or asks; beside our own.
_SOURCES = {
    Source.FAMILY: ("family", "mother", "father", "parent", "parents", "friend", "familie"),
    Source.AGENCY: ("agency", "school", "police", "prison", "probation", "municipality", "court"),
    Source.PUBLIC: ("public", "neighbour", "anonymous", "somebody"),
    Source.PERSON: ("person", "self", "himself", "herself", "client"),
}


class RowForm(forms.Form):
    """The words of a row, as the form of a referral would take them."""

    subject = Line(max_length=120, empty=gettext_lazy("There is no name."))
    text = Words(empty=gettext_lazy("It does not say what it is about."))
    told_by = Line(max_length=160, required=False)


@dataclass(frozen=True)
class Checked:
    """A row by its number in the sheet, what it becomes, and what is wrong with it."""

    number: int
    cells: Sequence[str]
    fields: Mapping[str, Any]
    errors: Sequence[str]
    notes: Sequence[str] = field(default_factory=list)

    @property
    def is_good(self) -> bool:
        """Whether it becomes a referral."""
        return not self.errors


class Checker:
    """Checks rows for one agency. Two queries, however many rows there are."""

    def __init__(self, actor: Actor, agency: Agency, places: Mapping[str, int]) -> None:
        self._agency, self._places = agency, places
        self._programmes = {fold(one.read.text.title): one for one in offered(actor, agency)}

    def check(self, table: Sequence[Sequence[str]]) -> list[Checked]:
        """Every row below the headings."""
        names = Counter(fold(self._cell(row, "subject")) for row in table[1:])
        return [self._row(number, row, names) for number, row in enumerate(table[1:], start=2)]

    def _cell(self, row: Sequence[str], name: str) -> str:
        at = self._places.get(name, -1)
        return row[at] if 0 <= at < len(row) else ""

    def _row(self, number: int, row: Sequence[str], names: Counter[str]) -> Checked:
        form = RowForm({name: self._cell(row, name) for name in RowForm.base_fields})
        errors = [f"{_label(name)}: {said.as_text()[2:]}" for name, said in form.errors.items()]
        source = _source(self._cell(row, "source"))
        if source is None:
            words = _("Who is worried, or asks: write one of %(known)s, or leave it empty.")
            errors.append(words % {"known": ", ".join(map(str, Source.labels))})
        version = self._version(self._cell(row, "version"), source or "", errors)
        told = {**form.cleaned_data, "source": source or "", "version": version}
        often = names[fold(self._cell(row, "subject"))] > 1
        notes = [_("This name stands more than once in the sheet.")] if often else []
        return Checked(number, row, told, errors, notes)

    def _version(self, title: str, source: str, errors: list[str]) -> Version | None:
        if not title:
            return None
        version = self._programmes.get(fold(title))
        if version is None:
            errors.append(_("For the programme: your agency works by none of this name."))
        elif not is_open_to(version.read.text, source, self._agency.sector):
            errors.append(_("For the programme: by its model it takes nobody on this way."))
        return version


def _source(written: str) -> str | None:
    """The source that a cell names; an agency where it is empty, None where nobody can tell."""
    words = fold(written)
    if not words:
        return Source.AGENCY
    for code, label in Source.choices:
        if words in {code, fold(str(label))} or set(words.split()) & set(_SOURCES[Source(code)]):
            return str(code)
    return None


def _label(name: str) -> str:
    return str(next(column.label for column in COLUMNS if column.name == name))
