"""What every form of an entry has: when, words, what sort of statement, who may read."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from throughcare.cases.models import Case
from throughcare.entries import forms as labels
from throughcare.entries.marked import Marked, stop_marked_text
from throughcare.entries.models import Entry, Grading, Whose
from throughcare.notes.actions.writing import LabelChoice
from throughcare.notes.kinds import SORTS, proposal
from throughcare.sharing.categories import Statement
from throughcare.web.inputs import Clock, Day, Line, Words, moment


class EntryForm(labels.Label):
    """An entry of any kind. Kinds add fields of their own, named as their model's are."""

    kind = ""
    own: Any
    own_fields: tuple[str, ...] = ()
    needs_text = True
    has_clock = True
    must_confirm = False

    day = Day(label=gettext_lazy("When"))
    clock = Clock(label=gettext_lazy("Time"), required=False)
    headline = Line(label=gettext_lazy("Headline"))
    text = Words(
        label=gettext_lazy("What happened"),
        help_text=gettext_lazy(
            "Facts first, then what you make of them. Their own words in quotation marks."
        ),
    )
    statement = forms.ChoiceField(
        label=gettext_lazy("Written as"), choices=Statement, widget=forms.RadioSelect
    )
    grading = forms.ChoiceField(
        label=gettext_lazy("How it can be weighed"), choices=Grading, required=False
    )
    whose = forms.ChoiceField(label=gettext_lazy("Whose data"), choices=Whose)
    basis = Line(label=gettext_lazy("Legal basis, where it needs one"), required=False)
    released = forms.BooleanField(
        label=gettext_lazy("These words are quoted or ordinary, not a marking"), required=False
    )
    release_reason = Line(label=gettext_lazy("Why they are no marking"), required=False)

    def __init__(self, *args: Any, case: Case, role: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.case = case
        self.marked: list[Any] = []
        self.fields["text"].required = self.needs_text
        if not self.has_clock:
            del self.fields["clock"]
        allowed = labels.allowed_categories(self.own)
        category, handling = proposal(self.kind, role, allowed)
        self.initial.setdefault("categories", [category.code] if category is not None else [])
        self.initial.setdefault("handling", handling.value)
        self.initial.setdefault("statement", Statement.FACT)
        self.initial.setdefault("whose", Whose.PERSON)

    @property
    def label_choice(self) -> LabelChoice:
        """The label that was chosen."""
        return LabelChoice(
            categories=self.category_bits,
            handling=self.cleaned_data["handling"],
            named=self.named_seats,
            why_needed=self.cleaned_data["why_needed"],
        )

    @property
    def released_words(self) -> tuple[str, ...]:
        """The words that the writer vouches are no marking."""
        return tuple(found.words for found in self.marked)

    def clean(self) -> dict[str, Any]:
        """Stop text that bears a marking, unless its writer says why it bears none."""
        cleaned = super().clean() or self.cleaned_data
        try:
            stop_marked_text(value for value in cleaned.values() if isinstance(value, str))
        except Marked as stopped:
            self.marked = stopped.found
            if not cleaned.get("released") or not cleaned.get("release_reason"):
                self.add_error("text" if "text" in self.fields else None, self._stopped())
        return cleaned

    def _stopped(self) -> str:
        return _(
            "This bears a classification marking. Classified text never enters here. Write a "
            "pointer instead, or, where the words are only quoted, say so below."
        )

    def entry(self) -> Entry:
        """The entry, unsaved."""
        entry = SORTS[self.kind].model(case=self.case, kind=self.kind)
        for name, value in self.changes().items():
            setattr(entry, name, value)
        for name, value in self.label_choice.fields.items():
            setattr(entry, name, value)
        return entry

    def changes(self) -> dict[str, Any]:
        """The fields of the entry but for its label; for a correction these are what changes."""
        cleaned = self.cleaned_data
        return {
            "occurred_at": moment(cleaned["day"], cleaned.get("clock")),
            "headline": self.headline_words(),
            "text": cleaned["text"],
            "statement": cleaned["statement"],
            "grading": cleaned["grading"],
            "whose": cleaned["whose"],
            "basis": cleaned["basis"],
            **{name: cleaned[name] for name in self.own_fields},
        }

    def headline_words(self) -> str:
        """The headline: as typed."""
        typed: str = self.cleaned_data["headline"]
        return typed

    def first_words(self) -> str:
        """A headline from the text's first sentence, at most 100 characters."""
        text = " ".join(self.cleaned_data["text"].split())
        for end in (". ", "! ", "? ", "; "):
            text = text.split(end)[0]
        return text if len(text) <= 100 else text[:99].rsplit(" ", 1)[0] + "…"
