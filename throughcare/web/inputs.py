"""Form fields for text and time from outside: made fit to store, with errors in plain words."""

from collections.abc import Callable, Iterable
from datetime import date, datetime, time
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.forms.widgets import DateTimeBaseInput
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from throughcare import markings
from throughcare.kernel import clock
from throughcare.markings.hygiene import Unfit, clean

_EARLIEST = date(1900, 1, 1)
GONE = gettext_lazy("This cannot be chosen, or no longer. Choose again from the list.")


class Line(forms.CharField):
    """One line of text, without a classification marking unless its form sees to that itself.

    `empty` is what the error says when nothing was written.
    """

    stops_marked = True

    def __init__(self, *, max_length: int = 160, empty: Any = "", **kwargs: Any) -> None:
        super().__init__(max_length=max_length, **kwargs)
        self.error_messages["required"] = empty or gettext_lazy("Write something here.")
        self.error_messages["max_length"] = gettext_lazy(
            "This has %(show_value)s characters. Shorten it to at most %(limit_value)s."
        )

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """No maxlength: with it a browser cuts what is pasted, and says nothing."""
        return {}

    def to_python(self, value: Any) -> Any:
        """The text, fit to store."""
        try:
            return super().to_python(clean(str(value)) if value else value)
        except Unfit as unfit:
            raise ValidationError(unfit.sentence) from None

    def clean(self, value: Any) -> Any:
        """The text, without a marking."""
        text = super().clean(value)
        if self.stops_marked and text and markings.blocking(text):
            raise ValidationError(
                _(
                    "This bears a classification marking. Classified text never enters here: "
                    "write a pointer on the case instead."
                )
            )
        return text


class Words(Line):
    """Text of any length a person would write."""

    widget = forms.Textarea

    def __init__(self, *, max_length: int = 0, rows: int = 8, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": rows}))
        super().__init__(max_length=max_length or settings.TEXT_MAX_CHARACTERS, **kwargs)


class _AsTyped(DateTimeBaseInput):
    """Browsers blank a day or time that is none: what was typed stays, as text."""

    def __init__(self, kind: str, format: str, read: Callable[[str], object]) -> None:
        super().__init__({"type": kind}, format)
        self._read = read

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        """As a plain line where the browser would not show the value."""
        context: dict[str, Any] = super().get_context(name, value, attrs)
        try:
            self._read(context["widget"]["value"] or "")
        except ValueError:
            context["widget"]["type"] = "text" if value else self.input_type
        return context


class Day(forms.DateField):
    """A day between 1900 and a hundred years from now."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", _AsTyped("date", "%Y-%m-%d", date.fromisoformat))
        kwargs.setdefault(
            "input_formats",
            ["%Y-%m-%d", "%d.%m.%Y", "%d/%m/%Y", "%d %B %Y", "%d %b %Y", "%d. %B %Y"],
        )
        super().__init__(**kwargs)
        self.error_messages["required"] = gettext_lazy("Choose a day.")
        self.error_messages["invalid"] = gettext_lazy(
            "This is not a day of the calendar. Write it like 23 November 2026."
        )

    def clean(self, value: Any) -> Any:
        """The day, within reason."""
        day = super().clean(value)
        latest = date(clock.now().year + 100, 1, 1)
        if day and not _EARLIEST <= day < latest:
            raise ValidationError(_("Choose a day after 1900 and within the next hundred years."))
        return day


class Clock(forms.TimeField):
    """A time of day."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", _AsTyped("time", "%H:%M", time.fromisoformat))
        kwargs.setdefault("input_formats", ["%H:%M", "%H.%M", "%H:%M:%S"])
        super().__init__(**kwargs)
        self.error_messages["invalid"] = gettext_lazy("Write the time like 14:30.")


class Pick(forms.ModelChoiceField):  # type: ignore[type-arg]
    """One of the rows that may be chosen; also an id that is none is answered in plain words."""

    def __init__(self, *, empty: Any = "", **kwargs: Any) -> None:
        super().__init__(queryset=None, **kwargs)
        self.error_messages["required"] = empty or GONE
        self.error_messages["invalid_choice"] = GONE

    def to_python(self, value: Any) -> Any:
        """The row."""
        try:
            return super().to_python(value)
        except ValidationError:
            raise ValidationError(self.error_messages["invalid_choice"]) from None


class Several(forms.MultipleChoiceField):
    """Some of what can be chosen, with boxes to tick."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, *, empty: Any = "", **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.error_messages |= {"required": empty, "invalid_choice": GONE, "invalid_list": GONE}


class Whole(forms.IntegerField):
    """A whole number within bounds; `says` is the one error for whatever is none."""

    def __init__(self, *, says: Any, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        wrong = ("required", "invalid", "min_value", "max_value")
        self.error_messages |= dict.fromkeys(wrong, says)


def offer(
    form: forms.BaseForm, name: str, choices: Iterable[tuple[Any, Any]], *, gone: Any = GONE
) -> None:
    """Give a field of choices what can be chosen now; `gone` answers anything else."""
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = list(choices)
    field.error_messages["invalid_choice"] = gone


def moment(day: date, hour: time | None) -> datetime:
    """The moment a typed day and time stand for, in the deployment's zone, as UTC."""
    if hour is None:
        return clock.midnight(day)
    return datetime.combine(day, hour, tzinfo=clock.zone()).astimezone(clock.UTC)


class FromUntil(forms.Form):
    """A first day, today or later, and a last one; nobody is given a past."""

    from_on = Day(label=gettext_lazy("From"))
    until_on = Day(label=gettext_lazy("Up to and with"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["from_on"].error_messages["required"] = _("Choose the first day.")
        self.fields["until_on"].error_messages["required"] = _("Choose the last day.")

    def clean_from_on(self) -> date:
        """Today or later."""
        first: date = self.cleaned_data["from_on"]
        if first < clock.local(clock.now()).date():
            raise ValidationError(_("Choose today or a day to come."))
        return first

    def clean_until_on(self) -> date | None:
        """Not before the first day."""
        last: date | None = self.cleaned_data["until_on"]
        first = self.cleaned_data.get("from_on")
        if last and first and last < first:
            raise ValidationError(_("Choose the first day, or one after it."))
        return last

    @property
    def begins(self) -> datetime:
        """The moment of the first day; at once, when that is today."""
        return max(clock.midnight(self.cleaned_data["from_on"]), clock.now())

    @property
    def ends(self) -> datetime:
        """The moment at which the last day is over; never, where there is none."""
        last = self.cleaned_data["until_on"]
        return clock.midnight_after(last) if last else clock.FOREVER
