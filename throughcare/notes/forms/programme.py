"""Forms about programmes: taken in, on to a phase, and what the person was told."""

from collections.abc import Iterable
from itertools import groupby
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from throughcare.entries.models import Entry, Kind
from throughcare.kernel.actor import Actor
from throughcare.notes import programmes, queries
from throughcare.notes.forms.pathway import Stand
from throughcare.notes.forms.person import languages
from throughcare.notes.models import Information, Phase
from throughcare.notes.programmes import Running, Way
from throughcare.programmes import values
from throughcare.programmes.models import Version
from throughcare.programmes.policy import adoptions_of
from throughcare.programmes.texts import ways
from throughcare.programmes.texts.lists import Kind as ProgrammeKind
from throughcare.programmes.texts.shape import ProgrammeText
from throughcare.web.inputs import Day, Words, offer


class AdmissionForm(Stand):
    """Taken into a programme that the writer's agency works by."""

    kind = Kind.ADMISSION
    day = Day(label=gettext_lazy("Since"))
    programme = forms.ChoiceField(
        label=gettext_lazy("Programme"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose the programme.")},
    )
    text = Words(
        label=gettext_lazy("Who decided it, and why"),
        help_text=gettext_lazy("On which ground the person takes part, and what they said to it."),
        empty=gettext_lazy("Write who decided it, and why."),
        rows=4,
    )
    needs_text = True
    chosen = "programme"
    versions: dict[str, Version]
    entered: Entry | None = None

    def prepare(self, actor: Actor, entry: Entry | None = None) -> None:
        """Offer what the agency works by. Which programme it was is no matter of correction."""
        self.entered = entry
        if entry is not None:
            del self.fields["programme"]
            return
        adopted = adoptions_of(actor).select_related("version__programme")
        self.versions = {
            str(one.version.pk): one.version
            for one in adopted
            if one.version.read.text.kind != ProgrammeKind.TRAINING
        }
        titles = [(key, one.read.text.title) for key, one in self.versions.items()]
        offer(self, "programme", sorted(titles, key=lambda pair: pair[1].casefold()))
        if not titles:
            self.fields["programme"].help_text = _(
                "Your agency works by no programme yet. Its duty post adopts one under Programmes."
            )
        self.birth = queries.birth(actor, self.case)
        self.times = programmes.running(queries.of_programmes(actor, self.case))

    @property
    def notes(self) -> dict[str, str]:
        """What each programme says of whom it takes, by its value in the list."""
        return {key: _who_it_takes(one.read.text) for key, one in self.versions.items()}

    def clean(self) -> dict[str, Any]:
        """An age that the programme takes, and nobody is taken in twice."""
        cleaned = super().clean()
        version = self.versions.get(cleaned.get("programme", "")) if not self.entered else None
        if version is None:
            return cleaned
        if any(one.version.programme_id == version.programme_id for one in self._open):
            self.add_error("programme", _("The person is in this programme already."))
        day = cleaned.get("day") or programmes.today()
        asked = version.read.text.eligibility
        if self.birth and not programmes.is_age_taken(asked, self.birth, day):
            least, most = programmes.ages(self.birth, day)
            words = _("%(programme)s: %(ages)s. By the date of birth here the person is %(age)s.")
            told = {"programme": version.read.text.title, "ages": values.ages(asked)}
            age = str(least) if least == most else _("%(a)s or %(b)s") % {"a": least, "b": most}
            self.add_error("programme", words % (told | {"age": age}))
        return cleaned

    @property
    def _open(self) -> list[Running]:
        return [one for one in self.times if not one.has_ended]

    def changes(self) -> dict[str, Any]:
        """The entry's fields, with the version that the case keeps."""
        if self.entered:
            return super().changes()
        version = self.versions[self.cleaned_data["programme"]]
        return {**super().changes(), "model_version": version}

    def headline_words(self) -> str:
        """The programme's title."""
        return self.entered.headline if self.entered else super().headline_words()


def _who_it_takes(text: ProgrammeText) -> str:
    """In one line: how one takes part, the ages, and who decides."""
    by_choice = str(text.participation.kind.label) if text.participation else ""
    decides = text.referral.decided_by
    said = [
        by_choice,
        values.ages(text.eligibility),
        _("taken on by: %(who)s") % {"who": decides} if decides else "",
    ]
    return "; ".join(words.rstrip(".") for words in said if words)


class PhaseForm(Stand):
    """On to a phase of a programme, or out of it."""

    kind = Kind.PHASE
    day = Day(label=gettext_lazy("Since"))
    goes_to = forms.ChoiceField(
        label=gettext_lazy("Goes on to"),
        error_messages={"required": gettext_lazy("Choose where the case goes.")},
    )
    met = forms.MultipleChoiceField(
        label=gettext_lazy("Which of these is met"),
        help_text=gettext_lazy("So says the programme's model. You decide, and say why below."),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    asked = forms.CharField(widget=forms.HiddenInput, required=False)  # whose rules are shown
    text = Words(
        label=gettext_lazy("Who decided it, and why"),
        help_text=gettext_lazy("Where something is not met: why the case goes on all the same."),
        empty=gettext_lazy("Write who decided it, and why."),
        rows=4,
    )
    needs_text = True
    chosen = "goes_to"
    entered: Phase | None = None
    is_news = False

    def prepare(self, actor: Actor, entry: Entry | None = None) -> None:
        """Offer where the case can go, and the rules of where it goes."""
        if isinstance(entry, Phase):
            self.entered = entry
            del self.fields["goes_to"], self.fields["asked"]
            self._ask([rule for rule, _is_met in entry.rules])
            return
        times = programmes.running(queries.of_programmes(actor, self.case))
        self.ways = {way.value: way for one in times if not one.has_ended for way in one.ways}
        offer(self, "goes_to", [("", ""), *_grouped(self.ways.values())])
        if not self.ways:
            self.fields["goes_to"].help_text = _(
                "The case is in no programme, as far as you see. First the person is taken in."
            )
        self._show(str(self["goes_to"].value() or ""))

    def _show(self, chosen: str) -> None:
        """Ask for the rules of what is chosen; what was sent for another choice is asked anew."""
        way = self.ways.get(chosen)
        self._ask(ways.rules(way.text, way.left, way.goes_to) if way else [])
        if self.is_bound:
            self.is_news = bool(self.rules) and self.data.get("asked", "") != chosen
            sent: Any = self.data
            self.data = sent = sent.copy()
            sent["asked"] = chosen
        else:
            self.initial["asked"] = chosen

    def _ask(self, rules: list[str]) -> None:
        self.rules = rules
        before = self.initial.get("met", [])
        numbered = [(str(number), rule) for number, rule in enumerate(rules)]
        self.initial["met"] = [n for n, rule in numbered if rule in before or n in before]
        offer(self, "met", numbered)

    def clean(self) -> dict[str, Any]:
        """Whoever decides has seen the rules of what they chose."""
        cleaned = super().clean()
        if self.is_news and "goes_to" in cleaned:
            self.add_error("met", _("Tick what is met of what the model asks here, then save."))
        return cleaned

    def changes(self) -> dict[str, Any]:
        """The entry's fields, with the way that is gone."""
        ticked = [self.rules[int(number)] for number in self.cleaned_data.get("met", [])]
        changes = {**super().changes(), "met": ticked}
        if self.entered:
            return changes
        way = self.ways[self.cleaned_data["goes_to"]]
        return {
            **changes,
            "model_version": way.version,
            "left": way.left,
            "goes_to": way.goes_to,
        }

    def headline_words(self) -> str:
        """The programme, and where it goes on."""
        if self.entered:
            return self.entered.headline
        way = self.ways[self.cleaned_data["goes_to"]]
        return f"{way.text.title}: {way.name}"


def _grouped(found: Iterable[Way]) -> list[tuple[str, list[tuple[str, str]]]]:
    """The ways under headings: each programme's own, then everything else it knows."""
    return [
        (heading, [(way.value, way.name) for way in group])
        for heading, group in groupby(found, _heading)
    ]


def _heading(way: Way) -> str:
    told = {"programme": way.text.title}
    words = _("%(programme)s") if way.is_along else _("%(programme)s, against its model")
    return words % told


class InformationForm(Stand):
    """What the person was told."""

    kind = Kind.INFORMATION
    topic = forms.ChoiceField(
        label=gettext_lazy("What the person was told"),
        choices=Information.Topic,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose what they were told.")},
    )
    told = forms.ChoiceField(
        label=gettext_lazy("How"), choices=Information.Told, widget=forms.RadioSelect
    )
    code = forms.ChoiceField(label=gettext_lazy("In which language"))
    with_interpreter = forms.BooleanField(label=gettext_lazy("With an interpreter"), required=False)
    text = Words(
        label=gettext_lazy("What they said to it"),
        help_text=gettext_lazy(
            "Whether they understood it, what they asked, what they were given."
        ),
        rows=3,
    )
    chosen = "topic"
    own_fields = ("topic", "told", "code", "with_interpreter")

    def prepare(self, actor: Actor, entry: Entry | None = None) -> None:
        """Offer the languages; first the one that the person is known to speak."""
        offer(self, "code", languages())
        if entry is None and (spoken := queries.spoken(actor, self.case)):
            self.initial.setdefault("code", spoken.code)
            self.initial.setdefault("with_interpreter", spoken.needs_interpreter)
