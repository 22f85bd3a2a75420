"""Forms about the way of a case: legal pathway, participation, motives, outreach, actions."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from throughcare.entries.models import Kind
from throughcare.notes.forms.entry import EntryForm
from throughcare.notes.models import (
    Attention,
    How,
    Ideology,
    Motivation,
    Outreach,
    Pathway,
    Step,
    TakingPart,
)
from throughcare.web.inputs import Day, Line, Words


class Stand(EntryForm):
    """How something stands from a day on; its headline follows from what is chosen."""

    needs_text = False
    has_clock = False
    chosen: str  # the field whose choice is the headline
    headline = Line(label=gettext_lazy("Headline"), required=False, widget=forms.HiddenInput)
    text = Words(
        label=gettext_lazy("What else is known"),
        help_text=gettext_lazy("How it is known, and what it means for the work."),
        rows=3,
    )

    def clean(self) -> dict[str, Any]:
        """What ends does not end before it begins."""
        cleaned = super().clean()
        day, end = cleaned.get("day"), cleaned.get("ends_on")
        if day and end and end < day:
            self.add_error("ends_on", _("This lies before the day it begins."))
        return cleaned

    def headline_words(self) -> str:
        """What was chosen, in words."""
        choices = dict(self.fields[self.chosen].choices)  # type: ignore[attr-defined]
        return str(choices[self.cleaned_data[self.chosen]])


class PathwayForm(Stand):
    """The legal pathway from a day on."""

    kind = Kind.PATHWAY
    day = Day(label=gettext_lazy("Since"))
    which = forms.ChoiceField(
        label=gettext_lazy("Legal pathway"),
        choices=Pathway.Which,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose the pathway.")},
    )
    ends_on = Day(
        label=gettext_lazy("Sentence or measure ends on"),
        help_text=gettext_lazy("Empty: not known, or there is none."),
        required=False,
    )
    chosen = "which"
    own_fields = ("which", "ends_on")

    def clean(self) -> dict[str, Any]:
        """Without a process nothing ends."""
        cleaned = super().clean()
        if cleaned.get("ends_on") and cleaned.get("which") == Pathway.Which.NO_PROCESS:
            self.add_error("ends_on", _("Without a judicial process nothing ends. Leave it empty."))
        return cleaned


class TakingPartForm(Stand):
    """By choice or by order, with the ground."""

    kind = Kind.TAKING_PART
    day = Day(label=gettext_lazy("Since"))
    terms = forms.ChoiceField(
        label=gettext_lazy("Participation"),
        choices=TakingPart.Terms,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose whether it is by choice or by order.")},
    )
    ground = Line(
        label=gettext_lazy("Ground"),
        help_text=gettext_lazy("The consent with its date, the order, or the law."),
        max_length=200,
        empty=gettext_lazy("Write what it rests on."),
    )
    ends_on = Day(
        label=gettext_lazy("Until"), help_text=gettext_lazy("Empty: open end."), required=False
    )
    chosen = "terms"
    own_fields = ("terms", "ground", "ends_on")


class MotivationForm(Stand):
    """What sort of motive."""

    kind = Kind.MOTIVATION
    motive = forms.ChoiceField(
        label=gettext_lazy("Motive"),
        help_text=gettext_lazy("Never from religion. “Not assessed” is an answer."),
        choices=Motivation.Motive,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose one; “Not assessed” is an answer.")},
    )
    chosen = "motive"
    own_fields = ("motive",)


class IdeologyForm(Stand):
    """Which ideology, if any."""

    kind = Kind.IDEOLOGY
    strand = forms.ChoiceField(
        label=gettext_lazy("Ideology"),
        help_text=gettext_lazy("As it showed in words or deeds. Never from religion."),
        choices=Ideology.Strand,
        error_messages={"required": gettext_lazy("Choose one; “Not assessed” is an answer.")},
    )
    chosen = "strand"
    own_fields = ("strand",)


class AttentionForm(EntryForm):
    """How a point that always needs attention stands for this person."""

    kind = Kind.ATTENTION
    has_clock = False
    day = Day(label=gettext_lazy("As of"))
    point = forms.ChoiceField(label=gettext_lazy("Which point"), choices=Attention.Point)
    headline = Line(
        label=gettext_lazy("In a few words"), empty=gettext_lazy("Write it in a few words.")
    )
    needs_text = False
    text = Words(label=gettext_lazy("What it means for the work"), rows=3)
    own_fields = ("point",)


class OutreachForm(Stand):
    """An attempt to reach the person."""

    kind = Kind.OUTREACH
    has_clock = True
    how = forms.ChoiceField(label=gettext_lazy("How"), choices=How)
    result = forms.ChoiceField(
        label=gettext_lazy("What came of it"),
        choices=Outreach.Result,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose what came of it.")},
    )
    again_on = Day(
        label=gettext_lazy("Try again on"),
        help_text=gettext_lazy("Empty: no further attempt is planned."),
        required=False,
    )
    text = Words(label=gettext_lazy("What happened"), rows=3)
    chosen = "result"
    own_fields = ("how", "result", "again_on")


class StepForm(Stand):
    """How an action of the pathway stands."""

    kind = Kind.STEP
    action = forms.ChoiceField(label=gettext_lazy("Action"), choices=Step.Action)
    state = forms.ChoiceField(
        label=gettext_lazy("How it stands"),
        choices=Step.State,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose how it stands.")},
    )
    again_on = Day(
        label=gettext_lazy("Look at it again on"),
        help_text=gettext_lazy("For what is deferred."),
        required=False,
    )
    text = Words(
        label=gettext_lazy("What was done, or why not"),
        help_text=gettext_lazy("What is deferred or not applicable needs its reason."),
        rows=3,
    )
    chosen = "action"
    own_fields = ("action", "state", "again_on")

    def clean(self) -> dict[str, Any]:
        """What is not done has a reason; what is deferred, a day."""
        cleaned = super().clean()
        state = cleaned.get("state")
        if state and state != Step.State.DONE and not cleaned.get("text"):
            self.add_error("text", _("Write why."))
        if state == Step.State.DEFERRED and not cleaned.get("again_on"):
            self.add_error("again_on", _("Write when it will be looked at again."))
        return cleaned
