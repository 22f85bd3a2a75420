"""What a steward decides, and what an agency answers."""

from collections.abc import Collection
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from throughcare.web.inputs import Line

_ACTS = (
    ("merge", _("Yes: each team learns of the other’s case number and agency, nothing else")),
    ("ask", _("It seems so: ask both agencies whether the other may know")),
    ("keep_apart", _("No: never propose them again")),
)


class Deciding(forms.Form):
    """Whether both are the same person."""

    outcome = forms.ChoiceField(
        label=_("Are they the same person?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what you decide.")},
    )
    reason = Line(
        label=_("Why"),
        help_text=_("Kept in the trail, under your name."),
        max_length=300,
        empty=_("Write why."),
    )

    def __init__(self, *args: Any, may: Collection[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["outcome"].choices = [(act, words) for act, words in _ACTS if act in may]


class Answering(forms.Form):
    """Whether the other agency may know."""

    may_know = forms.TypedChoiceField(
        label=_("May they know?"),
        choices=[("yes", _("Yes")), ("no", _("No"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose yes or no.")},
    )
    reason = Line(
        label=_("Why"),
        help_text=_("The steward reads it; the other agency does not."),
        max_length=300,
        empty=_("Write why."),
    )


class Separating(forms.Form):
    """Why a merge is taken back."""

    reason = Line(label=_("Why"), max_length=300, empty=_("Write why."))
