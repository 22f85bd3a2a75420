"""What the typed models find wrong, in words that say what to mend."""

from collections.abc import Iterator
from difflib import get_close_matches
from typing import Any, get_args

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from throughcare.programmes.texts.faults import Fault, Path
from throughcare.programmes.texts.unwrapping import Plain

_INTEGER = gettext_lazy("“%(name)s” is a whole number, such as 18.")
_NAMES = gettext_lazy("Names with values belong here, like “what: …”.")
_PLAIN = {
    "missing": gettext_lazy("“%(name)s” is missing here. Write it."),
    "int_parsing": _INTEGER,
    "int_type": _INTEGER,
    "int_parsing_size": _INTEGER,
    "string_type": gettext_lazy("“%(name)s” is one text, not a list."),
    "list_type": gettext_lazy("“%(name)s” is a list: begin each item with a dash."),
    "model_type": _NAMES,
    "greater_than_equal": gettext_lazy("“%(name)s” is at least %(ge)s."),
    "less_than_equal": gettext_lazy("“%(name)s” is at most %(le)s."),
    "string_too_long": gettext_lazy(
        "“%(name)s” has at most %(max_length)s characters. Shorten it."
    ),
    "string_too_short": gettext_lazy("“%(name)s” is empty. Write it."),
    "too_long": gettext_lazy("“%(name)s” has at most %(max_length)s items."),
}
_ELSE = gettext_lazy("“%(name)s” cannot be read.")


def faults(error: ValidationError, shape: type[BaseModel], plain: Plain) -> Iterator[Fault]:
    """Each finding with its line."""
    for each in error.errors(include_url=False):
        path = tuple(each["loc"])
        yield Fault(plain.place(path), _sentence(each, path, shape))


def _sentence(each: ErrorDetails, path: Path, shape: type[BaseModel]) -> str:
    name, limits = _name(path), each.get("ctx", {})
    match each["type"]:
        case "extra_forbidden":
            return _not_known(str(path[-1]), _known(shape, path[:-1]))
        case "enum":
            return _not_listed(name, each["input"], str(limits["expected"]))
        case "string_pattern_mismatch":
            return _pattern(name, str(limits["pattern"]))
    return str(_PLAIN.get(each["type"], _ELSE)) % {"name": name, **limits}


def _name(path: Path) -> str:
    return str(next((part for part in reversed(path) if isinstance(part, str)), ""))


def _pattern(name: str, pattern: str) -> str:
    if pattern == "^[A-Z]{2}$":
        return _("“%(name)s” are codes of two capital letters, such as [DE, FR].") % {"name": name}
    if name == "language":
        return _("“language” is a code, such as en, de or pt-BR.")
    words = _("“%(name)s” has small letters, digits, - and _, and begins with a letter.")
    return words % {"name": name}


def _not_known(name: str, known: list[str]) -> str:
    if torn := Plain.torn(name):
        return torn
    if near := get_close_matches(name, known, n=1):
        words = _("“%(name)s” is not known here. Did you mean “%(near)s”?")
        return words % {"name": name, "near": near[0]}
    words = _("“%(name)s” is not known here. Known are: %(known)s.")
    return words % {"name": name, "known": ", ".join(known)}


def _not_listed(name: str, value: Any, expected: str) -> str:
    allowed = expected.replace("'", "").replace(" or ", ", ").split(", ")
    if near := get_close_matches(str(value), allowed, n=1):
        words = _("“%(value)s” cannot be “%(name)s”. Did you mean “%(near)s”?")
        return words % {"value": value, "name": name, "near": near[0]}
    words = _("“%(value)s” cannot be “%(name)s”. Choose from: %(allowed)s.")
    return words % {"value": value, "name": name, "allowed": ", ".join(allowed)}


def _known(shape: type[BaseModel], path: Path) -> list[str]:
    """The names that a group takes."""
    for part in path:
        if isinstance(part, str) and (info := shape.model_fields.get(part)):
            shape = next(_models(info.annotation), shape)
    return list(shape.model_fields)


def _models(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for inner in get_args(annotation):
        yield from _models(inner)
