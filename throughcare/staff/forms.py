"""Giving a post, and ending one."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from throughcare.agencies.models import Human
from throughcare.agencies.queries import human_of
from throughcare.agencies.roles import Role
from throughcare.kernel import clock
from throughcare.web.inputs import GONE, Day, FromUntil, Line


class Appointing(FromUntil):
    """Who, as what, from when, and until when."""

    field_order = ("email", "role", "title", "from_on", "until_on")

    email = Line(
        label=gettext_lazy("E-mail address"),
        help_text=gettext_lazy("With which the person signs in; an administrator has enrolled it."),
        max_length=254,
        empty=gettext_lazy("Write the address with which the person signs in."),
    )
    role = forms.ChoiceField(
        label=gettext_lazy("Role"),
        choices=[("", gettext_lazy("Choose from the list.")), *Role.choices],
        error_messages={"required": gettext_lazy("Choose a role."), "invalid_choice": GONE},
    )
    title = Line(
        label=gettext_lazy("Title"),
        help_text=gettext_lazy("What the job is called at your agency; otherwise the role’s name."),
        max_length=80,
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, initial={"from_on": _today()}, **kwargs)  # type: ignore[misc]
        self.fields["until_on"].required = False

    def clean_email(self) -> Human:
        """The human who is enrolled with it."""
        if (human := human_of(self.cleaned_data["email"])) is None:
            raise ValidationError(_("Nobody is enrolled with this address."))
        return human

    @property
    def terms(self) -> dict[str, Any]:
        """What the post is given with."""
        told = self.cleaned_data
        return {
            "human": told["email"],
            "role": told["role"],
            "title": told["title"],
            "from_at": self.begins,
            "until_at": self.ends,
        }


class Ending(forms.Form):
    """Now, or with a last day; said, not left open: seats go with it."""

    when = forms.ChoiceField(
        label=gettext_lazy("When does it end?"),
        choices=[
            ("now", gettext_lazy("Now")),
            ("later", gettext_lazy("After a last day")),
        ],
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("Choose when it ends."),
            "invalid_choice": GONE,
        },
    )
    last_on = Day(label=gettext_lazy("Last day"), required=False)

    def clean_last_on(self) -> Any:
        """Today or later, where the post does not end now."""
        last = self.cleaned_data["last_on"]
        if self.cleaned_data.get("when") != "later":
            return None
        if last is None:
            raise ValidationError(_("Choose the last day."))
        if last < _today():
            raise ValidationError(_("Choose today or a day to come."))
        return last

    @property
    def moment(self) -> Any:
        """When the post ends; None: now."""
        last = self.cleaned_data["last_on"]
        return clock.midnight_after(last) if last else None


def _today() -> Any:
    return clock.local(clock.now()).date()
