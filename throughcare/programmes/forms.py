"""Writing a programme's text, and choosing two to compare."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from throughcare import markings
from throughcare.programmes import texts
from throughcare.programmes.models import Version
from throughcare.programmes.texts.faults import Fault
from throughcare.programmes.texts.trees import LARGEST
from throughcare.web.inputs import offer

AROUND = 2
"""Lines shown before and after one that is to be mended."""
SHOWN = 50
"""Faults shown at once."""


@dataclass(frozen=True)
class Place:
    """A fault with the lines around it, as they were sent."""

    fault: Fault
    lines: Sequence[tuple[int, str]]


class Write(forms.Form):
    """The text, typed or from a file. What came with a file stands in the field afterwards."""

    file = forms.FileField(
        label=gettext_lazy("A YAML file from your machine"),
        help_text=gettext_lazy("It takes the place of the text below."),
        required=False,
        allow_empty_file=True,
    )
    text = forms.CharField(
        label=gettext_lazy("Text of the model"),
        help_text=gettext_lazy("YAML: names with values. Nothing is saved before it is right."),
        widget=forms.Textarea(
            attrs={
                "rows": 30,
                "class": "tc-source",
                "spellcheck": "false",
                "dir": "ltr",
                "translate": "no",
            }
        ),
        error_messages={"required": gettext_lazy("Write the text, or choose a file.")},
        strip=False,
    )

    def __init__(self, *args: Any, key: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].required = "file" not in self.files
        self._key = key
        self.places: list[Place] = []
        self.source = ""

    def clean(self) -> dict[str, Any]:
        """The text, read and checked; its faults with their lines."""
        cleaned = super().clean() or {}
        if self.errors:
            return cleaned
        sent = self._sent(cleaned)
        typed = sent[:LARGEST].decode("utf-8", errors="replace")
        self.data = {**self.data.dict(), "text": typed}
        if markings.blocking(typed):
            raise ValidationError(_("This bears a classification marking. It never enters here."))
        checked = texts.check(sent)
        self.source = checked.source
        self.places = [_place(fault, typed) for fault in checked.faults[:SHOWN]]
        if checked.faults:
            self.add_error("text", _told(len(checked.faults)))
        if checked.text and self._key and checked.text.key != self._key:
            words = _("A new version keeps the key: write “key: %(key)s”.")
            self.add_error("text", words % {"key": self._key})
        return cleaned

    def refuse_key(self, key: str) -> None:
        """Another programme has this key already."""
        words = _("There is a programme with the key “%(key)s” already. Choose another key.")
        self.add_error("text", words % {"key": key})

    def _sent(self, cleaned: dict[str, Any]) -> bytes:
        if (file := cleaned.get("file")) is not None:
            return bytes(file.read(LARGEST + 1))
        return str(cleaned.get("text", "")).encode(errors="replace")


def _place(fault: Fault, typed: str) -> Place:
    lines = list(enumerate(typed.splitlines(), 1))
    first = max(fault.mark.line - 1 - AROUND, 0)
    return Place(fault, lines[first : fault.mark.line + AROUND])


def _told(count: int) -> str:
    words = ngettext(
        "There is %(count)d thing to mend in the text. It stands above.",
        "There are %(count)d things to mend in the text. They stand above, with their lines.",
        count,
    )
    return words % {"count": count}


class Compare(forms.Form):
    """Two versions, out of those that can be chosen."""

    left = forms.ChoiceField(label=gettext_lazy("One"))
    right = forms.ChoiceField(label=gettext_lazy("The other"))

    def __init__(self, *args: Any, versions: Iterable[Version], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._versions = {str(version.pk): version for version in versions}
        choices = [(key, named(version)) for key, version in self._versions.items()]
        for name in ("left", "right"):
            offer(self, name, choices)

    @property
    def pair(self) -> tuple[Version, Version] | None:
        """The two that were chosen."""
        if not self.is_bound or not self.is_valid():
            return None
        return (
            self._versions[self.cleaned_data["left"]],
            self._versions[self.cleaned_data["right"]],
        )


def named(version: Version) -> str:
    """A version as one chooses it."""
    told = {"title": version.read.text.title, "number": version.number}
    told["agency"] = str(version.programme.agency or "")
    if told["agency"]:
        return _("%(title)s, %(agency)s, version %(number)d") % told
    return _("%(title)s, version %(number)d") % told


def renamed(source: str, key: str) -> str:
    """The text under another key."""
    return re.sub(r"(?m)^key:.*$", f"key: {key}", source, count=1)


def own_key(key: str) -> str:
    """What a copy's key begins as; its writer chooses another."""
    return f"{key[:43]}-own"
