"""What the form and handling macros ask for: attributes of a field, keys, tags."""

import uuid
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

_CODES = ["team", "need_to_know", "agency", "named"]
_ICONS = {"team": "people", "need_to_know": "key", "agency": "house", "named": "person-tick"}


@dataclass(frozen=True)
class HandlingTag:
    """How a handling is shown: code for the style sheet, icon, and its word."""

    code: str
    icon: str
    label: str


def handling(value: Any) -> HandlingTag:
    """The tag of a handling, given as `Handling`, as its number 1 to 4, or as its code."""
    code = _CODES[int(value) - 1] if isinstance(value, int) else str(value)
    words = {
        "team": _("TEAM"),
        "need_to_know": _("NEED TO KNOW"),
        "agency": _("AGENCY"),
        "named": _("NAMED"),
    }
    return HandlingTag(code, _ICONS[code], words[code])


def described(bound: Any, hint: Any) -> str:
    """The ids of the hint and of the error that describe a field."""
    parts = [(bool(hint), "hint"), (bool(bound.errors), "error")]
    return " ".join(f"{bound.auto_id}-{name}" for is_there, name in parts if is_there)


def attributes(bound: Any, classes: str, hint: Any, kind: str) -> dict[str, str]:
    """What a field's element carries, in the design system's words."""
    if bound.errors and kind in {"select", "textarea"}:
        classes += f" govuk-{kind}--error"
    elif bound.errors and kind not in {"checkbox", "file"}:
        classes += " govuk-input--error"
    own = bound.field.widget.attrs.get("class", "")
    made = {"class": f"{classes} {own}".strip()}
    if ids := described(bound, hint):
        made["aria-describedby"] = ids
    if kind == "textarea" and "rows" not in bound.field.widget.attrs:
        made["rows"] = "6"
    return made


def key(request: HttpRequest | None) -> str:
    """The key a form carries: the one it was sent with, or a new one."""
    sent = request.POST.get("key", "")[:40] if request else ""
    return sent if sent.isascii() and sent.isprintable() and sent else uuid.uuid4().hex
