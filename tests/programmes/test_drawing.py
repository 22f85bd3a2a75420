"""The picture of a programme's phases says what its words say."""

from xml.etree import ElementTree

import pytest

from tests.programmes.making import FERRY_HOUSE
from throughcare.programmes import drawing, shipped, texts
from throughcare.programmes.texts.shape import ProgrammeText

SVG = "{http://www.w3.org/2000/svg}"


def drawn(text: ProgrammeText) -> ElementTree.Element:
    made = str(drawing.diagram(text)).replace("<svg ", f'<svg xmlns="{SVG[1:-1]}" ', 1)
    return ElementTree.fromstring(made)


def read(source: str) -> ProgrammeText:
    return texts.read(source.encode()).text


@pytest.mark.parametrize("source", [*shipped.texts().values(), FERRY_HOUSE])
def test_each_phase_and_exit_stands_in_the_picture_within_its_bounds(source: str) -> None:
    text = read(source)
    picture = drawn(text)
    _, _, width, height = map(int, picture.attrib["viewBox"].split())
    words = " ".join(one.text or "" for one in picture.iter(f"{SVG}text"))
    for one in (*text.phases, *text.exits):
        assert one.name in words
    for one in picture.iter(f"{SVG}text"):
        size = 9.4 if one.attrib["class"].endswith("name") else 7.2
        assert int(one.attrib["x"]) + len(one.text or "") * size <= width + size
        assert int(one.attrib["y"]) <= height
    assert all(name not in one.attrib for one in picture.iter() for name in ("style", "onclick"))


def test_the_words_beside_it_tell_every_way() -> None:
    assert list(drawing.sentences(read(FERRY_HOUSE))) == [
        "On the quay leads to: In the boat; Back home.",
        "In the boat leads to: On the quay; A harbour of one's own.",
        "As a visitor leads to: In the boat.",
        "From every phase: Left.",
    ]
    picture = drawn(read(FERRY_HOUSE))
    assert picture.attrib["role"] == "img"
    named = [
        picture.find(f".//*[@id='{one}']") for one in picture.attrib["aria-labelledby"].split()
    ]
    assert all(one is not None and one.text for one in named)


def test_ways_at_the_side_do_not_lie_on_each_other() -> None:
    text = read(shipped.texts()["social-net-conferencing"])
    lines = [one.attrib["d"] for one in drawn(text).iter() if one.get("class") == "tc-way__side"]
    assert len(lines) == len({line.split("Q")[1].split()[0] for line in lines})


def test_a_text_from_right_to_left_is_drawn_from_the_right() -> None:
    left = drawn(read(FERRY_HOUSE))
    right = drawn(read(FERRY_HOUSE.replace("language: en", "language: ar")))
    assert (left.attrib["direction"], right.attrib["direction"]) == ("ltr", "rtl")
    mirrored = [drawing.WIDTH - int(one.attrib["x"]) for one in right.iter(f"{SVG}text")]
    assert mirrored == [int(one.attrib["x"]) for one in left.iter(f"{SVG}text")]
    group = right.find("{*}g")
    assert group is not None
    assert "scale(-1 1)" in group.attrib["transform"]


def test_what_is_written_is_escaped() -> None:
    text = read(FERRY_HOUSE.replace("name: On the quay", 'name: <b>&amp; "quay"'))
    assert "<b>&amp;" not in str(drawing.diagram(text))
    assert "<b>&amp;" in " ".join(one.text or "" for one in drawn(text).iter(f"{SVG}text"))


def test_wide_letters_take_more_room() -> None:
    text = read(FERRY_HOUSE.replace("name: On the quay", f"name: {'港 ' * 20}"))
    assert len([one for one in drawn(text).iter(f"{SVG}text") if "港" in (one.text or "")]) > 2


def test_without_phases_there_is_no_picture() -> None:
    text = read(FERRY_HOUSE)
    assert not drawing.diagram(text.model_copy(update={"phases": [], "exits": []}))
