"""What is typed of a referral, and of what is decided."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from throughcare.agencies.models import Agency
from throughcare.agencies.queries import agencies
from throughcare.entries.models import Grading
from throughcare.kernel.actor import Actor
from throughcare.notes.models import Source
from throughcare.programmes import values
from throughcare.programmes.models import Version
from throughcare.programmes.queries import offered
from throughcare.programmes.texts.ways import is_open_to
from throughcare.referrals import policy
from throughcare.referrals.models import OUTCOMES
from throughcare.web.inputs import Line, Pick, Words
from throughcare.web.words import listed


class Sending(forms.Form):
    """Somebody is told to an agency."""

    to = Pick(
        label=_("To"),
        help_text=_(
            "It answers through its duty post. Your own agency: you take it down yourself."
        ),
        empty=_("Choose the agency."),
        empty_label="",
    )
    subject = Line(
        label=_("Of whom"),
        help_text=_("The name as you know it, or what the person is called for now."),
        max_length=120,
        empty=_("Write a name, or what the person is called for now."),
    )
    source = forms.ChoiceField(
        label=_("Who is worried, or asks"),
        choices=Source,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose who is worried, or asks.")},
    )
    told_by = Line(
        label=_("Who said it"),
        help_text=_("Empty where they did not give a name, or it must not be written."),
        max_length=160,
        required=False,
    )
    text = Words(
        label=_("What it is about"),
        help_text=_("Facts first, with their days. Their own words in quotation marks."),
        empty=_("Write what it is about."),
    )
    grading = forms.ChoiceField(label=_("How it can be weighed"), choices=Grading, required=False)
    version = Pick(
        label=_("For the programme"),
        help_text=_("Where you have one in mind; the agency that is asked decides."),
        required=False,
        empty_label=_("None named"),
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._actor = actor
        self.fields["to"].queryset = agencies()
        self.fields["version"].queryset = offered(actor)
        self.fields["version"].label_from_instance = lambda version: version.read.text.title

    def clean(self) -> dict[str, Any]:
        """An agency that can answer, and a programme that it works by."""
        cleaned = super().clean() or self.cleaned_data
        if (to := cleaned.get("to")) and not (may := policy.may_send(self._actor, to)):
            self.add_error("to", may.reason)
        if to and (version := cleaned.get("version")):
            self._check_programme(version, to, cleaned.get("source", ""))
        return cleaned

    def _check_programme(self, version: Version, to: Agency, source: str) -> None:
        """One by which the agency works, and which is open to whoever is worried, or asks."""
        if not offered(self._actor, to).filter(pk=version.pk).exists():
            self.add_error("version", _("This agency does not work by this programme."))
            return
        text = version.read.text
        sector = agencies().get(pk=self._actor.agency).sector
        if source and not is_open_to(text, source, sector):
            words = gettext(
                "By its model, %(programme)s takes nobody on this way. It is open to: %(who)s"
            )
            told = {"programme": text.title, "who": listed(values.ways_in(text))}
            self.add_error("version", words % told)


class Deciding(forms.Form):
    """What is decided, why, and what whoever sent it learns."""

    outcome = forms.ChoiceField(
        label=_("What is decided"),
        choices=OUTCOMES,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what is decided.")},
    )
    reason = Words(
        label=_("Why"),
        help_text=_("A decision on the case, under your name. Whoever sent it does not see it."),
        empty=_("Write why."),
        rows=4,
    )
    answer = Line(
        label=_("What whoever sent it learns"),
        help_text=_("They see this and what is decided, and nothing of the case."),
        max_length=600,
        empty=_("Write what they learn."),
    )


class Again(forms.Form):
    """Why a decided referral is taken up again."""

    reason = Line(label=_("Why"), max_length=300, empty=_("Write why."))
