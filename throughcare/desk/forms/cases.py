"""A case opened, closed, renamed."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from throughcare.cases import policy
from throughcare.cases.models import Case, CaseKind
from throughcare.kernel.actor import Actor
from throughcare.sharing.models import Agreement
from throughcare.sharing.purposes import Purpose
from throughcare.web.inputs import Line, Pick, offer


class Opening(forms.Form):
    """A new case."""

    display_name = Line(
        label=_("Name to show"),
        help_text=_("The one name that everybody on the team sees. Other names come later."),
        max_length=120,
        empty=_("Write a name, or what the person is called for now."),
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=CaseKind, initial=CaseKind.INTAKE)
    purpose = forms.ChoiceField(label=_("What you work on it for"), choices=Purpose)
    agreement = Pick(
        label=_("Shared under"),
        help_text=_("Without an agreement each agency sees only its own entries."),
        required=False,
        empty_label=_("No agreement"),
    )

    def __init__(self, *args: Any, agreements: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agreement"].queryset = agreements
        self._actor = actor

    def clean_agreement(self) -> Agreement | None:
        """An agreement that is in force for the actor's agency, or none."""
        agreement: Agreement | None = self.cleaned_data["agreement"]
        if not (may := policy.may_open(self._actor, agreement)):
            raise forms.ValidationError(may.reason)
        return agreement


class Reason(forms.Form):
    """Why something ends, closes or is declined."""

    reason = Line(label=_("Why"), max_length=300, empty=_("Write why."))


class Rename(forms.Form):
    """Another display name."""

    display_name = Line(
        label=_("Name to show"), max_length=120, empty=_("Write the name that is to be shown.")
    )
    reason = Line(label=_("Why"), max_length=300, required=False)


class Ending(Reason):
    """Why a case closes, or opens again; `act` is what its writer saw it would do."""

    act = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, closed: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._act = "reopen" if closed else "close"
        self.initial["act"] = self._act

    def clean_act(self) -> str:
        """What the writer saw must still be what would happen."""
        if self.cleaned_data["act"] != self._act:
            self.data = {**self.data.dict(), "act": self._act}
            raise forms.ValidationError(
                _("The case was closed or reopened in the meantime. Look at it again, then send.")
            )
        return self._act


class Becoming(Reason):
    """Another kind of case."""

    kind = forms.ChoiceField(
        label=_("Goes on as"),
        choices=CaseKind,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a kind.")},
    )
    field_order = ("kind", "reason")

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(
            self, "kind", [(kind, label) for kind, label in CaseKind.choices if kind != case.kind]
        )
