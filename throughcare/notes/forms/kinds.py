"""One form per kind: what it asks beyond what every entry has."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from throughcare.agencies.queries import agencies
from throughcare.entries.labelling import named
from throughcare.entries.models import Kind
from throughcare.files.inspection import Inspected, inspect
from throughcare.files.refusals import Marked, Unacceptable
from throughcare.notes.forms.entry import EntryForm
from throughcare.notes.models import (
    How,
    LifeEvent,
    Outcome,
)
from throughcare.web.inputs import Day, Line, Pick, Words, offer


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
        told = ("text", "statement", "grading", "whose", "basis")
        return {
            **{name: cleaned[name] for name in (*self.own_fields, *told)},
            "occurred_at": self.occurred_at(),
            "headline": self.headline_words(),
            "label": self.label_choice,
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
    text = Words(
        label=gettext_lazy("What it is"),
        help_text=gettext_lazy("What a reader should know before opening it."),
        rows=3,
    )
    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy(
            "PDF, picture, text or office document, up to 20 MB. Pictures are kept without the "
            "place, time and device that telephones write into them."
        ),
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
    has_day = False
    holder = Pick(
        label=gettext_lazy("Who holds it"),
        empty_label=gettext_lazy("Choose an agency"),
        empty=gettext_lazy("Choose who holds it."),
    )
    ask = Line(
        label=gettext_lazy("Whom to ask"), empty=gettext_lazy("Write who can be asked about it.")
    )
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

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["holder"].queryset = agencies()


class Decision(EntryForm):
    """What was decided, by whom, why, and who saw it otherwise."""

    kind = Kind.DECISION
    needs_text = False
    decided_by = Line(label=gettext_lazy("Decided by"), empty=gettext_lazy("Write who decided."))
    text = Words(label=gettext_lazy("What was decided"), rows=4)
    reason = Words(
        label=gettext_lazy("Why"), empty=gettext_lazy("Write why it was decided so."), rows=4
    )
    dissent = Words(label=gettext_lazy("Who sees it otherwise, and why"), rows=3, required=False)
    own_fields = ("decided_by", "reason", "dissent")


class _ForPost(EntryForm):
    """An entry that is meant for one post of the team."""

    needs_text = False

    def __init__(self, *args: Any, team: Any, **kwargs: Any) -> None:
        super().__init__(*args, team=team, **kwargs)
        offer(self, "for_post", [(str(place.post.pk), named(place)) for place in team])
        self._posts = {str(place.post.pk): place.post for place in team}
        if self.own:
            self.initial.setdefault("for_post", str(self.own.post.pk))

    def clean_for_post(self) -> Any:
        """The post."""
        return self._posts[self.cleaned_data["for_post"]]


class AppointmentForm(_ForPost):
    """Something that will take place."""

    kind = Kind.APPOINTMENT
    may_lie_ahead = True
    text = Words(label=gettext_lazy("What it is about"), rows=3)
    place = Line(label=gettext_lazy("Where"), max_length=120, required=False)
    for_post = forms.ChoiceField(label=gettext_lazy("Whose appointment"))
    own_fields = ("place", "for_post")


class TodoForm(_ForPost):
    """Something that somebody must do by a day."""

    kind = Kind.TODO
    has_day = False
    text = Words(label=gettext_lazy("What it takes"), rows=3)
    for_post = forms.ChoiceField(label=gettext_lazy("Who must do it"))
    due_on = Day(label=gettext_lazy("By"))
    own_fields = ("for_post", "due_on")
