"""Who joins a team, who leaves it, who answers for the case."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from throughcare.agencies.models import Post
from throughcare.agencies.sectors import CONFIRMED_SECTORS
from throughcare.cases import policy
from throughcare.cases.models import Case
from throughcare.entries.facts import Place
from throughcare.entries.labelling import named
from throughcare.kernel import clock
from throughcare.kernel.actor import Actor
from throughcare.sharing.purposes import Purpose
from throughcare.web.inputs import Day, Line, offer


class Proposal(forms.Form):
    """A seat for somebody."""

    post = forms.ChoiceField(
        label=_("Who"), error_messages={"required": _("Choose who should join.")}
    )
    purpose = forms.ChoiceField(label=_("What for"), choices=Purpose)
    tasks = Line(label=_("Tasks"), max_length=300, required=False)
    ground = Line(
        label=_("Ground"),
        help_text=_(
            "Consent, order or law. Police, prosecution and security seats need one. "
            "Your agency and theirs read it, the rest of the team does not."
        ),
        max_length=300,
        required=False,
    )
    until = Day(label=_("Until"), help_text=_("Empty: open end."), required=False)
    sees_from = Day(
        label=_("Sees back to"), help_text=_("Empty: from the beginning."), required=False
    )
    is_discreet = forms.BooleanField(
        label=_("Discreet: others see role and agency, not the name"), required=False
    )

    def __init__(self, *args: Any, posts: list[Post], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._posts = {str(post.pk): post for post in posts}
        listed = [
            (key, f"{post.human.name}, {post.label}, {post.agency.name}")
            for key, post in self._posts.items()
        ]
        offer(self, "post", [("", _("Choose")), *listed])

    def clean_post(self) -> Post:
        """The post."""
        return self._posts[self.cleaned_data["post"]]

    def clean_until(self) -> Any:
        """A day that lies ahead."""
        day = self.cleaned_data["until"]
        if day and clock.midnight(day) <= clock.now():
            raise forms.ValidationError(_("Choose a day that lies ahead, or leave this empty."))
        return day

    def clean(self) -> dict[str, Any]:
        """Police, prosecution and security need a ground."""
        cleaned = super().clean() or self.cleaned_data
        post = cleaned.get("post")
        if post and post.agency.sector in CONFIRMED_SECTORS and not cleaned.get("ground"):
            self.add_error("ground", _("Write the ground: this seat needs one."))
        return cleaned

    def is_permitted(self, actor: Actor, case: Case) -> bool:
        """Whether this seat may be proposed; if not, the field says why."""
        terms = self.terms()
        may = policy.may_offer_seat(
            actor, case, terms["post"], role=terms["role"], ground=terms["ground"]
        )
        if not may:
            self.add_error("post", may.reason)
        return bool(may)

    def terms(self) -> dict[str, Any]:
        """The seat as the action takes it."""
        cleaned = dict(self.cleaned_data)
        until, sees_from = cleaned.pop("until"), cleaned.pop("sees_from")
        return {
            **cleaned,
            "role": cleaned["post"].role,
            "until_at": clock.midnight(until) if until else clock.FOREVER,
            "sees_from": clock.midnight(sees_from) if sees_from else clock.BEGINNING,
        }


class Answer(forms.Form):
    """What becomes of an offer, and why, if it is declined."""

    act = forms.ChoiceField(error_messages={"required": _("Choose what you want to do.")})
    reason = Line(max_length=300, required=False)

    def __init__(self, *args: Any, acts: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "act", ((act, act) for act in acts), gone=_("Choose what you want to do."))

    @property
    def first_error(self) -> str:
        """What is wrong, in one sentence."""
        return next(str(error) for errors in self.errors.values() for error in errors)


class HandOver(forms.Form):
    """Who should answer for the case."""

    post = forms.ChoiceField(
        label=_("Who should answer for this case"),
        error_messages={"required": _("Choose somebody on the team.")},
    )
    note = Line(label=_("What they should know"), max_length=300, required=False)

    def __init__(self, *args: Any, places: list[Place], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._posts = {str(place.post.pk): place.post for place in places}
        listed = [(str(place.post.pk), named(place)) for place in places]
        offer(self, "post", [("", _("Choose")), *listed])

    def clean_post(self) -> Post:
        """The post."""
        return self._posts[self.cleaned_data["post"]]

    def is_permitted(self, actor: Actor, case: Case) -> bool:
        """Whether the responsibility may be offered to the chosen one; if not, the field says."""
        may = policy.may_offer_responsibility(actor, case, self.cleaned_data["post"])
        if not may:
            self.add_error("post", may.reason)
        return bool(may)
