"""Witnesses keep checkpoints: in a folder, by a command, at an address."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.core.exceptions import ImproperlyConfigured

from tests.audit.sealing.conftest import Write
from tests.audit.sealing.witness import Served, script, serving
from throughcare.audit.sealing import answers, witnesses
from throughcare.audit.sealing.actions import seal
from throughcare.audit.sealing.checkpoints import Signed
from throughcare.audit.sealing.standing import Witnessed
from throughcare.audit.sealing.witnesses import Address, Command, Folder, Unreachable, Witness

Key = Ed25519PrivateKey


@pytest.fixture
def served() -> Iterator[Served]:
    with serving() as one:
        yield one


@pytest.fixture(params=["folder", "command", "address"])
def any_witness(request: Any, tmp_path: Path, served: Served, settings: Any) -> Witness:
    """Each of the three sorts, configured as the only one."""
    folder = tmp_path / "kept"
    folder.mkdir()
    settings.WITNESSES = {
        "folder": str(folder),
        "command": f"command:{script(tmp_path / 'own')}",
        "address": served.url,
    }[request.param]
    [witness] = witnesses.configured()
    return witness


@pytest.fixture
def checkpoints(write: Write, key: Key) -> list[Signed]:
    """Three of them."""
    made = []
    for _ in range(3):
        write(2)
        signed = seal(key)
        assert signed is not None
        made.append(signed)
    return made


def test_a_witness_gets_what_it_lacks_and_knows_the_newest(
    any_witness: Witness, checkpoints: list[Signed], write: Write, key: Key
) -> None:
    [before] = answers.ask_all()
    assert (before.known, before.standing) == (None, Witnessed.NOTHING)

    assert answers.hand_over(before) == 3

    [after] = answers.ask_all()
    assert (after.known, after.standing, after.trouble) == (checkpoints[-1], Witnessed.KNOWN, "")
    assert answers.hand_over(after) == 0
    write(1)
    seal(key)
    assert answers.hand_over(answers.ask(any_witness)) == 1


def test_a_folder_keeps_every_checkpoint_and_overwrites_none(
    witness: Path, checkpoints: list[Signed]
) -> None:
    [answer] = answers.ask_all()
    answers.hand_over(answer)

    kept = sorted(one.name for one in witness.iterdir())
    assert kept == [f"checkpoint-{number:012}.json" for number in (1, 2, 3)]
    with pytest.raises(Unreachable, match="exists"):
        answer.witness.keep(checkpoints[0])


def test_a_folder_that_is_not_there_is_out_of_reach(tmp_path: Path) -> None:
    """It may not be mounted: nothing is made in its place."""
    folder = Folder(tmp_path / "nowhere")
    with pytest.raises(Unreachable):
        folder.latest()
    assert not folder.path.exists()


def test_what_is_no_checkpoint_is_out_of_reach(witness: Path, db: None) -> None:
    (witness / "checkpoint-000000000007.json").write_text("{}")
    [answer] = answers.ask_all()
    assert "no checkpoint" in answer.trouble


def test_a_command_gets_no_secrets(
    tmp_path: Path, checkpoints: list[Signed], monkeypatch: Any
) -> None:
    monkeypatch.setenv("THROUGHCARE_SECRET_KEY", "x" * 40)
    monkeypatch.setenv("DATABASE_URL", "postgres://user:hidden@host/name")
    Command(str(script(tmp_path / "own"))).keep(checkpoints[0])

    told = (tmp_path / "own" / "environment").read_text()
    assert "PATH=" in told
    assert "THROUGHCARE_" not in told
    assert "hidden" not in told


@pytest.mark.parametrize("line", ["/nowhere/to/be/found", "sh -c 'echo no >&2; exit 3' --"])
def test_a_command_that_fails_is_out_of_reach(line: str) -> None:
    with pytest.raises(Unreachable, match=r"No such file|ended with 3: no"):
        Command(line).latest()


def test_a_command_that_takes_too_long_is_out_of_reach(monkeypatch: Any) -> None:
    monkeypatch.setattr(witnesses, "TIMEOUT", 0.1)
    with pytest.raises(Unreachable, match="timed out"):
        Command("sh -c 'sleep 5' --").latest()


@pytest.mark.parametrize("status", [301, 403, 500])
def test_an_address_that_answers_otherwise_is_out_of_reach(
    served: Served, checkpoints: list[Signed], status: int
) -> None:
    served.status = status
    with pytest.raises(Unreachable, match=str(status)):
        Address(served.url).latest()
    with pytest.raises(Unreachable, match=str(status)):
        Address(served.url).keep(checkpoints[0])


def test_an_address_where_nobody_listens_is_out_of_reach() -> None:
    with serving() as gone:
        pass
    with pytest.raises(Unreachable):
        Address(gone.url).latest()


def test_what_a_witness_missed_it_gets_later(
    served: Served, settings: Any, checkpoints: list[Signed]
) -> None:
    settings.WITNESSES = served.url
    served.status = 503
    [silent] = answers.ask_all()
    assert silent.trouble

    served.status = 0
    [answer] = answers.ask_all()
    answers.hand_over(answer)
    assert served.numbers == [1, 2, 3]


@pytest.mark.parametrize(
    "named",
    [
        "relative/folder",
        "http://witness.example.org/seals",
        "http://192.0.2.7/seals",
        "ftp://localhost/seals",
        "https://",
        "command",
    ],
)
def test_a_witness_that_cannot_be_is_refused(settings: Any, named: str) -> None:
    settings.WITNESSES = f"/srv/witness, {named}"
    with pytest.raises(ImproperlyConfigured, match="THROUGHCARE_WITNESSES"):
        witnesses.configured()


def test_witnesses_stand_with_commas_between(settings: Any) -> None:
    settings.WITNESSES = (
        "/srv/witness, command:ssh seals@witness keep,https://witness.example.org/x,"
        " http://localhost:8123/x,http://[::1]/x,"
    )
    assert [one.name for one in witnesses.configured()] == [
        "/srv/witness",
        "command:ssh seals@witness keep",
        "https://witness.example.org/x",
        "http://localhost:8123/x",
        "http://[::1]/x",
    ]
