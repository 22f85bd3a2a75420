"""What is typed on the public pages, and by counsellors."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from throughcare.concernline.models import About, Age, Parental, Seeker
from throughcare.web.inputs import Line, Words

LONGEST = 20_000  # characters


class Writing(forms.Form):
    """The first words, and what somebody wants to tell of who they are: nothing need be told."""

    about = forms.ChoiceField(
        label=_("What is it about?"),
        choices=About,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what it is about.")},
    )
    text = Words(
        label=_("What do you want to tell us?"),
        help_text=_("In your own words, in any language. You can leave out every name."),
        max_length=LONGEST,
        empty=_("Write something first."),
    )
    called = Line(
        label=_("What may we call you?"),
        help_text=_("Any name will do, or none."),
        max_length=80,
        required=False,
    )
    age = forms.ChoiceField(
        label=_("How old are you?"), choices=Age, widget=forms.RadioSelect, required=False
    )
    relation = Line(
        label=_("If it is about somebody else: who are they to you?"),
        help_text=_("Such as: my son, a friend, somebody at work."),
        max_length=80,
        required=False,
    )
    other_age = forms.ChoiceField(
        label=_("How old are they?"), choices=Age, widget=forms.RadioSelect, required=False
    )
    parental = forms.ChoiceField(
        label=_("Are you their parent, or do you decide for them by law?"),
        choices=Parental,
        widget=forms.RadioSelect,
        required=False,
    )


class Back(forms.Form):
    """The receipt, as it was written down."""

    receipt = Line(
        label=_("Your receipt"),
        help_text=_("Four groups of four characters."),
        max_length=60,
        empty=_("Write your receipt."),
    )


class Further(forms.Form):
    """More words in a conversation."""

    receipt = forms.CharField(widget=forms.HiddenInput, max_length=60)
    text = Words(
        label=_("Write again"),
        max_length=LONGEST,
        empty=_("Write something first."),
        rows=6,
    )


class Answer(forms.Form):
    """A counsellor's answer."""

    text = Words(
        label=_("Your answer"),
        help_text=_(
            "In plain words. They read it when they come back with their receipt. It is kept as "
            "a contact, for your own agency."
        ),
        max_length=LONGEST,
        empty=_("Write your answer."),
    )


class SeekerForm(forms.ModelForm):  # type: ignore[type-arg]
    """Who seeks advice and whom it is about, as a counsellor learns it."""

    called = Line(label=_("What they are called"), max_length=80, required=False)
    relation = Line(label=_("Who the other is to them"), max_length=80, required=False)
    other_called = Line(
        label=_("What the other is called"),
        help_text=_("A third person's data: no more than the advice needs."),
        max_length=80,
        required=False,
    )
    parental_limits = Line(
        label=_("Limits of parental responsibility"),
        help_text=_("Such as a court's order, or that the other parent must be asked."),
        max_length=300,
        required=False,
    )

    class Meta:
        model = Seeker
        fields = (
            *("about", "called", "age", "relation", "other_called", "other_age"),
            *("parental", "parental_limits"),
        )
        labels = {
            "about": _("What it is about"),
            "age": _("Age of who seeks advice"),
            "other_age": _("Age of the other"),
            "parental": _("Parental responsibility"),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["about"].choices = About.choices
        for name, choices in (("age", Age), ("other_age", Age), ("parental", Parental)):
            self.fields[name] = forms.ChoiceField(
                label=self.fields[name].label, choices=choices.choices, required=False
            )

    def changed_fields(self) -> dict[str, str]:
        """What is written differently now."""
        return {name: self.cleaned_data[name] for name in self.changed_data}
