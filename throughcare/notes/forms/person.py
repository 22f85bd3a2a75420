"""Forms about the person: names, birth, languages, gender, needs, ways to make contact."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from throughcare.entries.models import Kind
from throughcare.kernel import clock
from throughcare.notes import headlines
from throughcare.notes.forms.entry import EntryForm
from throughcare.notes.models import Name, Way
from throughcare.web.inputs import Line, Whole, Words, offer
from throughcare.web.words import language_name


class _Known(EntryForm):
    """Something known of the person; it has no day of its own, and needs no words."""

    needs_text = False
    has_day = False
    text = Words(
        label=gettext_lazy("What else is known"),
        help_text=gettext_lazy("How it is known, and since when."),
        rows=3,
    )


class NameForm(_Known):
    """A further name, in any spelling or script."""

    kind = Kind.NAME
    headline = Line(label=gettext_lazy("Headline"), required=False, widget=forms.HiddenInput)
    name = Line(label=gettext_lazy("Name"), empty=gettext_lazy("Write the name."))
    use = forms.ChoiceField(label=gettext_lazy("What it is"), choices=Name.Use)
    own_fields = ("name", "use")

    def headline_words(self) -> str:
        """The name."""
        return str(self.cleaned_data["name"])


class Birth(_Known):
    """A date of birth, or what is known of it."""

    kind = Kind.BIRTH
    headline = Line(label=gettext_lazy("Headline"), required=False, widget=forms.HiddenInput)
    born_day = Whole(
        label=gettext_lazy("Day"),
        required=False,
        min_value=1,
        max_value=31,
        says=gettext_lazy("Write the day as a number from 1 to 31."),
    )
    born_month = Whole(
        label=gettext_lazy("Month"),
        required=False,
        min_value=1,
        max_value=12,
        says=gettext_lazy("Write the month as a number from 1 to 12."),
    )
    born_year = Whole(
        label=gettext_lazy("Year"),
        min_value=1900,
        max_value=2200,
        says=gettext_lazy("Write the year with four digits, from 1900 on."),
    )

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
        return headlines.born(*(cleaned[f"born_{part}"] for part in ("year", "month", "day")))


# ISO 639 codes of languages met in this work, and those of the region's neighbours.
LANGUAGES = (
    *("sq", "am", "ar", "hy", "az", "bs", "bg", "ckb", "ce", "zh", "hr", "cs", "da", "prs", "nl"),
    *("en", "et", "fi", "fr", "ka", "de", "el", "he", "hi", "hu", "it", "kmr", "lv", "lt", "mk"),
    *("no", "ps", "fa", "pl", "pt", "ro", "ru", "sr", "sk", "sl", "so", "es", "sw", "sv", "ti"),
    *("tr", "uk", "ur"),
)


def languages() -> list[tuple[str, str]]:
    """Languages by code and name, in the order of their names."""
    named = [(code, language_name(code)) for code in LANGUAGES]
    return sorted(named, key=lambda pair: pair[1])


class LanguageForm(_Known):
    """A language, and whether an interpreter is needed."""

    kind = Kind.LANGUAGE
    headline = Line(label=gettext_lazy("Headline"), required=False, widget=forms.HiddenInput)
    code = forms.ChoiceField(label=gettext_lazy("Language"))
    needs_interpreter = forms.BooleanField(
        label=gettext_lazy("An interpreter is needed"), required=False
    )
    own_fields = ("code", "needs_interpreter")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "code", languages())

    def headline_words(self) -> str:
        """The language, and the interpreter."""
        return headlines.speaks(self.cleaned_data["code"], self.cleaned_data["needs_interpreter"])


class Gender(_Known):
    """Gender, as the person gives it."""

    kind = Kind.GENDER
    headline = Line(
        label=gettext_lazy("Gender, as the person gives it"),
        max_length=60,
        empty=gettext_lazy("Write it as the person gives it."),
    )


class Need(_Known):
    """What the person asks to be taken care of: body, belief, family, times, places."""

    kind = Kind.NEED
    headline = Line(
        label=gettext_lazy("What the person needs"),
        empty=gettext_lazy("Write what the person needs."),
    )


class WayForm(_Known):
    """A way to make contact that is safe to use, or is not."""

    kind = Kind.WAY
    headline = Line(label=gettext_lazy("Headline"), required=False, widget=forms.HiddenInput)
    channel = forms.ChoiceField(label=gettext_lazy("How"), choices=Way.Channel)
    value = Line(
        label=gettext_lazy("Number, address or name"),
        empty=gettext_lazy("Write the number, the address or the name."),
    )
    is_safe = forms.BooleanField(
        label=gettext_lazy("It is safe to use"), required=False, initial=True
    )
    when_safe = Line(
        label=gettext_lazy("When, and what not to say"), max_length=200, required=False
    )
    own_fields = ("channel", "value", "is_safe", "when_safe")

    def headline_words(self) -> str:
        """The way in words."""
        cleaned = self.cleaned_data
        return headlines.reached(cleaned["channel"], cleaned["value"], cleaned["is_safe"])
