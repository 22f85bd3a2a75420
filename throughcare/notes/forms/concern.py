"""The form about a concern."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from throughcare.entries.models import Kind
from throughcare.notes.forms.pathway import Stand
from throughcare.notes.models import Source
from throughcare.sharing.categories import Statement
from throughcare.web.inputs import Line, Words


class ConcernForm(Stand):
    """What somebody is worried about, or asks for."""

    kind = Kind.CONCERN
    has_clock = True
    source = forms.ChoiceField(
        label=gettext_lazy("Who is worried, or asks"),
        choices=Source,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose who is worried, or asks.")},
    )
    told_by = Line(
        label=gettext_lazy("Who said it"),
        help_text=gettext_lazy("Empty where they gave no name, or it must not be written."),
        required=False,
    )
    text = Words(
        label=gettext_lazy("What they said"),
        help_text=gettext_lazy("Facts first, with their days. Their words in quotation marks."),
        empty=gettext_lazy("Write what they said."),
        rows=6,
    )
    needs_text = True
    chosen = "source"
    own_fields = ("source", "told_by")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        initial = kwargs.get("initial") or {}
        kwargs["initial"] = {"statement": Statement.REPORTED} | initial
        super().__init__(*args, **kwargs)
