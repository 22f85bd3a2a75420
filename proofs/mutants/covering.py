"""Which tests run a line, and how long each takes: one run of all tests, under coverage.

What it found is kept. When nothing but test files has changed since, only those are run again.
"""

import json
import subprocess
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from coverage import CoverageData

from proofs.mutants.changing import Mutant
from proofs.mutants.tree import Copy, Tree, digest

CHOSEN = ("-p", "proofs.mutants.choosing")


class NoTests(Exception):
    """Not one test ran."""


@dataclass(frozen=True)
class Covered:
    """Seconds by test; tests by file and line; and the tests that fail without any change."""

    seconds: Mapping[str, float]
    failing: frozenset[str]
    lines: Mapping[str, Mapping[int, frozenset[str]]]
    loading: Mapping[str, frozenset[int]] = field(default_factory=dict)
    """Lines that run while the program is loaded."""

    def tests(self, mutant: Mutant) -> list[str]:
        """Those that run the mutant: of its own app first, the quick ones first.

        Of a line that runs while the program is loaded, all that run anything of the file.
        """
        lines, span = self.lines.get(mutant.file, {}), range(mutant.line, mutant.end + 1)
        if mutant.function is None or self.is_loading(mutant):
            span = range(max(lines, default=0) + 1)
        found = {test for line in span for test in lines.get(line, ())}
        folder = f"tests/{mutant.file.split('/')[1]}/"
        order = {test: (not test.startswith(folder), self.seconds[test]) for test in found}
        return sorted(found, key=order.__getitem__)

    def is_loading(self, mutant: Mutant) -> bool:
        """Whether the change shows while the program is loaded."""
        loading = self.loading.get(mutant.file, frozenset())
        return any(line in loading for line in range(mutant.line, mutant.end + 1))


def covered(tree: Tree, copy: Copy, kept: Path) -> Covered:
    """Run what has to be run, and read what was found."""
    kept.mkdir(parents=True, exist_ok=True)
    data, took, stood = kept / "coverage", kept / "took.json", kept / "stood.json"
    now = _standing(tree)
    before = json.loads(stood.read_text()) if stood.exists() else {}
    if before.get("") != now[""]:
        data.unlink(missing_ok=True)
        before = {}
    seconds = json.loads(took.read_text()) if before else {}
    files = [file for file in now if file and before.get(file) != now[file]]
    if files:
        seconds = {test: time for test, time in seconds.items() if _file(test) not in files}
        seconds |= _run(copy, files, data)
        took.write_text(json.dumps(seconds))
        stood.write_text(json.dumps(before | now))
    return _read(data, copy, {test: time for test, time in seconds.items() if _file(test) in now})


def _standing(tree: Tree) -> dict[str, str]:
    """The digest of each file of tests, and under "" of everything else."""
    python = sorted(
        path for top in ("throughcare", "tests") for path in (tree.root / top).rglob("*.py")
    )
    names = {str(path.relative_to(tree.root)): path for path in python}
    own = {name for name in names if Path(name).name.startswith("test_")}
    texts = {name: path.read_text(encoding="utf-8") for name, path in names.items()}
    rest = digest(text for name, text in texts.items() if name not in own)
    asked = [name for name in sorted(own) if any(_is_below(name, top) for top in tree.tests)]
    return {"": rest} | {name: digest([texts[name]]) for name in asked}


def _is_below(name: str, top: str) -> bool:
    return name == top or name.startswith(f"{top.rstrip('/')}/")


def _run(copy: Copy, files: Iterable[str], data: Path) -> dict[str, float | None]:
    """Seconds by test; the lines go to the data."""
    took = copy.home / "took.json"
    counting = ("--cov=throughcare", "--cov-context=test", "--cov-report=", "--cov-append")
    surroundings = copy.surroundings(MUTANTS_TOOK=str(took), COVERAGE_FILE=str(data))
    command = copy.pytest(*CHOSEN, *counting, *files)
    run = subprocess.run(
        command, cwd=copy.place, env=surroundings, check=False, stdout=subprocess.PIPE, text=True
    )
    if not took.exists():
        raise NoTests(run.stdout)
    return dict(json.loads(took.read_text()))


def _file(test: str) -> str:
    return test.partition("::")[0]


def _read(data: Path, copy: Copy, took: dict[str, float | None]) -> Covered:
    """By the names of the files in the checkout; each run had a copy of its own."""
    seconds = {test: time for test, time in took.items() if time is not None}
    found = CoverageData(str(data))
    lines: dict[str, dict[int, frozenset[str]]] = {}
    loading: dict[str, frozenset[int]] = {}
    found.read()
    for path in found.measured_files():
        name = path.partition("/checkout/")[2]
        own = lines.setdefault(name, {})
        for line, contexts in found.contexts_by_lineno(path).items():
            tests = {context.rpartition("|")[0] for context in contexts} & seconds.keys()
            own[line] = own.get(line, frozenset()) | tests
            if "" in contexts:
                loading[name] = loading.get(name, frozenset()) | {line}
    return Covered(seconds, frozenset(took.keys() - seconds.keys()), lines, loading)
