"""From a seal to a restore that lost events, to two who accept it, to a server that starts."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

import pytest
from allauth.mfa.totp.internal.auth import hotp_value

from tests.docs.pages import ROOT
from tests.logins import as_installed
from tests.operations.installations import Installation, installation
from tests.operations.terminals import INTERRUPT, Terminal

DEE, ODA, ANN = "dee@example.org", "oda@example.org", "ann@example.org"
PASSWORD = "a long password of theirs"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
PEOPLE = f"""
import django; django.setup()
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import encrypt
from throughcare.kernel import clock
from throughcare.kernel.actor import system
from throughcare.sharing import actions
root = lambda: system(clock.now())
agency = actions.admit(root(), name="Probation North", sector="probation", regime="led")
def somebody(email, name, role):
    human = actions.enrol(root(), email=email, name=name, password={PASSWORD!r})
    return actions.appoint(root(), human=human, agency=agency, role=role)
dee = somebody({DEE!r}, "Dee Moor", "team_manager")
oda = somebody({ODA!r}, "Oda Rill", "data_protection_officer")
somebody({ANN!r}, "Ann Berg", "probation_officer")
actions.name_duty_post(root(), agency, dee)
Authenticator.objects.create(
    user=oda.human, type=Authenticator.Type.TOTP, data={{"secret": encrypt({SECRET!r})}}
)
"""
MORE = """
import django; django.setup()
from django.db import transaction
from throughcare.audit.actions import record
from throughcare.audit.verbs import Verb
from throughcare.kernel import clock
from throughcare.kernel.actor import system
for _ in range(5):
    with transaction.atomic():
        record(system(clock.now()), Verb.READ)
"""
TABLES = ("powers_proposal", "audit_checkpoint")


class Served(Installation):
    """With both logins, as where pages are served."""

    @property
    def environment(self) -> dict[str, str]:
        outside = {
            "THROUGHCARE_SEAL_KEY": str(self.home.parent / "key"),
            "THROUGHCARE_WITNESSES": str(self.home.parent / "witness"),
        }
        if not self.url:
            return super().environment | outside
        pages = urlsplit(os.environ["DATABASE_URL"])._replace(path=urlsplit(self.url).path)
        logins = {"DATABASE_URL": pages.geturl(), "DATABASE_OWNER_URL": self.url}
        return super().environment | outside | logins


@dataclass
class Restored:
    """An installation whose backup lacks five events that the witness knows of."""

    place: Served
    rows: list[int]

    def terminal(self, *words: str) -> Terminal:
        command = (sys.executable, "-m", "throughcare", "audit", "accept-loss", *words)
        return Terminal(*command, env=self.place.environment, cwd=str(ROOT))

    def is_untouched(self) -> bool:
        return [self.place.count(table) for table in TABLES] == self.rows


@pytest.fixture(scope="module")
def written_on(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Sealed, witnessed, backed up, written on, and sealed again."""
    home = tmp_path_factory.mktemp("restored")
    (home / "witness").mkdir()
    with installation(home / "data") as made:
        place = Served(made.home, made.url)
        place.run("migrate")
        place.python("-c", PEOPLE)
        place.run("audit", "key", "new")
        place.run("backup-key", home / "backup-key")
        place.run("audit", "seal")
        place.run("backup", home / "one.throughcare", "--key-file", home / "backup-key")
        place.python("-c", MORE)
        place.run("audit", "seal")
        place.run("manage", "collectstatic", "--noinput")
        shutil.copytree(home / "witness", home / "witnessed")
        yield place


@pytest.fixture
def restored(written_on: Served) -> Restored:
    """The backup in the place of what was written since, before a witness that knows it."""
    home = written_on.home.parent
    shutil.copytree(home / "witnessed", home / "witness", dirs_exist_ok=True)
    backup = (home / "one.throughcare", "--key-file", home / "backup-key")
    written_on.run("restore", *backup, "--overwrite")
    return Restored(written_on, [written_on.count(table) for table in TABLES])


def code() -> str:
    return f"{hotp_value(SECRET, int(time.time()) // 30):06}"


def test_the_server_does_not_start_before_the_loss_is_accepted(restored: Restored) -> None:
    with as_installed():
        assert "cut off, rewritten or restored" in restored.place.run("run", fails=True)


def test_wrong_passwords_leave_nothing_half_done(restored: Restored) -> None:
    at = restored.terminal()
    at.answer("Why, in one line:", "The disk failed.")
    for _ in range(3):
        at.answer("E-mail address:", DEE)
        at.answer("Password:", "not her password")
    assert at.end() == 1
    assert "Nothing was accepted." in at.said
    assert restored.is_untouched()
    assert restored.place.count("agencies_guesses") == 1


def test_an_interrupt_leaves_nothing_half_done(restored: Restored) -> None:
    at = restored.terminal()
    at.answer("Why, in one line:", "The disk failed.")
    at.answer("E-mail address:", DEE)
    at.answer("Password:", PASSWORD)
    at.answer("E-mail address:", ODA)
    at.answer("Password:", INTERRUPT)
    assert at.end() == 1
    assert "throughcare: stopped." in at.said
    assert restored.is_untouched()


def test_whoever_may_not_confirm_does_not(restored: Restored) -> None:
    """The officer may, so nobody else is taken in her place; and the proposer is no second."""
    for other, name in ((ANN, "Ann Berg"), (DEE, "Dee Moor")):
        lines = ["The disk failed.", DEE, PASSWORD, other, PASSWORD]
        said = at_standard_input(restored, lines, ends=1)
        assert f"{name} is not one of those who may do this." in said
        assert restored.is_untouched()


def test_two_humans_accept_the_loss_and_the_server_starts(restored: Restored) -> None:
    at = restored.terminal()
    at.wait_for("The trail here ends with checkpoint 1.")
    at.wait_for("knows checkpoint 2 of")
    at.wait_for("Lost are the checkpoints from 2 to 2.")
    at.wait_for("The trail goes on from a backup with event")
    lost = int(re.search(r"Lost are (\d+) events", screen(at)).group(1))  # type: ignore[union-attr]
    at.answer("Why, in one line:", "The disk failed.")
    at.answer("E-mail address:", DEE)
    at.answer("Password:", PASSWORD)
    at.wait_for("Dee Moor, Team manager, Probation North proposes this.")
    at.answer("E-mail address:", ODA)
    at.answer("Password:", PASSWORD)
    at.answer("Code of the app, or a recovery code:", "000000")
    at.answer("Code of the app, or a recovery code:", code())
    assert at.end() == 0, at.said
    assert "Accepted with checkpoint 3" in at.said
    assert PASSWORD not in at.said
    assert lost == 6, "five events, and the note that a backup was made"

    assert "has 1 checkpoints more" in restored.place.run("audit", "seal")
    said = restored.place.run("audit", "verify")
    assert "The trail is whole." in said
    assert "accepted the loss of what came after checkpoint 1 up to 2" in said
    assert sum(int(n) - int(k) for k, n in re.findall(r"(\d+) kept, (\d+) sealed", said)) == lost
    with as_installed():
        assert_starts(restored.place)
    assert "There is nothing to accept." in at_standard_input(restored, [], ends=1)


def screen(at: Terminal) -> str:
    at.wait_for("nobody can count it.")
    return at.said


def at_standard_input(restored: Restored, lines: list[str], *, ends: int) -> str:
    """What is said where there is no terminal, and the lines come from elsewhere."""
    ran = subprocess.run(
        [sys.executable, "-m", "throughcare", "audit", "accept-loss"],
        env=restored.place.environment,
        cwd=ROOT,
        input="\n".join(lines) + "\n",
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == ends, ran.stderr
    return ran.stdout + ran.stderr


def assert_starts(place: Served) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    served = place.started("-m", "throughcare", "run", "--port", port)
    try:
        until = time.monotonic() + 60
        while not answers(port):
            assert served.poll() is None, served.communicate()[1]
            assert time.monotonic() < until
            time.sleep(0.3)
    finally:
        served.send_signal(signal.SIGINT)
        served.communicate(timeout=60)


def answers(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/health/ready", timeout=5) as page:
            return page.status == 200
    except OSError:
        return False
