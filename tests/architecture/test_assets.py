"""The design system's style sheets come without what is not ours to show."""

import re

import pytest

from tests.architecture.source import PACKAGE, ROOT

VENDOR = PACKAGE / "web" / "static" / "vendor"
SHEETS = ["govuk-frontend", "moj-frontend"]
NOT_OURS = ["gds", "@font-face", "crest", "crown", "woff", "sourcemappingurl", "/assets/"]


@pytest.mark.parametrize("suffix", ["css", "rtl.css", "js"])
@pytest.mark.parametrize("name", SHEETS)
def test_a_vendor_file_carries_nothing_that_is_not_ours(name: str, suffix: str) -> None:
    text = (VENDOR / f"{name}.{suffix}").read_text(encoding="utf-8").lower()
    left = [word for word in NOT_OURS if word in text]
    assert not left, f"tools/assets.mjs left {', '.join(left)} in {name}.{suffix}"


@pytest.mark.parametrize("name", SHEETS)
def test_a_vendor_sheet_uses_our_type(name: str) -> None:
    text = (VENDOR / f"{name}.css").read_text(encoding="utf-8")
    fonts = set(re.findall(r"font-family:\s*([^;}]+)", text))
    assert fonts <= {"var(--tc-font)", "inherit", "monospace"}


@pytest.mark.parametrize("name", SHEETS)
def test_the_right_to_left_sheet_is_mirrored(name: str) -> None:
    ltr, rtl = ((VENDOR / f"{name}{end}").read_text() for end in (".css", ".rtl.css"))
    assert "float:left" in ltr.replace(" ", "")
    assert ltr != rtl
    assert ltr.count("{") == rtl.count("{")


def test_the_second_sheet_does_not_set_our_colours_back() -> None:
    text = (VENDOR / "moj-frontend.css").read_text(encoding="utf-8")
    assert "--govuk-brand-colour:" not in text


@pytest.mark.parametrize("name", SHEETS)
def test_every_picture_named_is_there(name: str) -> None:
    text = (VENDOR / f"{name}.css").read_text(encoding="utf-8")
    named = re.findall(r"url\((?!data:)([^)]+)\)", text)
    assert [one for one in named if not (VENDOR / one).is_file()] == []


def test_the_locks_name_no_address() -> None:
    locks = [*(ROOT / "requirements").glob("*.txt"), ROOT / "package-lock.json"]
    named = [lock.name for lock in locks if re.search(r'"resolved"|index-url', lock.read_text())]
    assert named == []
