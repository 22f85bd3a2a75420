"""Which part of the trail an officer reads; and which month."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from throughcare.agencies.models import Post
from throughcare.kernel import clock
from throughcare.oversight.reading import NEWEST, Asked
from throughcare.web.inputs import GONE, Day


class Filter(forms.Form):
    """Days, a kind of act, a post of the own agency, a case. Nothing here is a name."""

    since = Day(label=gettext_lazy("From"), required=False)
    until = Day(label=gettext_lazy("Up to and with"), required=False)
    kind = forms.ChoiceField(
        label=gettext_lazy("What"),
        required=False,
        choices=[
            ("", gettext_lazy("Everything")),
            ("look", gettext_lazy("Looks")),
            ("change", gettext_lazy("Changes")),
            ("refusal", gettext_lazy("Refusals")),
        ],
        error_messages={"invalid_choice": GONE},
    )
    post = forms.TypedChoiceField(
        label=gettext_lazy("Who, of your agency"),
        required=False,
        empty_value=None,
        error_messages={"invalid_choice": GONE},
    )
    case = forms.UUIDField(required=False, widget=forms.HiddenInput)
    before = forms.IntegerField(
        required=False, widget=forms.HiddenInput, min_value=1, max_value=NEWEST
    )

    def __init__(self, *args: Any, posts: Sequence[Post], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = [(str(one.pk), f"{one.human.name}, {one.label}") for one in posts]
        self.fields["post"].choices = [("", gettext_lazy("Everybody")), *people]  # type: ignore[attr-defined]

    @property
    def asked(self) -> Asked:
        """What was chosen; of what cannot be understood nothing counts."""
        chosen = {name: value for name, value in self.cleaned_data.items() if value}
        if since := chosen.get("since"):
            chosen["since"] = clock.midnight(since)
        if until := chosen.get("until"):
            chosen["until"] = clock.midnight_after(until)
        return Asked(**chosen)

    def following(self, before: int) -> str:
        """The address of what comes next with the same choice."""
        kept = self.data.copy()
        kept["before"] = str(before)
        return "?" + kept.urlencode()


class Month(forms.Form):
    """One month: the present one, where nothing else is said."""

    month = forms.DateField(
        label=gettext_lazy("Month"),
        input_formats=["%Y-%m"],
        widget=forms.DateInput(attrs={"type": "month"}, format="%Y-%m"),
        error_messages={"invalid": gettext_lazy("Choose a month, such as 2030-01.")},
    )

    @staticmethod
    def present() -> date:
        """The first day of this month."""
        return clock.local(clock.now()).date().replace(day=1)

    @staticmethod
    def after(first: date) -> date:
        """The first day of the month after it."""
        return (first + timedelta(days=31)).replace(day=1)
