"""Every place is changed, the tests that run it are asked, and what no test notices is told."""

from collections.abc import Callable
from pathlib import Path

import pytest

from proofs.mutants import ROOT, trying
from proofs.mutants.changing import mutants
from proofs.mutants.tree import Tree
from proofs.mutants.trying import Extent
from proofs.report import Report

PROGRAM = '''"""A rule of two lines."""

LEAST = 18


def may(age, asked):
    """Whether somebody may."""
    return age >= LEAST and asked
'''
ENOUGH = """
import pytest
from throughcare.gate.policy import may

@pytest.mark.parametrize(("age", "asked", "told"), [
    (17, True, False), (18, True, True), (19, True, True), (18, False, False)])
def test_may(age, asked, told):
    assert may(age, asked) is told
"""
Prove = Callable[..., Report]


def becoming(source: str) -> set[str]:
    return {mutant.becomes for mutant in mutants("some.py", source)}


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("a < b", {"a <= b", "a >= b", "pass"}),
        ("x = a is None", {"x = a is not None"}),
        ("x = a and b", {"x = (a or b)", "x = (a)", "x = (b)"}),
        ("x = a & ~b", {"x = (a | ~b)", "x = a & (b)"}),
        ("x = 3", {"x = 4"}),
        ("x = True", {"x = False"}),
        ("x = 'word'", {"x = '~word'"}),
        ("x = Compare(a, '<=', b)", {"x = Compare(a, '<', b)"}),
        ("x += 1", {"pass", "x -= 1", "x += 2"}),
        ("x = rows.filter(at__lte=a)", {"x = rows.filter()", "x = rows.filter(at__lt=a)"}),
        ("[a for a in b if c]", {"[a for a in b if True]", "[a for a in b if (not (c))]", "pass"}),
        ("if a: b()", {"if (not (a)): b()", "if a: pass"}),
        ("raise Refused", {"pass"}),
        ("try: x = a\nexcept E: b()", {"except E: pass", "except E: raise"}),
        ("def f():\n    return a", {"return None"}),
        ("def f(a=1): x = a", {"def f(a=2): x = a"}),
        ("@atomic\ndef f(): x = a", {""}),
    ],
)  # fmt: skip
def test_each_operator_changes_what_it_should(source: str, expected: set[str]) -> None:
    assert becoming(source) == expected


@pytest.mark.parametrize(
    "source",
    [
        '"""Words of a module."""',
        'x = _("Words for people.")',
        'x = _("Words for %(whom)s.") % {"whom": name}',
        "def f(a: int | None) -> bool | None: x = a",
        "Operand = Column | Param",
        "class M(Model):\n    name = models.CharField(max_length=80)",
        "class M(Model):\n    class Meta:\n        ordering = ['name']",
    ],
)
def test_words_types_and_tables_are_left_alone(source: str) -> None:
    assert becoming(source) == set()


def test_a_change_is_named_without_its_line() -> None:
    before = {mutant.key for mutant in mutants("some.py", "x = 1\nx = 1")}
    later = {mutant.key for mutant in mutants("some.py", "\n\nx = 1\n\nx = 1")}

    assert before == later
    assert len(before) == 2


@pytest.fixture
def prove(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Prove:
    """Runs the proof on a small program with these tests, and these reasons."""
    monkeypatch.delenv("DJANGO_SETTINGS_MODULE", raising=False)

    def run(tests: str, reasons: str = "", **extent: int) -> Report:
        root = tmp_path / "small"
        for file, text in {
            "throughcare/__init__.py": "",
            "throughcare/gate/__init__.py": "",
            "throughcare/gate/policy.py": PROGRAM,
            "tests/gate/test_policy.py": tests,
            "pytest.ini": "[pytest]\naddopts = -p no:django",
            "survivors.toml": reasons,
        }.items():
            (root / file).parent.mkdir(parents=True, exist_ok=True)
            (root / file).write_text(text)
        report, tree = Report("mutants"), Tree(root, ("throughcare/**/*.py",), ("tests",))
        kept, told = tmp_path / "kept", root / "survivors.toml"
        trying.run(report, tree, Extent(**extent), kept=kept, vendor="none", told=told)
        assert (root / "throughcare/gate/policy.py").read_text() == PROGRAM
        return report

    return run


def test_what_a_missing_test_lets_through_is_found_and_tried_again(prove: Prove) -> None:
    found = prove(ENOUGH.replace("(17, True, False), (18, True, True), ", "")).findings

    assert [finding.splitlines()[1:] for finding in found] == [
        ["  - LEAST = 18", "  + LEAST = 19", "  no test fails, and no reason is known"],
        [
            "  - return age >= LEAST and asked",
            "  + return (asked)",
            "  no test fails, and no reason is known",
        ],
        [
            "  - return age >= LEAST and asked",
            "  + return age > LEAST and asked",
            "  no test fails, and no reason is known",
        ],
    ]

    again = prove(ENOUGH, is_resumed=True)
    assert "4 killed before, 3 to try on none" in again.said
    assert again.findings == []
    assert again.said[-1].startswith("3 tried: 3 killed")


def test_reasons_and_tests_that_fail_anyway_are_told(prove: Prove) -> None:
    def reason(becomes: str) -> str:
        return (
            f'[[survivor]]\nfile = "throughcare/gate/policy.py"\nin = "may"\n'
            f'was = "return age >= LEAST and asked"\nbecomes = "{becomes}"\nreason = "So it is."\n'
        )

    tests = ENOUGH.replace("(18, False, False)", "(17, False, False), (20, True, False)")
    report = prove(tests, reason("return (age >= LEAST)") + reason("return None"))

    [finding] = report.findings
    assert "test_may[20-True-False] fails without any change" in finding
    assert any("reason: So it is." in line for line in report.said)
    assert report.said[-1].startswith("reason not needed any more")
    assert "'return None'" in report.said[-1]


def test_the_masks_are_held_by_their_own_tests(tmp_path: Path) -> None:
    report = Report("mutants")
    tree = Tree(ROOT, ("throughcare/sharing/masks.py",), ("tests/sharing/test_masks.py",))
    told = ROOT / "proofs" / "mutants" / "survivors.toml"
    trying.run(report, tree, Extent(5, seed=1), kept=tmp_path, vendor="none", told=told)

    assert report.findings == []
    assert report.said[-1].startswith("5 tried: 5 killed")
