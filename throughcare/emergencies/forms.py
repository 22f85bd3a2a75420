"""Looking for a case in an emergency, opening it, and reviewing that."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from throughcare import names
from throughcare.emergencies.models import LONGEST, Finding
from throughcare.sharing.purposes import Purpose
from throughcare.web.inputs import GONE, Day, Line, Words

HOURS = (1, 2, 4, 8, 12, LONGEST)


class LookingUp(forms.Form):
    """For what and why comes first; then one reference, or a whole name and date of birth."""

    purpose = forms.ChoiceField(
        label=gettext_lazy("What for"),
        choices=[("", gettext_lazy("Choose from the list.")), *Purpose.choices],
        initial=Purpose.SAFETY,
        error_messages={
            "required": gettext_lazy("Choose what it is for."),
            "invalid_choice": GONE,
        },
    )
    reason = Words(
        label=gettext_lazy("What has happened, and why it cannot wait"),
        help_text=gettext_lazy("The responsible worker and those who review it read this."),
        max_length=600,
        rows=3,
        empty=gettext_lazy("Write what has happened, and why it cannot wait."),
    )
    reference = Line(
        label=gettext_lazy("Case number"),
        help_text=gettext_lazy("As it stands on a letter or in a message: 4K7P9D-22."),
        max_length=20,
        required=False,
    )
    name = Line(
        label=gettext_lazy("Or the person’s whole name"),
        max_length=120,
        required=False,
    )
    born = Day(label=gettext_lazy("And the date of birth"), required=False)

    def clean(self) -> dict[str, Any]:
        """Either one number, or a name of two words at least with a date of birth."""
        told = super().clean() or {}
        reference, name, born = (told.get(one) for one in ("reference", "name", "born"))
        if reference and (name or born):
            self.add_error("reference", _("Write a case number, or a name: not both."))
        elif not reference and not name and "name" not in self.errors:
            self.add_error("reference", _("Write a case number, or a name and a date of birth."))
        elif name and len(names.tokens(name)) < 2:
            self.add_error("name", _("Write the whole name: two words at least."))
        elif name and not born and "born" not in self.errors:
            self.add_error("born", _("Write the date of birth: a name alone opens nothing."))
        return told


class Opening(forms.Form):
    """For how long."""

    hours = forms.TypedChoiceField(
        label=gettext_lazy("For how long"),
        choices=[
            (one, ngettext_lazy("%(count)s hour", "%(count)s hours", "count") % {"count": one})
            for one in HOURS
        ],
        coerce=int,
        initial=4,
        error_messages={
            "required": gettext_lazy("Choose for how long."),
            "invalid_choice": GONE,
        },
    )


class Reviewing(forms.Form):
    """What another human finds."""

    finding = forms.ChoiceField(
        label=gettext_lazy("Was it justified?"),
        choices=Finding.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("Choose whether it was justified."),
            "invalid_choice": GONE,
        },
    )
    follows = Words(
        label=gettext_lazy("Why, and what follows"),
        help_text=gettext_lazy("The one who opened the case and the responsible worker read it."),
        max_length=600,
        rows=3,
        empty=gettext_lazy("Write why, and what follows."),
    )
