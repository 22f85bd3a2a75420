"""docs/how-to/deploy.md: its commands run, its units are units, its names are names."""

import os
import re
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tests.docs.pages import ROOT, text
from tests.operations.installations import OF_SERVER, Installation, installation

PAGE = text(ROOT / "docs" / "how-to" / "deploy.md")
BLOCK = re.compile(r"^ *```(\w+)( settings)?\n(.*?)^ *```", re.MULTILINE | re.DOTALL)
PROGRAM = "/opt/throughcare/program/.venv/bin"
MACHINE = ("sudo ",)  # changes a machine: checked by `sh -n` alone, and by the tests below
DOCTOR = "throughcare doctor"
UNIT = re.compile(r"`/etc/systemd/system/(throughcare[\w.-]*)`")


def blocks(kind: str) -> list[str]:
    return [body for named, settings, body in BLOCK.findall(PAGE) if named == kind and not settings]


def settings() -> str:
    [body] = [body for _, is_settings, body in BLOCK.findall(PAGE) if is_settings]
    return body


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def script(home: Path, port: int) -> str:
    """What does not change a machine, in the page's order; the server runs while it is asked."""
    lines = [line.strip() for body in blocks("sh") for line in body.splitlines()]
    mine = [line for line in lines if line and not line.startswith(MACHINE)]
    first_asked = next(n for n, line in enumerate(mine) if line.startswith("curl"))
    last_asked = max(n for n, line in enumerate(mine) if line.startswith("curl"))
    wait = "until curl -sf -o /dev/null -H 'Host: cases.example.org' {}; do sleep 0.2; done"
    mine.insert(last_asked + 1, "kill $server; wait $server || true")
    mine.insert(first_asked, wait.format("http://localhost:8000/health/live"))
    mine.insert(first_asked, f"PORT={port} throughcare run & server=$!")
    # Sealing needs users of its own: docs/how-to/trail.md and its tests set it up.
    mine = [f"{line} >>$doctor || true" if line == DOCTOR else line for line in mine]
    made = "\n".join(["set -eux", *mine])
    made = made.replace("localhost:8000", f"127.0.0.1:{port}").replace(PROGRAM, _programs())
    return re.sub(r"/(?:etc|var/lib|var/backups)/throughcare", lambda m: f"{home}{m[0]}", made)


def _programs() -> str:
    return str(Path(sys.executable).parent)


@pytest.mark.skipif(bool(OF_SERVER), reason="one machine, on SQLite")
@pytest.mark.skipif(not shutil.which("curl"), reason="the page asks with curl")
def test_every_command_for_one_machine_runs_in_the_pages_order(tmp_path: Path) -> None:
    for folder in ("etc/throughcare", "var/lib/throughcare", "var/backups/throughcare"):
        (tmp_path / folder).mkdir(parents=True, mode=0o700)
    stated = re.sub(r"=(/(?:etc|var/lib)/throughcare)", rf"={tmp_path}\1", settings())
    (tmp_path / "etc/throughcare/environment").write_text(stated)
    script_file = tmp_path / "page.sh"
    script_file.write_text(script(tmp_path, free_port()))
    kept = {name: value for name, value in os.environ.items() if not name.startswith("THROUGH")}
    kept.pop("DJANGO_SETTINGS_MODULE", None)
    kept["doctor"] = str(tmp_path / "doctor")
    ran = subprocess.run(
        ["sh", script_file], env=kept, capture_output=True, text=True, check=False, timeout=400
    )
    assert ran.returncode == 0, ran.stdout[-2000:] + ran.stderr[-3000:]
    complaints = re.findall(r"✗ (\w+)", (tmp_path / "doctor").read_text())
    assert set(complaints) <= {"Sealing", "Witnesses"}
    assert "alive\n" in ran.stdout
    assert "ready\n" in ran.stdout
    assert "throughcare_database_up 1.0" in ran.stdout
    assert "is kept:" in ran.stdout
    assert "The trail is whole." in ran.stdout


@pytest.mark.skipif(not OF_SERVER, reason="several machines, on PostgreSQL")
def test_two_machines_with_one_database_and_folder_back_up_tick_and_restore(tmp_path: Path) -> None:
    with installation(tmp_path / "shared") as one:
        another = Installation(one.home, one.url)
        one.run("migrate")
        one.run("backup-key", tmp_path / "key")
        ticks = [each.started("-m", "throughcare", "tick") for each in (one, another)]
        assert [tick.communicate()[1] for tick in ticks] == ["", ""]
        assert [tick.returncode for tick in ticks] == [0, 0]
        another.run("backup", tmp_path / "b", "--verify", "--key-file", tmp_path / "key")
        one.run("restore", tmp_path / "b", "--overwrite", "--key-file", tmp_path / "key")


def test_every_block_is_sound_shell() -> None:
    for body in blocks("sh"):
        plain = re.sub(r"<[a-z ]+>", "PLACE", body)
        checked = subprocess.run(["sh", "-n"], input=plain, text=True, check=False)
        assert checked.returncode == 0, body


def test_every_word_of_the_command_is_one_of_its_words() -> None:
    from throughcare import cli

    told = re.findall(r"(?:^|bin/| `)throughcare ((?:[\w<-]|\.?/)[^\n`;']*)", PAGE, re.MULTILINE)
    assert len(told) > 15
    for words in told:
        plain = words.replace("FILE", "file").split()
        cli._grammar().parse_args(plain)  # ends the test when it is none


def units() -> dict[str, str]:
    """Each unit by its name: names stand before the blocks, in their order."""
    found = {}
    waiting: list[str] = []
    for part in re.split(r"(^```ini\n.*?^```)", PAGE, flags=re.MULTILINE | re.DOTALL):
        if part.startswith("```ini"):
            found[waiting.pop(0)] = part.removeprefix("```ini\n").removesuffix("```")
        else:
            waiting += UNIT.findall(part)
    assert not waiting
    return found


def test_the_units_that_are_enabled_are_on_the_page() -> None:
    enabled = set(re.findall(r"throughcare[\w-]*\.(?:service|timer)", PAGE))
    assert enabled == units().keys()


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="no systemd here")
def test_systemd_takes_the_units(tmp_path: Path) -> None:
    for name, body in units().items():
        mine = body.replace(PROGRAM, _programs()).replace("User=throughcare", "User=daemon")
        (tmp_path / name).write_text(mine)
    places = [tmp_path / name for name in units()]
    checked = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", *places],
        capture_output=True, text=True, check=False,
        env={**os.environ, "SYSTEMD_UNIT_PATH": f"{tmp_path}:/usr/lib/systemd/system"},
    )  # fmt: skip
    said = [line for line in checked.stderr.splitlines() if str(tmp_path) in line]
    assert not said, "\n".join(said)
    assert not [name for name in units() if f"{name}:" in checked.stderr], checked.stderr


def test_the_proxy_hides_what_is_for_monitors_and_says_how_people_came() -> None:
    [proxy] = blocks("nginx")
    assert "return 404" in proxy
    assert "X-Forwarded-Proto $scheme" in proxy
    assert proxy.count("{") == proxy.count("}")
