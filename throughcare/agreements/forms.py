"""Drafting an agreement's next version, changing its rows, and answering it."""

from collections.abc import Collection, Iterable
from datetime import timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from throughcare.agencies.models import Agency
from throughcare.agencies.roles import Role
from throughcare.agencies.sectors import Sector
from throughcare.kernel import clock
from throughcare.sharing.categories import Category, bits_of, categories_in
from throughcare.sharing.models import Version
from throughcare.sharing.purposes import Purpose
from throughcare.web.inputs import GONE, Day, Line, Several, Whole, Words

_CHOOSE = gettext_lazy("Choose from the list.")


class Categories(Several):
    """A set of categories, as bits."""

    def __init__(self, **kwargs: Any) -> None:
        choices = [(one.code, one.label) for one in Category]
        super().__init__(choices=choices, required=False, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        """Bits as the codes of the boxes; what was typed as it is."""
        return [one.code for one in categories_in(value)] if isinstance(value, int) else value

    def clean(self, value: Any) -> int:
        """The bits."""
        return bits_of(Category[code.upper()] for code in super().clean(value))


class Drafting(forms.Form):
    """What the next version is for, for whom, and for how long."""

    why = Words(
        label=gettext_lazy("What should change, and why"),
        help_text=gettext_lazy("The parties read it above the draft."),
        max_length=500,
        rows=3,
        empty=gettext_lazy("Write what should change, and why."),
    )
    parties = Several(
        label=gettext_lazy("Parties"),
        help_text=gettext_lazy("Agencies with a duty post: it signs for them."),
        empty=gettext_lazy("Choose at least two agencies."),
    )
    purposes = Several(
        label=gettext_lazy("Purposes"),
        help_text=gettext_lazy("Only seats for one of these share under the agreement."),
        choices=Purpose.choices,
        empty=gettext_lazy("Choose at least one purpose."),
    )
    from_on = Day(
        label=gettext_lazy("In force from"),
        help_text=gettext_lazy("Or from the last acceptance, if that comes later."),
    )
    until_on = Day(label=gettext_lazy("Until the beginning of"))
    wind_down_days = Whole(
        label=gettext_lazy("Days of winding down"),
        help_text=gettext_lazy("What was readable stays so; nothing new is shared."),
        min_value=0,
        max_value=366,
        says=gettext_lazy("Write a number of days between 0 and 366."),
    )

    def __init__(
        self, *args: Any, base: Version, agencies: Iterable[Agency], **kwargs: Any
    ) -> None:
        self.agencies = {str(one.pk): one for one in agencies}
        super().__init__(*args, initial=_as_it_is(base), **kwargs)  # type: ignore[misc]
        self.fields["from_on"].error_messages["required"] = _("Choose the first day.")
        self.fields["until_on"].error_messages["required"] = _("Choose the day when it ends.")
        self.fields["parties"].choices = [(key, one.name) for key, one in self.agencies.items()]  # type: ignore[attr-defined]

    def clean_parties(self) -> list[Agency]:
        """At least two: between fewer nothing is shared."""
        chosen = [self.agencies[key] for key in self.cleaned_data["parties"]]
        if len(chosen) < 2:
            raise ValidationError(_("Choose at least two agencies."))
        return chosen

    def clean_until_on(self) -> Any:
        """A day to come, after the first."""
        until, start = self.cleaned_data["until_on"], self.cleaned_data.get("from_on")
        if until <= clock.local(clock.now()).date() or (start and until <= start):
            raise ValidationError(_("Choose a day to come, after the first one."))
        return until

    @property
    def terms(self) -> dict[str, Any]:
        """What the draft is begun with."""
        told = dict(self.cleaned_data)
        return told | {
            "from_at": clock.midnight(told.pop("from_on")),
            "until_at": clock.midnight(told.pop("until_on")),
        }


def _as_it_is(base: Version) -> dict[str, Any]:
    until, wound_down = clock.local(base.until_at), clock.local(base.wind_down_until)
    return {
        "parties": [str(one.agency_id) for one in base.parties.all()],
        "purposes": base.purposes,
        "from_on": clock.local(clock.now()).date() + timedelta(days=1),
        "until_on": until.date() if base.until_at < clock.FOREVER else None,
        "wind_down_days": (wound_down.date() - until.date()).days,
    }


class ChangingRole(forms.Form):
    """What a role is cleared for."""

    role = forms.ChoiceField(
        label=gettext_lazy("Role"),
        choices=[("", _CHOOSE), *Role.choices],
        error_messages={"required": gettext_lazy("Choose a role."), "invalid_choice": GONE},
    )
    need = Categories(
        label=gettext_lazy("Sees TEAM and NEED TO KNOW"),
        help_text=gettext_lazy("For what only those read whose work needs it."),
    )
    team = Categories(label=gettext_lazy("Sees TEAM only"))

    def __init__(self, *args: Any, taken: Collection[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.taken = taken

    def clean_role(self) -> str:
        """A role with a row is changed from there, where what it says now stands ticked."""
        role: str = self.cleaned_data["role"]
        if role in self.taken:
            raise ValidationError(_("This role has its row. Leave, and choose it in the table."))
        return role


class ChangingSector(forms.Form):
    """What a sector never sees, or sees in an emergency."""

    sector = forms.ChoiceField(
        label=gettext_lazy("Sector"),
        choices=[("", _CHOOSE), *Sector.choices],
        error_messages={"required": gettext_lazy("Choose a sector."), "invalid_choice": GONE},
    )
    row = forms.ChoiceField(
        label=gettext_lazy("What is said of it"),
        choices=[
            ("wall", gettext_lazy("A wall: it never sees")),
            ("emergency", gettext_lazy("In an emergency it may see")),
        ],
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("Choose what is said of it."),
            "invalid_choice": GONE,
        },
    )
    categories = Categories(
        label=gettext_lazy("Categories"),
        help_text=gettext_lazy("They take the place of what is said now. None: nothing is said."),
    )

    def __init__(self, *args: Any, taken: Collection[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.taken = taken

    def clean(self) -> dict[str, Any]:
        """A row that is there is changed from the table, where what it says now stands ticked."""
        told = super().clean() or {}
        if (told.get("row"), told.get("sector")) in self.taken:
            self.add_error(
                "sector", _("This sector has its row. Leave, and choose it in the table.")
            )
        return told


class Answering(forms.Form):
    """What a party's signatory says."""

    agrees = forms.TypedChoiceField(
        label=gettext_lazy("Does your agency accept this version?"),
        choices=[
            ("yes", gettext_lazy("Yes: we accept it as it stands")),
            ("no", gettext_lazy("No: something should change")),
        ],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose yes or no."), "invalid_choice": GONE},
    )
    words = Line(
        label=gettext_lazy("What should change"),
        help_text=gettext_lazy("Needed with a no. All parties read it."),
        max_length=500,
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        """A no says what should change."""
        told = super().clean() or {}
        if told.get("agrees") is False and not told.get("words"):
            self.add_error("words", _("Write what should change."))
        return told


def role_form(version: Version, data: Any, chosen: str) -> ChangingRole:
    """The form of one role, with what is said of it now; without one, for a role that has none."""
    rows = {row.role: row for row in version.grants.all()}
    row = rows.pop(chosen, None)
    now = {"need": row.need, "team": row.team & ~row.need} if row else {}
    return ChangingRole(data, initial={"role": chosen, **now}, taken=rows.keys())


def sector_form(version: Version, data: Any, row: str, chosen: str) -> ChangingSector:
    """The form of one sector's row, with what is said of it now; or for one that has none."""
    rows = {("emergency", one.sector): one.need for one in version.emergency_grants.all()}
    for wall in version.walls.filter(owner=None):
        key = ("wall", wall.sector)
        rows[key] = rows.get(key, 0) | wall.categories
    now = rows.pop((row, chosen), 0)
    initial = {"sector": chosen, "row": row, "categories": now}
    return ChangingSector(data, initial=initial, taken=rows.keys())
