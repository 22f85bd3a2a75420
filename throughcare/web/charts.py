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
_SIGNS = {
    "full": (
        '<circle class="tc-sign__fill" cx="10" cy="10" r="8"/>'
        '<path class="tc-sign__tick" d="m6 10.3 2.8 2.8 5.2-6"/>'
    ),
    "half": (
        '<circle class="tc-sign__edge" cx="10" cy="10" r="7.2"/>'
        '<path class="tc-sign__fill" d="M10 2.8a7.2 7.2 0 0 0 0 14.4z"/>'
    ),
    "none": '<path class="tc-sign__edge" d="M6.5 10h7"/>',
    "wall": (
        '<path class="tc-sign__wall" d="M2 4h16v12H2zM2 8h16M2 12h16M7.5 4v4M13 4v4M5 8v4'
        'M10.5 8v4M15.5 8v4M7.5 12v4M13 12v4"/>'
    ),
}
_BAR_DAYS = 42
_BAR_WIDTH = 84


@lru_cache(maxsize=512)
def icon(name: str, size: int = 20) -> Markup:
    """A line icon. It says nothing to a screen reader: a word stands beside it."""
    turned = " tc-icon--turns" if name in DIRECTED else ""
    return _svg(f"tc-icon{turned}", (20, 20), ICONS[name], size=size)


def badge(sector: Any, size: int = 24) -> Markup:
    """A sector's badge: a shape per family, two letters per sector."""
    return _badge(str(sector.letters), str(sector.family), str(sector.label), size)


@lru_cache(maxsize=512)
def _badge(letters: str, family: str, label: str, size: int) -> Markup:
    at = _BASELINE.get(family, "15.6")
    text = f'<text x="12" y="{at}" text-anchor="middle">{escape(letters)}</text>'
    return _svg(
        f"tc-badge tc-badge--{family}", (24, 24), _SHAPES[family] + text, size=size, label=label
    )


@lru_cache(maxsize=1024)
def days_bar(days: int, interval: int = 0) -> Markup:
    """A small bar of days since the last contact, with a mark at the agreed interval."""
    late = " tc-bar--late" if interval and days > interval else ""
    ground = f'<rect class="tc-bar__ground" y="3.5" width="{_BAR_WIDTH}" height="3" rx="1.5"/>'
    bar = f'<rect class="tc-bar__days" y="3" width="{_along(days)}" height="4" rx="2"/>'
    mark = f'<rect class="tc-bar__mark" x="{_along(interval) - 1}" width="2" height="10"/>'
    return _svg(f"tc-bar{late}", (_BAR_WIDTH, 10), ground + bar + (mark if interval else ""))


def _along(days: int) -> int:
    return max(2, min(days, _BAR_DAYS) * _BAR_WIDTH // _BAR_DAYS)


@lru_cache(maxsize=256)
def boxes(done: int, total: int) -> Markup:
    """`done` of `total` small boxes filled; the figures stand beside it in words."""
    each = "".join(
        f'<rect class="tc-boxes__{"done" if at < done else "open"}" '
        f'x="{at * 15 + 1}" y="1" width="12" height="10" rx="2"/>'
        for at in range(total)
    )
    return _svg("tc-boxes", (total * 15, 12), each)


@lru_cache(maxsize=256)
def knots(present: int, total: int) -> Markup:
    """The thread in small: knots behind, a ring now (counted from 0), hollow knots ahead."""
    line = f'<path class="tc-knots__behind" d="M5 7H{present * 13 + 5}"/>' if present else ""
    ahead = f'<path class="tc-knots__line" d="M{present * 13 + 6} 7H{total * 13 - 7}"/>'
    each = "".join(_knot(at, present) for at in range(total))
    return _svg("tc-knots", (total * 13 + 1, 14), ahead + line + each)


def _knot(at: int, present: int) -> str:
    x = at * 13 + 6
    if at == present:
        return f'<circle class="tc-knots__now" cx="{x}" cy="7" r="4"/>'
    state = "past" if at < present else "ahead"
    return f'<circle class="tc-knots__{state}" cx="{x}" cy="7" r="2.5"/>'


@lru_cache(maxsize=8)
def sign(name: str) -> Markup:
    """A sign of "Who sees what": full, half, none or wall."""
    return _svg(f"tc-sign tc-sign--{name}", (20, 20), _SIGNS[name])


def _svg(
    classes: str, box: tuple[int, int], body: str, *, size: int | None = None, label: str = ""
) -> Markup:
    """An element from constants of this module, numbers, and words that are escaped here."""
    width, height = (size, size) if size else box
    said = f'role="img" aria-label="{escape(label)}"' if label else 'aria-hidden="true"'
    return Markup(  # noqa: S704
        f'<svg class="{classes}" width="{width}" height="{height}" '
        f'viewBox="0 0 {box[0]} {box[1]}" {said} focusable="false">{body}</svg>'
    )
