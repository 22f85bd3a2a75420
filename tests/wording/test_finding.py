"""Words to reconsider: whole words, outside quotations, from the deployment's own table."""

from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured

from throughcare.wording import reconsider, table


def found(text: str) -> list[str]:
    return [hint.found for hint in reconsider(text)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The offender did not come.", ["offender"]),
        ("The Offender came. Both OFFENDERS left.", ["Offender"]),
        ("He failed\nto call, the offender.", ["failed to", "offender"]),
        ("An ISIS-bride, a non\u2011compliant one", ["ISIS-bride", "non\u2011compliant"]),
        ("Convicted of a terrorist offence in 2031; criminal record; target date", []),
        ("The preoffender and the offender's sister", ["offender"]),
        ("A sex-offender", []),
        ("", []),
    ],
)
def test_whole_words_are_found_in_the_order_of_the_text(text: str, words: list[str]) -> None:
    assert found(text) == words


@pytest.mark.parametrize(
    "quoted",
    [
        "“I am no offender”",
        '"I am no offender"',
        "„Ich bin kein offender“",
        "«je ne suis pas un offender»",
        "‘I’m no offender’",
        "“over\ntwo lines, offender”",
    ],
)
def test_quotations_are_left_alone(quoted: str) -> None:
    assert found(f"He said: {quoted}.") == []
    assert found(f"He said: {quoted}, the offender.") == ["offender"]


def test_a_mark_that_is_never_closed_quotes_nothing() -> None:
    assert found('He said "no. The offender left.') == ["offender"]
    assert found("It's the offender's day, it's late") == ["offender"]


def test_a_long_text_is_read_in_one_go() -> None:
    assert found("“" * 20_000 + "offender" + " a" * 50_000) == ["offender"]


def test_each_advice_says_what_is_better_and_why() -> None:
    for advice in table().advice:
        assert advice.words
        assert advice.better
        assert advice.why.endswith(".")
        assert all(found(f"x {words} y") for words in advice.words if "*" not in words)


def own(settings: Any, folder: Path, text: str) -> None:
    file = folder / "words.yaml"
    file.write_text(text, encoding="utf-8")
    settings.WORDS = str(file)


def test_a_deployment_has_a_table_of_its_own(settings: Any, tmp_path: Path) -> None:
    own(
        settings,
        tmp_path,
        "da: {terms: [{term: sag, means: Arbejdet.}],"
        " reconsider: [{words: [gerningsm*], better: personen, why: Fordi.}]}",
    )
    assert found("Gerningsmanden og the offender") == ["Gerningsmanden"]
    assert [(one.term, one.language) for one in table().terms] == [("sag", "da")]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("en: {reconsider: [{words: offender, better: x, why: y}]}", "words must be a list"),
        ("en: {reconsider: [{words: [a], better: x}]}", "'why'"),
        ("en: [", "line 1"),
        ("- en", "Each language has"),
    ],
)
def test_a_table_that_cannot_be_read_says_what_to_mend(
    settings: Any, tmp_path: Path, text: str, said: str
) -> None:
    own(settings, tmp_path, text)
    with pytest.raises(ImproperlyConfigured, match=said):
        table()


def test_a_table_that_is_not_there_is_named(settings: Any, tmp_path: Path) -> None:
    settings.WORDS = str(tmp_path / "nowhere.yaml")
    with pytest.raises(ImproperlyConfigured, match="nowhere"):
        table()
