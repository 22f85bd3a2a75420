"""Choosing seats, a colleague, and from when until when."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from throughcare.agencies.models import Post
from throughcare.cases.models import Seat
from throughcare.covers import policy
from throughcare.kernel.actor import Actor
from throughcare.web.inputs import GONE, FromUntil, Line, Several


class Covering(FromUntil):
    """Which seats, who, and for which days."""

    field_order = ("seats", "colleague", "from_on", "until_on", "note")

    seats = Several(
        label=gettext_lazy("Which seats"), empty=gettext_lazy("Choose at least one seat.")
    )
    colleague = forms.ChoiceField(
        label=gettext_lazy("Who holds them meanwhile"),
        error_messages={
            "required": gettext_lazy("Choose a colleague."),
            "invalid_choice": GONE,
        },
    )
    note = Line(
        label=gettext_lazy("What for"),
        help_text=gettext_lazy("The team reads it beside the seat."),
        max_length=300,
        required=False,
    )

    def __init__(
        self,
        *args: Any,
        actor: Actor,
        seats: Sequence[Seat],
        people: Sequence[Post],
        names: Mapping[UUID, str],
        **kwargs: Any,
    ) -> None:
        own = [str(one.pk) for one in seats if one.post_id == actor.post_id]
        super().__init__(*args, initial={"seats": own}, **kwargs)  # type: ignore[misc]
        self._actor = actor
        self._seats = {str(one.pk): one for one in seats}
        self._people = {str(one.pk): one for one in people}
        self.fields["seats"].choices = [(key, _of(one, names)) for key, one in self._seats.items()]  # type: ignore[attr-defined]
        self.fields["colleague"].choices = [  # type: ignore[attr-defined]
            ("", _("Choose from the list.")),
            *((key, f"{one.human.name}, {one.label}") for key, one in self._people.items()),
        ]

    def clean_seats(self) -> list[Seat]:
        """The seats themselves; of each case one."""
        chosen = [self._seats[key] for key in self.cleaned_data["seats"]]
        if len({seat.case_id for seat in chosen}) < len(chosen):
            raise ValidationError(_("Choose one seat of each case."))
        return chosen

    def clean_colleague(self) -> Post:
        """The post itself."""
        return self._people[self.cleaned_data["colleague"]]

    def clean(self) -> dict[str, Any]:
        """What the policy says of each seat."""
        told = super().clean() or {}
        if told.get("from_on") and told.get("seats") and told.get("colleague"):
            for seat in told["seats"]:
                may = policy.may_cover(self._actor, seat, told["colleague"], self.begins)
                if not may:
                    self.add_error("colleague", may.reason)
        return told

    @property
    def terms(self) -> dict[str, Any]:
        """What the seats are given with."""
        note = self.cleaned_data["note"]
        return {"from_at": self.begins, "until_at": self.ends, "note": note}


def _of(seat: Seat, names: Mapping[UUID, str]) -> str:
    """The number, the person where one sees the case, and who holds the seat."""
    about = [seat.case.reference, names.get(seat.case_id, ""), seat.post.human.name]
    return " · ".join(one for one in about if one)
