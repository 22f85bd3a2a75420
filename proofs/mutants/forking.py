"""A plugin of pytest in the processes of the proof: loads program and tests once, then forks.

`MUTANTS_PIPES` are the pipes to be asked and to answer by, a line each. The first answer is the
name of the test database. A question is a mutant: the function to change with its new source, or
nothing to change; the tests to run; and how many seconds each may take. A forked process gives the
function its new code, takes a copy of the database, and runs the tests until one fails.
"""

import gc
import json
import os
import select
import signal
import time
from typing import Any, NoReturn

import pytest
from _pytest.runner import runtestprotocol

from proofs.mutants import cloning, replacing

BEGINS, FAILS, PASSES = b"-", b"!", b"."
TO_PREPARE = 60
TO_CLEAR_UP = 20


def pytest_runtestloop(session: pytest.Session) -> bool:
    """Instead of running the tests: answer until there are no more questions."""
    asking, answering = map(int, os.environ["MUTANTS_PIPES"].split(","))
    items = {item.nodeid: item for item in session.items}
    made = _make_database(session)
    gc.freeze()
    with os.fdopen(asking) as questions, os.fdopen(answering, "w") as answers:
        print(made, file=answers, flush=True)
        for line in questions:
            asked = json.loads(line)
            tests = [items[name] for name in asked["tests"] if name in items]
            print(json.dumps(_tried(asked, tests)), file=answers, flush=True)
    return True


def _make_database(session: pytest.Session) -> str:
    """As the tests do, by running one; what is of the whole session stays. Says its name."""
    for item in session.items:
        if "django_db_setup" in getattr(item, "fixturenames", ()):
            runtestprotocol(item, log=False, nextitem=session)  # type: ignore[arg-type]
            return cloning.made()
    return ""


def _tried(asked: dict[str, Any], tests: list[pytest.Item]) -> dict[str, str]:
    """What became of it, and by which test."""
    cloning.let_go()
    here, there = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(here)
        _run(asked, tests, there)
    os.close(there)
    try:
        return _followed(here, [asked["limits"][test.nodeid] for test in tests], tests)
    finally:
        os.close(here)
        _end(child)
        cloning.remove_copy(child)


def _followed(pipe: int, limits: list[float], tests: list[pytest.Item]) -> dict[str, str]:
    """Listen to how far it is, and wait for no test longer than its limit."""
    by, limit = "", float(TO_PREPARE)
    running = iter(zip(tests, limits, strict=True))
    while True:
        if not select.select([pipe], [], [], limit)[0]:
            return {"outcome": "slow" if by else "unfit", "by": by}
        match os.read(pipe, 1):
            case b"-":
                test, limit = next(running)
                by = test.nodeid
            case b".":
                return {"outcome": "survived", "by": ""}
            case b"!":
                return {"outcome": "killed", "by": by}
            case _:
                return {"outcome": "killed" if by else "unfit", "by": by}


def _end(child: int) -> None:
    """It may clear up for a while. What it has started is of our group, and ends with it."""
    until = time.monotonic() + TO_CLEAR_UP
    while time.monotonic() < until:
        if os.waitpid(child, os.WNOHANG)[0]:
            return
        time.sleep(0.005)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


def _run(asked: dict[str, Any], tests: list[pytest.Item], pipe: int) -> NoReturn:
    """In the child: the change, the database, the tests."""
    try:
        if change := asked["change"]:
            gc.unfreeze()  # or what is loaded is not found
            replacing.replace(**change)
            gc.freeze()
        cloning.take_copy()
        for test, following in zip(tests, [*tests[1:], None], strict=True):
            os.write(pipe, BEGINS)
            reports = runtestprotocol(test, log=False, nextitem=following)
            if any(report.failed for report in reports):
                os.write(pipe, FAILS)
                test.session._setupstate.teardown_exact(None)
                os._exit(0)
        os.write(pipe, PASSES)
    finally:
        os._exit(0)
