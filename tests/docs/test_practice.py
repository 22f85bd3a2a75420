"""The list of demands is whole, and says of each where it stands."""

import re

from tests.docs.pages import ROOT, text

PRACTICE = text(ROOT / "docs" / "practice.md")
ROW = re.compile(r"^\| P(\d+) \| (.+?) \| (.+?) \| (.*?) ?\|$", re.MULTILINE)
DEMANDS = 45


def test_every_demand_has_one_row() -> None:
    numbers = [int(number) for number, *_ in ROW.findall(PRACTICE)]
    assert numbers == list(range(1, DEMANDS + 1))


def test_what_is_said_to_be_there_is_shown_by_a_test_or_said_to_come() -> None:
    unfounded = [
        f"P{number}"
        for number, _, where, shown in ROW.findall(PRACTICE)
        if "`test_" not in shown and "ater" not in where
    ]
    assert not unfounded, f"Neither a test nor “later”: {', '.join(unfounded)}"


def test_every_address_named_is_there() -> None:
    known = set(re.findall(r"^\| `[^`]+` \| ([\w-]+) \|", _addresses(), re.MULTILINE))
    named = re.findall(r"page `([\w-]+)`", PRACTICE)
    assert named, "docs/practice.md names no page"
    assert set(named) <= known, sorted(set(named) - known)


def _addresses() -> str:
    return text(ROOT / "docs" / "reference" / "addresses.md")
