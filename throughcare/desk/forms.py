"""Filters, searches, and the forms about a case's team."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from throughcare.agencies.models import Agency, Post
from throughcare.agencies.sectors import CONFIRMED_SECTORS
from throughcare.cases import policy
from throughcare.cases.models import Case, CaseKind
from throughcare.desk.queries import caseload
from throughcare.entries.facts import Place
from throughcare.entries.labelling import named
from throughcare.entries.models import Kind
from throughcare.entries.queries import Filters
from throughcare.kernel import clock
from throughcare.kernel.actor import Actor
from throughcare.sharing.categories import Category, Statement, bits_of
from throughcare.sharing.models import Agreement
from throughcare.sharing.purposes import Purpose
from throughcare.web.inputs import Day, Line


class Sieve(forms.Form):
    """Filters of the caseload."""

    state = forms.ChoiceField(
        label=_("State"), required=False, choices=[("open", _("Open")), ("closed", _("Closed"))]
    )
    kind = forms.ChoiceField(
        label=_("Kind"), required=False, choices=[("", _("All kinds")), *CaseKind.choices]
    )
    order = forms.ChoiceField(
        label=_("Order"),
        required=False,
        choices=[("name", _("By name")), ("silence", _("Longest without contact first"))],
    )
    mine = forms.BooleanField(label=_("Only where I am responsible"), required=False)

    def sieve(self) -> caseload.Sieve:
        """The filters; what is not understood is left out."""
        self.is_valid()
        cleaned = self.cleaned_data
        return caseload.Sieve(
            kind=cleaned.get("kind", ""),
            state=cleaned.get("state") or "open",
            mine=cleaned.get("mine", False),
            order=cleaned.get("order") or "name",
            after=self.data.get("after", ""),
        )

    def following(self, after: str) -> str:
        """The address of the next page, or nothing."""
        if not after:
            return ""
        kept = {name: self.data[name] for name in self.fields if self.data.get(name)}
        return "?" + urlencode({**kept, "after": after})


class ChronologyFilter(forms.Form):
    """Filters of the chronology."""

    kind = forms.MultipleChoiceField(
        label=_("Kind"), required=False, choices=Kind, widget=forms.CheckboxSelectMultiple
    )
    statement = forms.MultipleChoiceField(
        label=_("Written as"),
        required=False,
        choices=Statement,
        widget=forms.CheckboxSelectMultiple,
    )
    category = forms.ChoiceField(
        label=_("About"),
        required=False,
        choices=[("", _("Everything")), *((each.code, each.label) for each in Category)],
    )
    agency = forms.ChoiceField(label=_("Agency"), required=False)
    since = Day(label=_("From"), required=False)
    until = Day(label=_("Until"), required=False)

    def __init__(self, *args: Any, agencies: list[Agency], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = [(str(agency.pk), agency.name) for agency in agencies]
        self.fields["agency"].choices = [("", _("All agencies")), *named]
        self._agencies = {str(agency.pk): agency.pk for agency in agencies}

    def filters(self) -> Filters:
        """The filters; a field with an error does not filter, and says what is wrong."""
        self.is_valid()
        cleaned = self.cleaned_data
        code = cleaned.get("category")
        since, until = cleaned.get("since"), cleaned.get("until")
        return Filters(
            kinds=cleaned.get("kind", []),
            statements=cleaned.get("statement", []),
            agency=self._agencies.get(cleaned.get("agency", "")),
            category=bits_of([Category[code.upper()]]) if code else 0,
            since=clock.midnight(since) if since else None,
            until=clock.midnight(until + timedelta(days=1)) if until else None,
        )

    def following(self, after: str) -> str:
        """The address of the next page, or nothing."""
        if not after:
            return ""
        kept = [(name, value) for name, values in self.data.lists() for value in values]
        pairs = [(name, value) for name, value in kept if name in self.fields and value]
        return "?" + urlencode([*pairs, ("after", after)])


class Search(forms.Form):
    """What one looks for among what one may see."""

    words = Line(
        label=_("Name, case number or headline"),
        help_text=_("In any script and spelling. Only what you may see is searched."),
        max_length=80,
        error_messages={"required": _("Write a name, a case number or a word.")},
    )


class Opening(forms.Form):
    """A new case."""

    display_name = Line(
        label=_("Name to show"),
        help_text=_("The one name that everybody on the team sees. Other names come later."),
        max_length=120,
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=CaseKind, initial=CaseKind.INTAKE)
    purpose = forms.ChoiceField(label=_("What you work on it for"), choices=Purpose)
    agreement = forms.ModelChoiceField(
        label=_("Shared under"),
        help_text=_("Without an agreement each agency sees only its own entries."),
        queryset=None,
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


class Proposal(forms.Form):
    """A seat for somebody."""

    post = forms.ChoiceField(
        label=_("Who"), error_messages={"required": _("Choose who should join.")}
    )
    purpose = forms.ChoiceField(label=_("What for"), choices=Purpose)
    tasks = Line(label=_("Tasks"), max_length=300, required=False)
    ground = Line(
        label=_("Ground"),
        help_text=_("Consent, order or law. Police, prosecution and security seats need one."),
        max_length=300,
        required=False,
    )
    until = Day(label=_("Until (empty: open end)"), required=False)
    sees_from = Day(
        label=_("Sees back to (empty: from the beginning)"),
        required=False,
    )
    is_discreet = forms.BooleanField(
        label=_("Discreet: others see role and agency, not the name"), required=False
    )

    def __init__(self, *args: Any, posts: list[Post], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._posts = {str(post.pk): post for post in posts}
        self.fields["post"].choices = [
            ("", _("Choose")),
            *((key, f"{post.human.name}, {post.label}") for key, post in self._posts.items()),
        ]

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


class Reason(forms.Form):
    """Why something ends, closes or is declined."""

    reason = Line(label=_("Why"), max_length=300, error_messages={"required": _("Write why.")})


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


class Answer(forms.Form):
    """What becomes of an offer, and why, if it is declined."""

    act = forms.ChoiceField(
        choices=[(act, act) for act in ("accept", "decline", "confirm", "withdraw")],
        error_messages={
            "required": _("Choose what you want to do."),
            "invalid_choice": _("Choose what you want to do."),
        },
    )
    reason = Line(max_length=300, required=False)

    @property
    def first_error(self) -> str:
        """What is wrong, in one sentence."""
        return next(str(error) for errors in self.errors.values() for error in errors)


class Rename(forms.Form):
    """Another display name."""

    display_name = Line(label=_("Name to show"), max_length=120)
    reason = Line(label=_("Why"), max_length=300, required=False)


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
        self.fields["post"].choices = [
            ("", _("Choose")),
            *((str(place.post.pk), named(place)) for place in places),
        ]

    def clean_post(self) -> Post:
        """The post."""
        return self._posts[self.cleaned_data["post"]]

    def is_permitted(self, actor: Actor, case: Case) -> bool:
        """Whether the responsibility may be offered to the chosen one; if not, the field says."""
        may = policy.may_offer_responsibility(actor, case, self.cleaned_data["post"])
        if not may:
            self.add_error("post", may.reason)
        return bool(may)
