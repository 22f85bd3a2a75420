"""Small pieces of SVG: icons, badges, bars and signs. Classes and attributes only, no styles."""

from functools import lru_cache
from typing import Any

from markupsafe import Markup, escape

from throughcare.web.icons import DIRECTED, ICONS

_SHAPES = {
    "justice": '<rect x="2" y="2" width="20" height="20" rx="3"/>',
    "police": '<path d="M6.5 2.5h11L23 12l-5.5 9.5h-11L1 12z"/>',
    "civic": '<path d="M12 1 22.5 8.5V22h-21V8.5z"/>',
    "care": '<circle cx="12" cy="12" r="11"/>',
    "exit": '<path d="M12 .5 23.5 12 12 23.5.5 12z"/>',
    "faith": '<path d="M2.5 22V10.5a9.5 9.5 0 0 1 19 0V22z"/>',
}
# Where the letters sit, so that they look centred in their shape.
_BASELINE = {"civic": "18.2", "faith": "16.4"}
_BAR_DAYS = 42
_BAR_WIDTH = 84


@lru_cache(maxsize=512)
def icon(name: str, size: int = 20) -> Markup:
    """A line icon. It says nothing to a screen reader: a word stands beside it."""
    turned = " tc-icon--turns" if name in DIRECTED else ""
    return Markup(
        f'<svg class="tc-icon{turned}" width="{size}" height="{size}" viewBox="0 0 20 20" '
        f'aria-hidden="true" focusable="false">{ICONS[name]}</svg>'
    )


def badge(sector: Any, size: int = 24) -> Markup:
    """A sector's badge: a shape per family, two letters per sector."""
    return _badge(str(sector.letters), str(sector.family), str(sector.label), size)


@lru_cache(maxsize=512)
def _badge(letters: str, family: str, label: str, size: int) -> Markup:
    small = " tc-badge--small" if family == "exit" else ""
    return Markup(
        f'<svg class="tc-badge tc-badge--{escape(family)}{small}" width="{size}" height="{size}" '
        f'viewBox="0 0 24 24" role="img" aria-label="{escape(label)}" focusable="false">'
        f"{_SHAPES[family]}"
        f'<text x="12" y="{_BASELINE.get(family, "15.6")}" text-anchor="middle">'
        f"{escape(letters)}</text></svg>"
    )


@lru_cache(maxsize=1024)
def days_bar(days: int, interval: int = 0) -> Markup:
    """A small bar of days since the last contact, with a mark at the agreed interval."""
    filled = _along(days)
    late = " tc-bar--late" if interval and days > interval else ""
    mark = (
        f'<rect class="tc-bar__mark" x="{_along(interval) - 1}" y="0" width="2" height="10"/>'
        if interval
        else ""
    )
    return Markup(
        f'<svg class="tc-bar{late}" width="{_BAR_WIDTH}" height="10" '
        f'viewBox="0 0 {_BAR_WIDTH} 10" aria-hidden="true" focusable="false">'
        f'<rect class="tc-bar__ground" x="0" y="3.5" width="{_BAR_WIDTH}" height="3" rx="1.5"/>'
        f'<rect class="tc-bar__days" x="0" y="3" width="{filled}" height="4" rx="2"/>{mark}</svg>'
    )


def _along(days: int) -> int:
    return max(2, min(days, _BAR_DAYS) * _BAR_WIDTH // _BAR_DAYS)


@lru_cache(maxsize=256)
def boxes(done: int, total: int) -> Markup:
    """`done` of `total` small boxes filled; the figures stand beside it in words."""
    each = "".join(
        f'<rect class="{"tc-boxes__done" if at < done else "tc-boxes__open"}" '
        f'x="{at * 15 + 1}" y="1" width="12" height="10" rx="2"/>'
        for at in range(total)
    )
    width = total * 15
    return Markup(
        f'<svg class="tc-boxes" width="{width}" height="12" viewBox="0 0 {width} 12" '
        f'aria-hidden="true" focusable="false">{each}</svg>'
    )


@lru_cache(maxsize=256)
def knots(present: int, total: int) -> Markup:
    """The thread in small: knots behind, a ring now, hollow knots ahead. `present` counts from 0."""
    line = f'<path class="tc-knots__behind" d="M5 7H{present * 13 + 5}"/>' if present else ""
    each = "".join(_knot(at, present) for at in range(total))
    width = total * 13 + 1
    return Markup(
        f'<svg class="tc-knots" width="{width}" height="14" viewBox="0 0 {width} 14" '
        f'aria-hidden="true" focusable="false">{line}{each}</svg>'
    )


def _knot(at: int, present: int) -> str:
    x = at * 13 + 6
    if at == present:
        return f'<circle class="tc-knots__now" cx="{x}" cy="7" r="4"/>'
    state = "past" if at < present else "ahead"
    return f'<circle class="tc-knots__{state}" cx="{x}" cy="7" r="2.5"/>'


_SIGNS = {
    "full": '<circle class="tc-sign__fill" cx="10" cy="10" r="8"/><path class="tc-sign__tick" d="m6 10.3 2.8 2.8 5.2-6"/>',
    "half": '<circle class="tc-sign__edge" cx="10" cy="10" r="7.2"/><path class="tc-sign__fill" d="M10 2.8a7.2 7.2 0 0 0 0 14.4z"/>',
    "none": '<path class="tc-sign__edge" d="M6.5 10h7"/>',
    "wall": '<path class="tc-sign__wall" d="M2 4h16v12H2zM2 8h16M2 12h16M7.5 4v4M13 4v4M5 8v4M10.5 8v4M15.5 8v4M7.5 12v4M13 12v4"/>',
}


@lru_cache(maxsize=8)
def sign(name: str) -> Markup:
    """A sign of "Who sees what": full, half, none or wall."""
    return Markup(
        f'<svg class="tc-sign tc-sign--{name}" width="20" height="20" viewBox="0 0 20 20" '
        f'aria-hidden="true" focusable="false">{_SIGNS[name]}</svg>'
    )
