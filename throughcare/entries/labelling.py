"""Labels from outside: what an entry is about, how widely it may go, who by name."""

import uuid
from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from throughcare.entries.facts import Place
from throughcare.entries.readings import shown
from throughcare.sharing.categories import (
    NEED_TO_KNOW_BY_DEFAULT,
    Category,
    Handling,
    bits_of,
    categories_in,
    need_half,
    team_half,
)
from throughcare.web.inputs import Line, offer

# What most notes are about; other categories are folded away until one opens them.
USUAL = (
    Category.CONTACT,
    Category.DAILY_LIFE,
    Category.FAMILY,
    Category.WORK,
    Category.SAFETY,
    Category.MOTIVATION,
)
SENSITIVE = frozenset(category.code for category in NEED_TO_KNOW_BY_DEFAULT)


def named(place: Place) -> str:
    """A member of the team in a list to choose from; one with a discreet seat has no name."""
    member = shown(place, None)
    return f"{member.name}, {place.post.agency.name}"


def allowed_categories(own: Place | None) -> list[Category]:
    """The categories in which a seat may write: those of its own table, not walled."""
    clearance = own.clearances.get(own.post.agency_id) if own else None
    if clearance is None:
        return []
    cleared = (team_half(clearance.mask) | need_half(clearance.mask)) & ~clearance.walled
    return categories_in(cleared)


class LabelForm(forms.Form):
    """Who may read: what it is about, how widely it may go, and who by name."""

    categories = forms.MultipleChoiceField(
        label=gettext_lazy("About"),
        help_text=gettext_lazy("Whoever reads it must be cleared for everything you tick."),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Tick at least one.")},
    )
    handling = forms.TypedChoiceField(
        label=gettext_lazy("Who may read it"),
        coerce=int,
        widget=forms.RadioSelect,
        choices=[(handling.value, handling.label) for handling in Handling],
        error_messages={"required": gettext_lazy("Choose how widely it may go.")},
    )
    named = forms.MultipleChoiceField(
        label=gettext_lazy("People by name"),
        help_text=gettext_lazy("Only for NAMED: you, and the people you tick."),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    why_needed = Line(
        label=gettext_lazy("Why others need it"),
        help_text=gettext_lazy("For ideology, religion, health and psychological matters."),
        max_length=300,
        required=False,
    )

    def __init__(self, *args: Any, team: Sequence[Place], own: Place | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.own = own
        allowed = [(category.code, category.label) for category in allowed_categories(own)]
        others = [place for place in team if own is None or place.seat.pk != own.seat.pk]
        offer(self, "categories", allowed)
        offer(self, "named", [(str(place.seat.pk), named(place)) for place in others])

    @property
    def usual(self) -> set[str]:
        """The categories in sight: what most notes are about, and what is ticked."""
        return {category.code for category in USUAL} | set(self["categories"].value() or ())

    @property
    def sensitive(self) -> frozenset[str]:
        """The categories of which others must be told why they need it."""
        return SENSITIVE

    @property
    def category_bits(self) -> int:
        """The ticked categories, as bits."""
        return bits_of(Category[code.upper()] for code in self.cleaned_data["categories"])

    @property
    def named_seats(self) -> tuple[uuid.UUID, ...]:
        """The seats on the list of a NAMED entry: the writer's and the ticked ones."""
        if self.cleaned_data["handling"] != Handling.NAMED:
            return ()
        ticked = [uuid.UUID(seat) for seat in self.cleaned_data["named"]]
        return (*([self.own.seat.pk] if self.own else []), *ticked)

    def clean_why_needed(self) -> str:
        """What others may read of these needs a line that says why."""
        why: str = self.cleaned_data["why_needed"]
        sensitive = SENSITIVE & set(self.cleaned_data.get("categories", []))
        shared = self.cleaned_data.get("handling") in {Handling.TEAM, Handling.NEED_TO_KNOW}
        if sensitive and shared and not why:
            raise ValidationError(
                _("Write in one line why others need this, or choose AGENCY or NAMED.")
            )
        return why
