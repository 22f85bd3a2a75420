"""One that tries mutants: a copy of the checkout, with the program loaded or loaded anew."""

import contextlib
import json
import os
import signal
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, TextIO

from proofs.mutants.changing import Mutant
from proofs.mutants.covering import CHOSEN, Covered
from proofs.mutants.keeping import Result
from proofs.mutants.tree import Copy, Tree

FORKING = ("-p", "proofs.mutants.forking")
PATIENCE, SLOWER = 30, 10
"""Seconds that a test may take at least, and how many times as long as it took."""


class Ended(Exception):
    """A worker cannot go on."""


@dataclass
class Worker:
    """Tries one mutant after the other."""

    copy: Copy
    covered: Covered
    asking: TextIO
    answering: TextIO
    database: str
    sound: dict[str, bool] = field(default_factory=dict)

    def try_out(self, mutant: Mutant) -> Result:
        """Run the tests that run the changed lines, until one fails."""
        tests = self.covered.tests(mutant)
        if not tests:
            return Result("survived")
        if mutant.function and not self.covered.is_loading(mutant):
            result = self._forked(mutant, tests)
            if result.outcome != "unfit":
                return result
        return self._loaded(mutant, tests)

    def _forked(self, mutant: Mutant, tests: list[str]) -> Result:
        """In a forked process; what fails there without any change is asked no more."""
        assert mutant.function is not None
        name, line = mutant.function
        file = str(self.copy.place / mutant.file)
        change = {"file": file, "name": name, "line": line, "source": mutant.source}
        while True:
            result = self._asked(change, [test for test in tests if self.sound.get(test, True)])
            if not result.is_killed or self._is_sound(result.by):
                return result

    def _is_sound(self, test: str) -> bool:
        """Whether the test passes in a forked process when nothing is changed."""
        if test not in self.sound:
            self.sound[test] = self._asked(None, [test]).outcome == "survived"
        return self.sound[test]

    def _asked(self, change: dict[str, Any] | None, tests: list[str]) -> Result:
        limits = {test: self._limit(test) for test in tests}
        asked = {"change": change, "tests": tests, "limits": limits}
        print(json.dumps(asked), file=self.asking, flush=True)
        if not (answer := self.answering.readline()):
            raise Ended("The process that tries mutants has ended.")
        return Result(**json.loads(answer))

    def _loaded(self, mutant: Mutant, tests: list[str]) -> Result:
        """In a process that loads the changed program."""
        chosen, took = self.copy.home / "chosen.json", self.copy.home / "took.json"
        chosen.write_text(json.dumps(tests))
        took.unlink(missing_ok=True)
        files = list(dict.fromkeys(test.partition("::")[0] for test in tests))
        surroundings = self.copy.surroundings(
            MUTANTS_CHOSEN=str(chosen), MUTANTS_TOOK=str(took), MUTANTS_DATABASE=self.database
        )
        with self.copy.changed(mutant.file, mutant.source):
            run = subprocess.Popen(
                self.copy.pytest("-x", *CHOSEN, *files), cwd=self.copy.place, env=surroundings,
                stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                start_new_session=True,
            )  # fmt: skip
            try:
                status = run.wait(SLOWER * PATIENCE + sum(map(self._limit, tests)))
            except subprocess.TimeoutExpired:
                return Result("slow")
            finally:
                _end(run)
        if status == 0:
            return Result("survived")
        seconds = json.loads(took.read_text()) if took.exists() else {}
        failing = (test for test, time in seconds.items() if time is None)
        return Result("killed", next(failing, "loading"))

    def _limit(self, test: str) -> float:
        return PATIENCE + SLOWER * self.covered.seconds[test]


@contextlib.contextmanager
def working(tree: Tree, covered: Covered) -> Iterator[Worker]:
    """A worker with the program loaded in a copy of its own."""
    with tree.copied() as copy:
        asked, asking = os.pipe()
        answering, answered = os.pipe()
        surroundings = copy.surroundings(MUTANTS_PIPES=f"{asked},{answered}")
        process = subprocess.Popen(
            copy.pytest(*FORKING, *tree.tests), cwd=copy.place, env=surroundings,
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            pass_fds=(asked, answered), start_new_session=True,
        )  # fmt: skip
        os.close(asked)
        os.close(answered)
        with os.fdopen(answering) as answers:
            questions = os.fdopen(asking, "w")
            try:
                yield Worker(copy, covered, questions, answers, answers.readline().strip())
            finally:
                with contextlib.suppress(BrokenPipeError):
                    questions.close()
                _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    """Give it a moment, then end it with all that it has started."""
    with contextlib.suppress(ProcessLookupError, subprocess.TimeoutExpired):
        if process.poll() is None:
            process.wait(5)
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
