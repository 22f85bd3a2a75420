"""Writers have turns on SQLite, in the order in which they came, in one process and in several."""

import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.db import connection, transaction
from django.urls import reverse

from tests import factories as make
from tests.pages import signed_in
from throughcare.kernel.sqlite.turns import Busy, Turns, turns_of

HELD = """
import pathlib, sys, time
from throughcare.kernel.sqlite.turns import Turns
turns = Turns(pathlib.Path(sys.argv[1]))
for _ in range(int(sys.argv[2])):
    turns.wait(20)
    print("mine", flush=True)
    time.sleep(float(sys.argv[3]))
    turns.pass_on()
"""


def on_sqlite(test: Callable[..., None]) -> Callable[..., None]:
    """Transactions of their own, on the database that has turns."""
    skipped = pytest.mark.skipif("connection.vendor != 'sqlite'", reason="PostgreSQL has many")
    return pytest.mark.django_db(transaction=True)(skipped(test))


def is_taken() -> bool:
    """Whether somebody has the turn."""
    return turns_of(str(connection.settings_dict["NAME"]))._row._is_taken


@contextmanager
def another_process(
    database: Path, *, times: int, seconds: float
) -> "Iterator[subprocess.Popen[str]]":
    """A process that writes so often, so long each; it has the turn when the block begins."""
    command = [sys.executable, "-c", HELD, str(database), str(times), str(seconds)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        assert process.stdout.readline() == "mine\n"
        try:
            yield process
        finally:
            process.kill()


def test_threads_are_served_in_the_order_in_which_they_came(tmp_path: Path) -> None:
    turns = Turns(tmp_path / "database")
    served: list[int] = []

    def write(number: int) -> None:
        turns.wait(20)
        served.append(number)
        turns.pass_on()

    turns.wait(1)
    threads = [threading.Thread(target=write, args=(number,)) for number in range(20)]
    for number, thread in enumerate(threads, start=1):
        thread.start()
        while len(turns._row._waiting) < number:
            time.sleep(0.001)
    turns.pass_on()
    for thread in threads:
        thread.join()
    assert served == list(range(20))


def test_who_waits_too_long_is_told_and_leaves_the_row(tmp_path: Path) -> None:
    turns = Turns(tmp_path / "database")
    turns.wait(1)
    with pytest.raises(Busy):
        turns.wait(0.01)
    turns.pass_on()
    turns.wait(0.01)
    turns.pass_on()


def test_a_process_waits_for_another_and_not_for_a_dead_one(tmp_path: Path) -> None:
    turns = Turns(tmp_path / "database")
    with another_process(tmp_path / "database", times=1, seconds=60) as process:
        with pytest.raises(Busy):
            turns.wait(0.05)
        process.kill()  # as by kill -9
        process.wait()
        turns.wait(5)
        turns.pass_on()


def test_a_process_that_writes_without_a_pause_does_not_keep_others_waiting(tmp_path: Path) -> None:
    turns = Turns(tmp_path / "database")
    with another_process(tmp_path / "database", times=10_000, seconds=0.02) as process:
        for _ in range(10):
            turns.wait(20)
            turns.pass_on()
        process.kill()
        told = process.communicate()[0]
    assert told.count("mine") <= 2 * 10


@pytest.mark.skipif(os.geteuid() != 0, reason="only root leaves files to others")
def test_what_root_writes_first_others_can_write_after(tmp_path: Path) -> None:
    database = tmp_path / "database"
    database.touch()
    os.chown(database, 12345, 12345)
    turns = Turns(database)
    turns.wait(1)
    turns.pass_on()
    assert (tmp_path / "database-turn").stat().st_uid == 12345


@on_sqlite
def test_a_turn_ends_with_its_transaction() -> None:
    with transaction.atomic(), transaction.atomic():
        assert is_taken()
    assert not is_taken()
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        raise ZeroDivisionError
    assert not is_taken()
    with transaction.atomic():
        connection.close()
    assert not is_taken()


@on_sqlite
def test_a_turn_that_does_not_come_is_told_in_words(
    held_clock: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    region = make.region()
    client = signed_in(region.ann, raise_request_exception=False)
    monkeypatch.setitem(connection.settings_dict["OPTIONS"], "timeout", 0.01)
    turns = turns_of(str(connection.settings_dict["NAME"]))
    turns.wait(1)
    answer = client.get(reverse("case", args=[region.case.pk]))
    turns.pass_on()
    assert (answer.status_code, answer["Retry-After"]) == (503, "60")
    assert "Too many people are saving at this moment" in answer.text
    assert client.get(reverse("case", args=[region.case.pk])).status_code == 200
