"""One form per kind: what it asks beyond what every entry has."""

from datetime import date
from typing import Any

from babel import Locale
from django import forms
from django.core.exceptions import ValidationError
from django.utils import formats
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from throughcare.agencies.models import Agency
from throughcare.entries.models import Kind
from throughcare.files.inspection import Inspected, inspect
from throughcare.files.refusals import Marked, Unacceptable
from throughcare.kernel import clock
from throughcare.notes.forms.entry import EntryForm
from throughcare.notes.models import (
    Appointment,
    How,
    LifeEvent,
    Name,
    Outcome,
    Way,
)
from throughcare.web.inputs import Day, Line, Words


class Note(EntryForm):
    """What was said, thought or seen."""

    kind = Kind.NOTE
    headline = Line(label=gettext_lazy("Headline"), required=False)

    def headline_words(self) -> str:
        """The headline, or the text's first sentence."""
        return self.cleaned_data["headline"] or self.first_words()


class Contact(Note):
    """That a contact took place or not, and what was said."""

    kind = Kind.CONTACT
    needs_text = False
    how = forms.ChoiceField(
        label=gettext_lazy("How"), choices=How, widget=forms.RadioSelect, initial=How.IN_PERSON
    )
    outcome = forms.ChoiceField(
        label=gettext_lazy("Did it take place?"),
        choices=Outcome,
        widget=forms.RadioSelect,
        initial=Outcome.KEPT,
    )
    minutes = forms.IntegerField(
        label=gettext_lazy("Minutes"),
        required=False,
        min_value=1,
        max_value=1440,
        error_messages={
            "invalid": gettext_lazy("Write the minutes as a number."),
            "min_value": gettext_lazy("Write at least 1 minute, or leave this empty."),
            "max_value": gettext_lazy("A contact lasts at most a day: 1440 minutes."),
        },
    )
    place = Line(label=gettext_lazy("Where"), max_length=120, required=False)
    present = Line(label=gettext_lazy("Who else was there"), max_length=300, required=False)
    interpreter = Line(label=gettext_lazy("Interpreter"), max_length=120, required=False)
    own_fields = ("how", "outcome", "minutes", "place", "present", "interpreter")

    def said(self) -> dict[str, Any]:
        """What the action `contact` takes."""
        cleaned = self.cleaned_data
        fields = {name: cleaned[name] for name in self.own_fields}
        return {
            **fields,
            "occurred_at": self.changes()["occurred_at"],
            "headline": self.headline_words(),
            "text": cleaned["text"],
            "label": self.label_choice,
            "statement": cleaned["statement"],
        }


class LifeEventForm(EntryForm):
    """Something that changes a life."""

    kind = Kind.LIFE_EVENT
    needs_text = False
    has_clock = False
    what = forms.ChoiceField(label=gettext_lazy("What sort of event"), choices=LifeEvent.What)
    is_setback = forms.BooleanField(label=gettext_lazy("This is a setback"), required=False)
    own_fields = ("what", "is_setback")


class Upload(EntryForm):
    """A document with its file."""

    kind = Kind.DOCUMENT
    needs_text = False
    has_clock = False
    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy("PDF, picture, text or office document, up to 20 MB."),
        error_messages={
            "required": gettext_lazy("Choose a file."),
            "empty": gettext_lazy("This file is empty."),
        },
    )

    def clean_file(self) -> Inspected:
        """The file, looked into: what it is, and whether it bears a marking."""
        try:
            return inspect(self.cleaned_data["file"])
        except Unacceptable as refused:
            raise ValidationError(refused.sentence) from None
        except Marked:
            raise ValidationError(
                _("This file bears a classification marking. Write a pointer instead.")
            ) from None


class Pointer(EntryForm):
    """Who holds something that may not enter here, and whom to ask."""

    kind = Kind.POINTER
    needs_text = False
    has_clock = False
    holder = forms.ModelChoiceField(
        label=gettext_lazy("Who holds it"),
        queryset=Agency.objects.all(),
        empty_label=gettext_lazy("Choose an agency"),
        error_messages={"required": gettext_lazy("Choose who holds it.")},
    )
    ask = Line(label=gettext_lazy("Whom to ask"))
    opaque_reference = Line(
        label=gettext_lazy("Their reference"),
        help_text=gettext_lazy("One that tells nothing by itself."),
        max_length=60,
        required=False,
    )
    lapses_on = Day(label=gettext_lazy("Lapses on"))
    text = Words(
        label=gettext_lazy("What the holder has cleared in writing"),
        help_text=gettext_lazy("Nothing else about it belongs here."),
        rows=3,
    )
    own_fields = ("holder", "ask", "opaque_reference", "lapses_on")


class Decision(EntryForm):
    """What was decided, by whom, why, and who saw it otherwise."""

    kind = Kind.DECISION
    needs_text = False
    decided_by = Line(label=gettext_lazy("Decided by"))
    reason = Words(label=gettext_lazy("Why"), rows=4)
    dissent = Words(label=gettext_lazy("Who sees it otherwise, and why"), rows=3, required=False)
    own_fields = ("decided_by", "reason", "dissent")


class PostChoice(forms.ModelChoiceField):
    """One of the posts on the case."""

    def label_from_instance(self, post: Any) -> str:
        """Name and agency."""
        return f"{post.human.name}, {post.agency.name}"


class _ForPost(EntryForm):
    """An entry that is meant for one post of the team."""

    needs_text = False

    def __init__(self, *args: Any, team: Any, **kwargs: Any) -> None:
        super().__init__(*args, team=team, **kwargs)
        self.fields["for_post"].choices = [
            (str(place.post.pk), f"{place.post.human.name}, {place.post.agency.name}")
            for place in team
        ]
        self._posts = {str(place.post.pk): place.post for place in team}
        if self.own:
            self.initial.setdefault("for_post", str(self.own.post.pk))

    def clean_for_post(self) -> Any:
        """The post."""
        return self._posts[self.cleaned_data["for_post"]]


class AppointmentForm(_ForPost):
    """Something that will take place."""

    kind = Kind.APPOINTMENT
    place = Line(label=gettext_lazy("Where"), max_length=120, required=False)
    for_post = forms.ChoiceField(label=gettext_lazy("Whose appointment"))
    own_fields = ("place", "for_post")


class TodoForm(_ForPost):
    """Something that somebody must do by a day."""

    kind = Kind.TODO
    has_clock = False
    for_post = forms.ChoiceField(label=gettext_lazy("Who must do it"))
    due_on = Day(label=gettext_lazy("By"))
    own_fields = ("for_post", "due_on")


class NameForm(EntryForm):
    """A further name, in any spelling or script."""

    kind = Kind.NAME
    needs_text = False
    has_clock = False
    headline = Line(label=gettext_lazy("Headline"), required=False, widget=forms.HiddenInput)
    name = Line(label=gettext_lazy("Name"))
    use = forms.ChoiceField(label=gettext_lazy("What it is"), choices=Name.Use)
    own_fields = ("name", "use")

    def headline_words(self) -> str:
        """The name."""
        return str(self.cleaned_data["name"])


class Birth(EntryForm):
    """A date of birth, or what is known of it."""

    kind = Kind.BIRTH
    needs_text = False
    has_clock = False
    headline = Line(label=gettext_lazy("Headline"), required=False, widget=forms.HiddenInput)
    born_day = forms.IntegerField(
        label=gettext_lazy("Day"), required=False, min_value=1, max_value=31
    )
    born_month = forms.IntegerField(
        label=gettext_lazy("Month"), required=False, min_value=1, max_value=12
    )
    born_year = forms.IntegerField(label=gettext_lazy("Year"), min_value=1900, max_value=2200)

    def clean(self) -> dict[str, Any]:
        """A day of the calendar that has been, as far as it is known."""
        cleaned = super().clean()
        year, month, day = (cleaned.get(f"born_{part}") for part in ("year", "month", "day"))
        if day and not month:
            self.add_error("born_month", _("Write the month too, or leave the day empty."))
        elif year:
            try:
                born = date(year, month or 1, day or 1)
            except ValueError:
                self.add_error("born_day", _("This is not a day of the calendar."))
            else:
                if born > clock.local(clock.now()).date():
                    self.add_error("born_year", _("A date of birth lies in the past."))
        return cleaned

    def changes(self) -> dict[str, Any]:
        """The entry's fields, with the parts of the date."""
        cleaned = self.cleaned_data
        parts = {part: cleaned[f"born_{part}"] for part in ("year", "month", "day")}
        return {**super().changes(), **parts}

    def headline_words(self) -> str:
        """The date as people write it, as far as it is known."""
        cleaned = self.cleaned_data
        year, month, day = (cleaned[f"born_{part}"] for part in ("year", "month", "day"))
        if not month:
            return str(year)
        pattern = "j F Y" if day else "F Y"
        return formats.date_format(date(year, month, day or 1), pattern)


LANGUAGES = (
    "sq am ar hy az bs bg ckb ce zh hr cs da prs nl en et fi fr ka de el he hi hu it kmr lv lt mk "
    "no ps fa pl pt ro ru sr sk sl so es sw sv ti tr uk ur"
).split()


class LanguageForm(EntryForm):
    """A language, and whether an interpreter is needed."""

    kind = Kind.LANGUAGE
    needs_text = False
    has_clock = False
    headline = Line(label=gettext_lazy("Headline"), required=False, widget=forms.HiddenInput)
    code = forms.ChoiceField(label=gettext_lazy("Language"))
    needs_interpreter = forms.BooleanField(
        label=gettext_lazy("An interpreter is needed"), required=False
    )
    own_fields = ("code", "needs_interpreter")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = Locale.parse(get_language() or "en", sep="-").languages
        named = [(code, known.get(code, code)) for code in LANGUAGES]
        self.fields["code"].choices = sorted(named, key=lambda pair: pair[1])

    def headline_words(self) -> str:
        """The language, and the interpreter."""
        name = dict(self.fields["code"].choices)[self.cleaned_data["code"]]
        if self.cleaned_data["needs_interpreter"]:
            return _("%(language)s, with an interpreter") % {"language": name}
        return name


class Gender(EntryForm):
    """Gender, as the person gives it."""

    kind = Kind.GENDER
    needs_text = False
    has_clock = False
    headline = Line(label=gettext_lazy("Gender, as the person gives it"), max_length=60)


class Need(EntryForm):
    """What the person asks to be taken care of: body, belief, family, times, places."""

    kind = Kind.NEED
    needs_text = False
    has_clock = False
    headline = Line(label=gettext_lazy("What the person needs"))


class WayForm(EntryForm):
    """A way to make contact that is safe to use, or is not."""

    kind = Kind.WAY
    needs_text = False
    has_clock = False
    headline = Line(label=gettext_lazy("Headline"), required=False, widget=forms.HiddenInput)
    channel = forms.ChoiceField(label=gettext_lazy("How"), choices=Way.Channel)
    value = Line(label=gettext_lazy("Number, address or name"))
    is_safe = forms.BooleanField(
        label=gettext_lazy("It is safe to use"), required=False, initial=True
    )
    when_safe = Line(label=gettext_lazy("When, and what not to say"), max_length=200, required=False)
    own_fields = ("channel", "value", "is_safe", "when_safe")

    def headline_words(self) -> str:
        """The way in words."""
        return f"{Way.Channel(self.cleaned_data['channel']).label}: {self.cleaned_data['value']}"


FORMS: dict[str, type[EntryForm]] = {
    form.kind: form
    for form in (
        Note,
        Contact,
        LifeEventForm,
        Upload,
        Pointer,
        Decision,
        AppointmentForm,
        TodoForm,
        NameForm,
        Birth,
        LanguageForm,
        Gender,
        Need,
        WayForm,
    )
}
