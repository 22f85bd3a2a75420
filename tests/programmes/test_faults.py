"""Whatever is wrong with a text is told with its line, in plain words, all at once."""

import pytest

from tests.programmes.making import FERRY_HOUSE
from throughcare.programmes import texts
from throughcare.programmes.texts.trees import DEEPEST, LARGEST

# What is changed -> where it is found, and what is said.
CHANGES = [
    ("kind: case", "kind: cas", "kind:", "Did you mean “case”?"),
    ("kind: case", "kind: prayer", "kind:", "Choose from: case, family, conference, training."),
    ("title: The Ferry House", "titel: X", "titel:", "Did you mean “title”?"),
    ("title: The Ferry House", "", "format:", "“title” is missing here"),
    ("title: The Ferry House", "title:", "title:", "Nothing is written here"),
    ("title: The Ferry House", "title: [a, b]", "title:", "is one text, not a list"),
    ("key: ferry-house", "key: Ferry House", "key:", "small letters, digits"),
    ("language: en", "language: English please", "language:", "a code, such as en"),
    ("age_from: 20", "age_from: twenty", "age_from:", "is a whole number"),
    ("age_from: 20", "age_from: -3", "age_from:", "is at least 0"),
    ("age_from: 20", "age_from: 70", "age_to:", "The oldest age lies below the youngest"),
    ("movements: [any]", "movements: any", "movements:", "is a list: begin each item with a dash"),
    ("movements: [any]", "movements: [any, other]", "movements:", "says it all"),
    ("sector: security", "sector: secret", "- {sector", "Did you mean “security”"),
    ("categories: [all]", "categories: [faith]", "- {sector", "“faith” cannot be “categories”"),
    ("agencies: [probation, exit]", "agencies: [probatoin]", "agencies:", "“probation”?"),
    ("leads_to: [boat, home]", "leads_to: [boot, home]", "leads_to: [boot", "no phase or"),
    ("    begins: yes\n", "", "- key: visitor", "No phase leads to “As a visitor”"),
    ("leads_to: [boat, home]", "leads_to: [boat]", "- {key: home", "No phase leads to “Back"),
    ("key: boat", "key: quay", "- key: quay", "is used twice"),
    ("who: [skipper]", "who: [captain]", "- {name: House", "There is no role “captain”"),
    ("hours_most: 30, per: week", "hours_most: 30", "contact: {hours", "Say in “per” whether"),
    ("weeks_most: 5", "weeks_most: 5\n    weeks_least: 9", "weeks_most:", "less than"),
    ("months: 12", "months: {says: 12, sources: [pager]}", "retention:", "Did you mean “page”?"),
    ("months: 12", "months: {says: 12, unsure: }", "retention:", "what is not certain"),
    ("months: 12", "months: {says: 12, because: x}", "retention:", "only “sources” and “unsure”"),
    ("what: That the person is", "what: There, with others, or", "- {to: Court", "torn off"),
    ("kind: both\n", "kind: both\n  kind: voluntary\n", "kind: voluntary", "stands here twice"),
]  # fmt: skip


@pytest.mark.parametrize(("there", "changed", "where", "said"), CHANGES)
def test_a_fault_is_told_with_its_line(there: str, changed: str, where: str, said: str) -> None:
    assert there in FERRY_HOUSE
    text = FERRY_HOUSE.replace(there, changed, 1)
    faults = texts.check(text.encode()).faults
    lines = text.splitlines()
    told = [(lines[fault.mark.line - 1].strip(), fault.says) for fault in faults]
    assert any(line.startswith(where) and said in says for line, says in told), told


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("a: [x\n", 2, "bracket is not closed"),
        ("a: b: c\n", 1, "A colon too many"),
        ("a:\n\t- b\n", 2, "A tab stands here"),
        ('a: "x\n', 2, "not closed"),
        ("a: 1\n b: 2\n", 2, "colon too many"),
        ("a:\n  - x\n - y\n", 3, "not indented like"),
        ("a\nb: 1\n", 2, "colon"),
        ("a: @x\n", 1, "cannot begin with @"),
        ("a: &x 1\nb: *x\n", 1, "Short cuts with & and *"),
        ("a: *x\n", 1, "Short cuts with & and *"),
        ("a: !!python/object:os.system x\n", 1, "Types with !"),
        ("a: !x y\n", 1, "Types with !"),
        ("a: 1\n---\nb: 2\n", 2, "second document"),
        ("", 1, "The file is empty"),
        ("# nothing\n", 1, "The file is empty"),
        ("- a\n- b\n", 1, "Names with values belong here"),
        ("just words\n", 1, "Names with values belong here"),
        ("? [a]\n: b\n", 1, "A name must be a single word"),
        ("a: x\x07y\n", 1, "hidden character"),
        ("a: \u202exy\n", 1, "hidden character"),
    ],
)
def test_what_cannot_be_read_is_told_with_its_line(text: str, line: int, said: str) -> None:
    first = texts.check(text.encode()).faults[0]
    assert (first.mark.line, said in first.says) == (line, True), first


def test_a_file_in_another_encoding_is_told_with_its_line() -> None:
    [fault] = texts.check("title: x\nlead: Gesellschaft für\n".encode("latin-1")).faults
    assert (fault.mark.line, "UTF-8" in fault.says) == (2, True)


def test_a_huge_file_is_not_read() -> None:
    [fault] = texts.check(b"a: " + b"x" * LARGEST).faults
    assert "at most" in fault.says


def test_a_file_of_very_many_values_is_not_read_to_its_end() -> None:
    [fault] = texts.check(b"notes:\n" + b"- x\n" * 30_000).faults
    assert "more than a programme can hold" in fault.says


def test_a_bomb_of_aliases_is_refused_at_its_first_anchor() -> None:
    bomb = 'a: &a ["x"]\n' + "".join(
        f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]\n"
        for before, name in zip("abcdefgh", "bcdefghi", strict=True)
    )
    [fault] = texts.check(bomb.encode()).faults
    assert (fault.mark.line, "Short cuts" in fault.says) == (1, True)


@pytest.mark.parametrize("deep", ["[" * 5000, "{a: " * 5000, "- " * 5000])
def test_deep_nesting_is_refused(deep: str) -> None:
    [fault] = texts.check(deep.encode()).faults
    assert "nested too deeply" in fault.says
    assert fault.mark.column <= DEEPEST * 4 + 1


def test_all_faults_are_told_at_once_in_the_order_of_their_lines() -> None:
    text = FERRY_HOUSE
    for there, changed in (
        ("kind: case", "kind: cas"),
        ("age_from: 20", "age_from: many"),
        ("leads_to: [boat, home]", "leads_to: [boot, home]"),
        ("who: [skipper]", "who: [captain]"),
        ("months: 12", "month: 12"),
    ):
        text = text.replace(there, changed, 1)
    faults = texts.check(text.encode()).faults
    named = ["“cas”", "“age_from”", "“boot”", "“captain”", "“month”"]
    assert [name for fault in faults for name in named if name in fault.says] == named
    assert [fault.mark for fault in faults] == sorted(fault.mark for fault in faults)


def test_what_hangs_on_a_misspelt_section_is_not_told_as_well() -> None:
    faults = texts.check(FERRY_HOUSE.replace("roles:", "rolls:").encode()).faults
    assert ["Did you mean “roles”?" in fault.says for fault in faults] == [True]


def test_words_that_other_readers_take_for_something_else_stay_words() -> None:
    text = FERRY_HOUSE.replace("title: The Ferry House", "title: no").replace(
        "  age_from: 20", '  age_from: "20"'
    )
    read = texts.read(text.encode())
    assert (read.text.title, read.text.eligibility.age_from) == ("no", 20)
