"""What text is fit to be stored."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from throughcare.markings.hygiene import Unfit, clean


@pytest.mark.parametrize("code", [0, 1, 8, 0x1B, 0x7F, 0x9B, 0xD800, 0xDFFF, 0xFFFF, 0xFDD0])
def test_what_cannot_be_stored_is_refused_with_its_line(code: int) -> None:
    with pytest.raises(Unfit) as refused:
        clean(f"First line\r\nsecond {chr(code)} line")

    assert "Line 2" in refused.value.sentence
    assert f"{code:04X}" in refused.value.sentence
    assert "second" not in refused.value.sentence


@pytest.mark.parametrize("code", [*range(0x202A, 0x202F), *range(0x2066, 0x206A)])
def test_what_turns_reading_round_is_refused(code: int) -> None:
    with pytest.raises(Unfit) as refused:
        clean(f"invoice{chr(code)}fdp.exe")

    assert "direction of reading" in refused.value.sentence


@pytest.mark.parametrize(
    "text", ["Ärger\twith\nlines", "محمد\u200cرضا", "שלום\u200f!", "👩‍👧", "Γιώργος", ""]
)
def test_text_as_people_write_it_passes_unchanged(text: str) -> None:
    assert clean(text) == text


def test_line_ends_and_letters_become_one_kind() -> None:
    assert clean("\ufeffa\r\nb\rc\x0bd\u2028e\u0301") == "a\nb\nc\nd\né"


@given(st.text())
def test_cleaning_twice_changes_nothing(text: str) -> None:
    try:
        once = clean(text)
    except Unfit:
        return
    assert clean(once) == once
