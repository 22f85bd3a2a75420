"""What a proposer types: the power's terms, why, and whom to ask; and what the second answers."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from throughcare.agencies.models import Human
from throughcare.agencies.queries import human_of
from throughcare.kernel.actor import Actor
from throughcare.powers import policy
from throughcare.powers.binding import Terms
from throughcare.powers.registry import Ask, Power
from throughcare.web.inputs import Line

LARGEST = 2**63 - 1


class Reason(forms.Form):
    """Why, in one line."""

    reason = Line(
        label=gettext_lazy("Why"),
        help_text=gettext_lazy("Of no case and of nobody on one."),
        max_length=300,
        empty=gettext_lazy("Write why, in one line."),
    )


class Propose(Reason):
    """The terms of a power, in its own fields, then the reason and the second person."""

    def __init__(self, *args: Any, power: Power, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._power = power
        for ask in power.asks:
            self.fields[ask.name] = _field(ask)
        self.fields["second"] = Line(
            label=_("E-mail address of the second person"),
            help_text=_("Empty: whoever may confirm this by their post. See below."),
            required=False,
        )
        self.order_fields([*(ask.name for ask in power.asks), "reason", "second"])

    @property
    def terms(self) -> Terms:
        """The power's terms."""
        return {ask.name: self.cleaned_data[ask.name] for ask in self._power.asks}

    def clean_second(self) -> Human | None:
        """Somebody who is enrolled, or nobody in particular."""
        typed = self.cleaned_data["second"]
        found = human_of(typed) if typed else None
        if typed and found is None:
            raise forms.ValidationError(_("Nobody with this address is enrolled."))
        return found

    def is_permitted(self, actor: Actor) -> bool:
        """Whether this may be proposed; if not, the form says why."""
        may = policy.may_propose(actor, self._power, self.terms, self.cleaned_data["second"])
        if not may:
            self.add_error(None, may.reason)
        return bool(may)


def _field(ask: Ask) -> forms.Field:
    if ask.is_number:
        return forms.IntegerField(
            label=ask.label,
            help_text=ask.hint,
            min_value=1,
            max_value=LARGEST,
            error_messages={"required": gettext_lazy("Write a number.")},
        )
    missing = _("This is missing: %(label)s.") % {"label": ask.label}
    return Line(label=ask.label, help_text=ask.hint, required=ask.is_needed, empty=missing)


class Answer(forms.Form):
    """Refusing or withdrawing, and why."""

    act = forms.ChoiceField(choices=[("refuse", ""), ("withdraw", "")])
    answer = Line(max_length=300, required=False)


class Confirm(forms.Form):
    """What the second person has read, by its fingerprint."""

    fingerprint = forms.CharField(widget=forms.HiddenInput, max_length=64)

    def __init__(self, *args: Any, fingerprint: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["fingerprint"] = fingerprint
        self._expected = fingerprint

    def clean_fingerprint(self) -> str:
        """The one that was shown."""
        if self.cleaned_data["fingerprint"] != self._expected:
            raise forms.ValidationError(_("The proposal is not the one that you have read."))
        return self._expected
