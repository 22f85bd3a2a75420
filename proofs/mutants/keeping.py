"""What is kept: results of each mutant as it is tried, and the reviewed reasons of survivors."""

import json
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from proofs.mutants.changing import Mutant
from proofs.mutants.tree import digest

Key = tuple[str, str, str, str, int]


@dataclass(frozen=True)
class Result:
    """What became of a mutant: killed, slow (killed too: a test did not end), or survived."""

    outcome: str
    by: str = ""

    @property
    def is_killed(self) -> bool:
        """Whether a test tells it from the program."""
        return self.outcome in {"killed", "slow"}


@dataclass(frozen=True)
class Results:
    """A file that grows by a line for each mutant, so that nothing is lost by stopping."""

    file: Path

    def killed(self, mutants: Iterable[Mutant], sources: Mapping[str, str]) -> set[Key]:
        """Those that were killed already, in files that are still the same."""
        if not self.file.exists():
            return set()
        told = (json.loads(line) for line in self.file.read_text(encoding="utf-8").splitlines())
        before = {
            (tuple(one["key"]), one["of"]) for one in told if Result(**one["result"]).is_killed
        }
        return {each.key for each in mutants if (each.key, digest([sources[each.file]])) in before}

    def begin(self) -> None:
        """Start anew."""
        self.file.parent.mkdir(parents=True, exist_ok=True)
        self.file.write_text("")

    def keep(self, mutant: Mutant, source: str, result: Result) -> None:
        """One more."""
        line = {"key": mutant.key, "of": digest([source]), "result": asdict(result)}
        with self.file.open("a", encoding="utf-8") as file:
            file.write(json.dumps(line, ensure_ascii=False) + "\n")


def reasons(file: Path) -> dict[Key, str]:
    """Why each known survivor may live."""
    told = tomllib.loads(file.read_text(encoding="utf-8")) if file.exists() else {}
    return {
        (one["file"], one["in"], one["was"], one["becomes"], one.get("number", 1)): one["reason"]
        for one in told.get("survivor", ())
    }
