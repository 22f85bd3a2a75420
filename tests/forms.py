"""What the form of a page would send as it is."""

from typing import Any

from bs4 import Tag


def typed_in(page: Tag) -> dict[str, Any]:
    """What a page's form would send as it is."""
    form = page.select_one("main form[method=post]")
    assert form is not None, "the page has no form"
    sent: dict[str, Any] = {}
    for field in form.select("input, textarea, select"):
        if (value := _value(field)) is not None:
            _put(sent, str(field["name"]), value)
    return sent


def _value(field: Tag) -> str | None:
    """What a field sends; None when it sends nothing."""
    kind = str(field.get("type", "text"))
    if not field.get("name") or kind in {"file", "submit"}:
        return None
    if kind in {"checkbox", "radio"} and not field.has_attr("checked"):
        return None
    if field.name == "textarea":
        return field.get_text().removeprefix("\n")
    if field.name == "select":
        chosen = field.select_one("option[selected]") or field.select_one("option")
        return str(chosen["value"]) if chosen else None
    return str(field.get("value", "on" if kind in {"checkbox", "radio"} else ""))


def _put(sent: dict[str, Any], name: str, value: str) -> None:
    if name in sent:
        earlier = sent[name] if isinstance(sent[name], list) else [sent[name]]
        sent[name] = [*earlier, value]
    else:
        sent[name] = value
