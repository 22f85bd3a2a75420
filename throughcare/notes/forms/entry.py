"""What every form of an entry has: when, words, what sort of statement, who may read."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from throughcare import markings, wording
from throughcare.cases.models import Case
from throughcare.entries.facts import Label
from throughcare.entries.labelling import LabelForm, allowed_categories
from throughcare.entries.marked import Marked, stop_marked_text
from throughcare.entries.models import Entry, Grading, Whose
from throughcare.kernel import clock
from throughcare.kernel.actor import Actor
from throughcare.notes.actions.writing import LabelChoice
from throughcare.notes.kinds import SORTS, proposal
from throughcare.sharing.categories import Handling, Statement, bits_of
from throughcare.web.inputs import Clock, Day, Line, Words, moment


class EntryForm(LabelForm):
    """An entry of any kind. Kinds add fields of their own, named as their model's are."""

    kind = ""
    own: Any
    own_fields: tuple[str, ...] = ()
    needs_text = True
    has_day = True
    has_clock = True
    may_lie_ahead = False
    must_confirm = False

    day = Day(label=gettext_lazy("When"))
    clock = Clock(label=gettext_lazy("Time"), required=False)
    headline = Line(label=gettext_lazy("Headline"), empty=gettext_lazy("Write a headline."))
    text = Words(
        label=gettext_lazy("What happened"),
        help_text=gettext_lazy(
            "Facts first, then what you make of them. Their own words in quotation marks."
        ),
        empty=gettext_lazy("Write what happened."),
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
        if not self.has_day:
            del self.fields["day"]
        if not (self.has_day and self.has_clock):
            del self.fields["clock"]
        for field in self.fields.values():
            field.stops_marked = False  # all texts together, below
        self.allowed = allowed_categories(self.own)
        category, handling = proposal(self.kind, role, self.allowed)
        self.initial.setdefault("categories", [category.code] if category is not None else [])
        if str(self.initial.get("handling")) not in map(str, Handling.values):
            self.initial["handling"] = handling.value
        self.initial["handling"] = int(self.initial["handling"])
        self.initial.setdefault("statement", Statement.FACT)
        self.initial.setdefault("whose", Whose.PERSON)

    def prepare(self, actor: Actor, entry: Entry | None = None) -> None:
        """Offer what depends on who writes; with an entry, what can be corrected of it."""

    @property
    def label_choice(self) -> LabelChoice:
        """The label that was chosen."""
        return LabelChoice(
            categories=self.category_bits,
            handling=self.cleaned_data["handling"],
            named=self.named_seats,
            why_needed=self.cleaned_data["why_needed"],
        )

    def label_so_far(self, agency: UUID) -> Label:
        """The label that the entry would have, by what is filled in or proposed."""
        cleaned = getattr(self, "cleaned_data", {})
        codes = cleaned.get("categories") or self.initial["categories"]
        own = (self.own.seat.pk,) if self.own else ()
        return Label(
            agency_id=agency,
            categories=bits_of(each for each in self.allowed if each.code in codes),
            handling=cleaned.get("handling") or self.initial["handling"],
            occurred_at=self.occurred_at(),
            shared_at=clock.now(),
            named=frozenset(self.named_seats if {"handling", "named"} <= cleaned.keys() else own),
        )

    @property
    def released_words(self) -> tuple[str, ...]:
        """The words that the writer vouches are no marking."""
        return tuple(found.words for found in self.marked)

    @property
    def wording(self) -> list[wording.Hint]:
        """Words to reconsider in what is typed, or stands there to be corrected."""
        values = dict(getattr(self, "cleaned_data", self.initial))
        if values.get("statement") == Statement.OWN:
            return []
        return wording.reconsider("\n".join(_texts(values).values()))

    def clean_day(self) -> date:
        """A day that has been, unless the kind is about what comes."""
        day: date = self.cleaned_data["day"]
        if not self.may_lie_ahead and day > clock.local(clock.now()).date():
            raise ValidationError(
                _("This day lies ahead. Write what has been, or plan an appointment.")
            )
        return day

    def clean(self) -> dict[str, Any]:
        """Stop text that bears a marking, unless its writer says why it bears none."""
        cleaned = super().clean() or self.cleaned_data
        try:
            stop_marked_text(_texts(cleaned).values())
        except Marked as stopped:
            self.stop(stopped.found)
        return cleaned

    def stop(self, found: list[markings.Marking]) -> None:
        """Say beside each text with a marking that it stays outside, and offer to release it."""
        self.marked = [*self.marked, *found]
        texts = _texts(self.cleaned_data)
        if self.cleaned_data.get("released") and texts.get("release_reason"):
            return
        bearing: list[str | None] = [
            name for name, value in texts.items() if markings.blocking(value)
        ]
        for name in bearing or ["text" if "text" in self.fields else None]:
            self.add_error(name, self._stopped())

    def _stopped(self) -> str:
        return _(
            "This bears a classification marking. Classified text never enters here. Write a "
            "pointer instead, or, where the words are only quoted, say so below."
        )

    def occurred_at(self) -> datetime:
        """When it was, as far as the form says so; otherwise now."""
        cleaned = getattr(self, "cleaned_data", {})
        return moment(cleaned["day"], cleaned.get("clock")) if "day" in cleaned else clock.now()

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
            **({"occurred_at": self.occurred_at()} if self.has_day else {}),
            "headline": self.headline_words(),
            "text": cleaned.get("text", ""),
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
        text = " ".join(self.cleaned_data.get("text", "").split())
        for end in (". ", "! ", "? ", "; "):
            text = text.split(end)[0]
        text = text.removesuffix(".")
        return text if len(text) <= 100 else text[:99].rsplit(" ", 1)[0] + "…"


def _texts(cleaned: dict[str, Any]) -> dict[str, str]:
    return {name: value for name, value in cleaned.items() if isinstance(value, str) and value}
