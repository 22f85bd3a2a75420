"""Filters and searches."""

from typing import Any

from django import forms
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from throughcare.agencies.models import Agency
from throughcare.cases.models import CaseKind
from throughcare.desk.queries import caseload
from throughcare.entries.models import Kind
from throughcare.entries.queries import Filters
from throughcare.kernel import clock
from throughcare.sharing.categories import Category, Statement, bits_of
from throughcare.web.inputs import Day, Line
from throughcare.web.words import long_day


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

    @property
    def is_filtering(self) -> bool:
        """Whether anything is asked for."""
        return any(self.data.get(name) for name in self.fields)

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
            category=bits_of([Category[code.upper()]]) if code else None,
            since=clock.midnight(since) if since else None,
            until=clock.midnight_after(until) if until else None,
        )

    def following(self, after: str) -> str:
        """The address of the next page, or nothing."""
        return "?" + urlencode([*self._asked, ("after", after)]) if after else ""

    @property
    def chips(self) -> list[tuple[str, str]]:
        """What is asked for, in words, each with the address that takes it away."""
        said = [(pair, self._words(*pair)) for pair in self._asked]
        return [
            (words, "?" + urlencode([other for other in self._asked if other != pair]))
            for pair, words in said
            if words
        ]

    @property
    def _asked(self) -> list[tuple[str, str]]:
        kept = [(name, value) for name, values in self.data.lists() for value in values]
        return [(name, value) for name, value in kept if name in self.fields and value]

    def _words(self, name: str, value: str) -> str:
        """Nothing where it is not understood: then the field says so."""
        field, cleaned = self.fields[name], self.cleaned_data.get(name)
        if not cleaned:
            return ""
        if isinstance(field, Day):
            return f"{field.label} {long_day(cleaned)}"
        return str(dict(field.choices).get(value, ""))


class Search(forms.Form):
    """What one looks for among what one may see."""

    words = Line(
        label=_("Name, case number or headline"),
        help_text=_("In any script and spelling. Only what you may see is searched."),
        max_length=80,
        empty=_("Write a name, a case number or a word."),
    )
