"""Pages lead nowhere that is not there, and name no file, test or setting that is not there."""

import re
from pathlib import Path

import pytest

from tests.docs.pages import ROOT, WRITTEN, codes, links, place, text

FILE = re.compile(r"(throughcare|tests|tools|bin|docs|requirements|\.ci)/[\w./*-]*[\w*/]")
TEST = re.compile(r"(?:(tests/[\w/]+\.py)::)?(test_\w+)")
SETTING = re.compile(r"THROUGHCARE_[A-Z_]+")
# Of the machine that a page was written on, or of whoever wrote it: never on a page.
FOREIGN = re.compile(r"/(work|root|home/\w+)/|\b(localhost:5432|127\.0\.0\.1:\d{4})\b")

pages = pytest.mark.parametrize("page", WRITTEN, ids=place)


def _tests_of(path: Path) -> set[str]:
    return set(re.findall(r"^def (test_\w+)", text(path), re.MULTILINE))


def _all_tests() -> set[str]:
    return {name for path in (ROOT / "tests").rglob("test_*.py") for name in _tests_of(path)}


@pages
def test_every_link_leads_somewhere(page: Path) -> None:
    inside = [link.partition("#")[0] for link in links(page) if "://" not in link]
    lost = [link for link in inside if link and not (page.parent / link).exists()]
    assert not lost, f"{place(page)} leads to what is not there: {', '.join(lost)}"


@pages
def test_every_file_named_is_there(page: Path) -> None:
    named = [code for code in codes(page) if FILE.fullmatch(code)]
    lost = [code for code in named if not list(ROOT.glob(code.rstrip("/")))]
    assert not lost, f"{place(page)} names what is not there: {', '.join(lost)}"


@pages
def test_every_test_named_is_there(page: Path) -> None:
    named = [match for code in codes(page) if (match := TEST.fullmatch(code))]
    known = _all_tests() if named else set()
    lost = [m[0] for m in named if m[2] not in (_tests_of(ROOT / m[1]) if m[1] else known)]
    assert not lost, f"{place(page)} names tests that are not there: {', '.join(lost)}"


@pages
def test_every_setting_named_is_there(page: Path) -> None:
    known = set(SETTING.findall(text(ROOT / "docs/reference/settings.md")))
    known |= {s for path in (ROOT / "tests").rglob("*.py") for s in SETTING.findall(text(path))}
    lost = set(SETTING.findall(text(page))) - known
    assert not lost, f"{place(page)} names settings that are not there: {', '.join(sorted(lost))}"


@pages
def test_no_page_tells_of_the_machine_it_was_written_on(page: Path) -> None:
    assert not FOREIGN.search(text(page))


def test_every_decision_is_listed_and_numbered_once() -> None:
    folder = ROOT / "docs" / "decisions"
    there = {path.name for path in folder.glob("[0-9]*.md")}
    numbers = [name[:4] for name in there]
    assert len(numbers) == len(set(numbers)), sorted(numbers)
    assert there <= set(links(folder / "README.md")), "docs/decisions/README.md leaves some out"


@pytest.mark.parametrize("heading", ["Context", "Choice", "Alternatives", "Consequences"])
def test_every_decision_says_why_and_what_else(heading: str) -> None:
    folder = ROOT / "docs" / "decisions"
    own = [path for path in sorted(folder.glob("[0-9]*.md")) if path.name != "0002-the-rule.md"]
    lacking = [path.name for path in own if f"**{heading}.**" not in text(path)]
    assert not lacking, f"No “{heading}” in {', '.join(lacking)}"
