"""Sizes: what does not fit is split by noun. Lines of a function are those of its body."""

import ast
from pathlib import Path

from tests.architecture.source import ROOT, functions, modules, parts, public_functions

FILE, TEST_FILE, FUNCTION, VIEW, ACTION, SCRIPT = 300, 400, 40, 15, 20, 30


def test_files_stay_short() -> None:
    files = {module.path: FILE for module in modules()}
    files |= dict.fromkeys((ROOT / "tools").glob("*"), FILE)
    files |= dict.fromkeys((ROOT / "benches").rglob("*.py"), FILE)
    files |= dict.fromkeys((ROOT / "proofs").rglob("*.py"), FILE)
    files |= dict.fromkeys((ROOT / "tests").rglob("*.py"), TEST_FILE)
    files |= dict.fromkeys((ROOT / "bin").iterdir(), SCRIPT)
    wrong = [
        f"{path.relative_to(ROOT)} has {length} lines, {cap} are allowed: split it by noun"
        for path, cap in files.items()
        if path.is_file() and (length := _lines(path)) > cap
    ]
    assert not wrong, "\n".join(wrong)


def test_functions_stay_short() -> None:
    caps = [
        (module, function, FUNCTION) for module in modules() for function in functions(module.tree)
    ]
    caps += [(module, one, VIEW) for module in parts("views") for one in public_functions(module)]
    caps += [
        (module, one, ACTION) for module in parts("actions") for one in public_functions(module)
    ]
    wrong = [
        f"{module.place}:{function.lineno} {function.name} has {length} lines, {cap} are allowed"
        for module, function, cap in caps
        if (length := _body(function)) > cap
    ]
    assert not wrong, "\n".join(wrong)


def _lines(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def _body(function: ast.FunctionDef) -> int:
    """Lines after the signature and the docstring."""
    statements = function.body
    if ast.get_docstring(function):
        statements = statements[1:]
    if not statements:
        return 0
    return (statements[-1].end_lineno or 0) - statements[0].lineno + 1
