"""Colours: text, edges and badges stand out from their grounds."""

import re
from pathlib import Path

import pytest

import throughcare
from throughcare.agencies.sectors import Sector

PACKAGE = Path(throughcare.__file__).parent


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(one: str, other: str) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _tokens() -> dict[str, str]:
    text = (PACKAGE / "web/static/web/tokens.css").read_text()
    return dict(re.findall(r"--tc-([\w-]+): (#[0-9a-f]{6});", text))


@pytest.mark.parametrize(
    ("text", "ground"),
    [
        ("ink", "page"),
        ("ink-2", "page"),
        ("ink-2", "tint"),
        ("ink", "thread"),
        ("link", "page"),
        ("link", "tint"),
        ("link-visited", "page"),
        ("thread-dark", "page"),
        ("petrol-7", "tint"),
        ("ok", "ok-tint"),
        ("warn", "warn-tint"),
        ("stop", "stop-tint"),
        ("paper", "petrol-9"),
        ("paper", "petrol-7"),
        ("ink", "focus"),
    ],
)
def test_text_stands_out_from_its_ground(text: str, ground: str) -> None:
    tokens = _tokens()
    assert _contrast(tokens[text], tokens[ground]) >= 4.5


def test_the_edge_of_a_field_stands_out_from_paper() -> None:
    tokens = _tokens()
    assert _contrast(tokens["edge"], tokens["paper"]) >= 3


def test_white_letters_stand_out_on_every_sectors_badge() -> None:
    text = (PACKAGE / "web/static/web/parts.css").read_text()
    grounds = dict(re.findall(r"\.tc-badge--(\w+) \{ fill: (#[0-9a-f]{6})", text))
    assert set(grounds) == {sector.family for sector in Sector}
    assert all(_contrast("#ffffff", ground) >= 4.5 for ground in grounds.values())


# Pieces
