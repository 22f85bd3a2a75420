"""Acts on labels: another one, splitting a part off, asking the owner, answering."""

from django import forms
from django.utils.translation import gettext_lazy

from throughcare.entries.labelling import LabelForm
from throughcare.web.inputs import Line, Words


class Relabel(LabelForm):
    """Another label for an entry that is there."""

    reason = Line(
        label=gettext_lazy("Why"),
        max_length=300,
        help_text=gettext_lazy(
            "Kept beside the earlier version, for those who read the entry under this label. "
            "Those who lose the entry are told that they do."
        ),
        empty=gettext_lazy("Write why the label changes."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)


class Split(LabelForm):
    """A part taken out of an entry, with a label of its own."""

    kept = Words(
        label=gettext_lazy("What stays in this entry"),
        empty=gettext_lazy("Leave here what stays in this entry."),
    )
    headline = Line(
        label=gettext_lazy("Headline of the new part"),
        empty=gettext_lazy("Write a headline for the new part."),
    )
    text = Words(
        label=gettext_lazy("What goes into the new part"),
        empty=gettext_lazy("Write or paste what goes into the new part."),
    )
    reason = Line(
        label=gettext_lazy("Why"),
        max_length=300,
        empty=gettext_lazy("Write why it is split off."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)
    field_order = ["kept", "headline", "text", "categories", "handling", "named"]


class Ask(forms.Form):
    """A wish for another label."""

    wish = Words(
        label=gettext_lazy("What you ask for, and why"),
        max_length=500,
        rows=4,
        empty=gettext_lazy("Write who should be able to read it, and why."),
    )


class Answer(forms.Form):
    """The owner's answer to a wish."""

    answer = Words(
        label=gettext_lazy("Your answer"),
        max_length=500,
        rows=4,
        empty=gettext_lazy("Write what you answer."),
    )
