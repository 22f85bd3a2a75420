"""Giving a post, and ending one."""

from datetime import timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from throughcare.agencies.models import Human
from throughcare.agencies.queries import human_of
from throughcare.agencies.roles import Role
from throughcare.kernel import clock
from throughcare.kernel.clock import FOREVER
from throughcare.web.inputs import GONE, Day, Line


class Appointing(forms.Form):
    """Who, as what, from when, and until when."""

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
    from_on = Day(label=gettext_lazy("From"))
    until_on = Day(label=gettext_lazy("Up to and with"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, initial={"from_on": _today()}, **kwargs)  # type: ignore[misc]
        self.fields["from_on"].error_messages["required"] = _("Choose the first day.")

    def clean_email(self) -> Human:
        """The human who is enrolled with it."""
        if (human := human_of(self.cleaned_data["email"])) is None:
            raise ValidationError(_("Nobody is enrolled with this address."))
        return human

    def clean_from_on(self) -> Any:
        """Today or later: nobody gets a past."""
        if self.cleaned_data["from_on"] < _today():
            raise ValidationError(_("Choose today or a day to come."))
        return self.cleaned_data["from_on"]

    def clean_until_on(self) -> Any:
        """Not before the first day."""
        last, first = self.cleaned_data["until_on"], self.cleaned_data.get("from_on")
        if last and first and last < first:
            raise ValidationError(_("Choose the first day, or one after it."))
        return last

    @property
    def terms(self) -> dict[str, Any]:
        """What the post is given with."""
        told = self.cleaned_data
        return {
            "human": told["email"],
            "role": told["role"],
            "title": told["title"],
            "from_at": max(clock.midnight(told["from_on"]), clock.now()),
            "until_at": _after(told["until_on"]) if told["until_on"] else FOREVER,
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
        return _after(last) if last else None


def _today() -> Any:
    return clock.local(clock.now()).date()


def _after(day: Any) -> Any:
    return clock.midnight(day + timedelta(days=1))
