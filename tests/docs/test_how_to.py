"""What the how-to pages tell people to run does run."""

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.docs.pages import ROOT, text
from throughcare.agencies.acting import act_as
from throughcare.agencies.models import Post
from throughcare.audit.models import Event
from throughcare.cases.actions import cases
from throughcare.kernel.decision import Refused
from throughcare.programmes import texts
from throughcare.sharing.models import Agreement

SIGNING = {
    "maren": ("maren@example.org", "a long first password"),
    "jule": ("jule@example.org", "another long password"),
}
FENCED = r"^```{}\n(.*?)^```"


def blocks(name: str, language: str = "python") -> list[str]:
    """The Python, or the shell's commands, of a how-to page."""
    fenced = re.compile(FENCED.format(language), re.MULTILINE | re.DOTALL)
    return fenced.findall(text(ROOT / "docs" / "how-to" / name))


def run(source: str) -> None:
    """Run it as the program's shell does."""
    exec(compile(source, "how-to", "exec"), {})


@pytest.mark.django_db
def test_agencies_and_posts_are_set_up_as_told() -> None:
    set_up, end = blocks("agencies-and-posts.md")
    run(set_up)
    officer = Post.objects.get(human__name="Maren Ost")
    agreement = Agreement.objects.get()
    case = cases.open(act_as(officer), display_name="Idris Vale", agreement=agreement)
    assert case.lead_agency.name == "Probation North"
    with pytest.raises(Refused, match="Name another duty post first"):
        run(end)


@pytest.mark.django_db
def test_the_trail_is_read_as_told(capsys: Any) -> None:
    [set_up, _] = blocks("agencies-and-posts.md")
    run(set_up)
    actor = act_as(Post.objects.get(human__name="Maren Ost"))
    cases.open(actor, display_name="Idris Vale", reference="4K7P-22")
    [read] = blocks("trail.md")
    run(read)
    assert "opened the case" in capsys.readouterr().out
    assert Event.objects.exists()


def test_a_programme_is_written_as_told() -> None:
    model, doubtful = blocks("write-a-programme.md", "yaml")
    assert not texts.check(model.encode()).faults
    assert not texts.check(f"{model}{doubtful}".encode()).faults


@pytest.fixture
def shell(tmp_path: Path) -> Any:
    """Runs commands on an installation of their own, as if its paths were the machine's."""
    for folder in ("data", "etc", "witness"):
        (tmp_path / folder).mkdir()
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    environment = {**os.environ, "PATH": path, "THROUGHCARE_DATA": str(tmp_path / "data")}
    for login in ("DATABASE_URL", "DATABASE_OWNER_URL"):
        environment.pop(login, None)

    def run(commands: str, typed: str = "", **variables: str) -> str:
        here = commands.replace("/etc/throughcare-seal", str(tmp_path / "etc"))
        ended = subprocess.run(
            ["sh", "-eu", "-c", here.replace("/srv/witness", str(tmp_path / "witness"))],
            cwd=tmp_path,
            env={**environment, **variables},
            input=typed,
            capture_output=True,
            text=True,
            check=False,
        )
        assert ended.returncode == 0, ended.stderr
        return ended.stdout

    return run


def test_the_trail_is_sealed_verified_proven_and_accepted_as_told(
    shell: Any, tmp_path: Path
) -> None:
    [set_up, _] = blocks("agencies-and-posts.md")
    sources = [set_up, *blocks("trail.md")]
    for name, source in zip(("set-up.py", "reading.py"), sources, strict=True):
        (tmp_path / name).write_text(source)
    told = blocks("trail.md", "sh")
    [script] = [one for one in told if one.startswith("#!")]
    [accept] = [one for one in told if "accept-loss" in one]
    shell("throughcare migrate; throughcare manage shell < set-up.py")

    said = shell("".join(one for one in told if one not in (script, accept)))

    assert said.count("The trail is whole.") == 1
    assert "Checkpoint 1 seals" in said
    assert "Proven: event 1 of the" in said
    witness = tmp_path / "keeps"
    witness.write_text(script)
    witness.chmod(0o755)
    named = {
        "THROUGHCARE_WITNESSES": f"command:{witness}",
        "THROUGHCARE_SEAL_KEY": str(tmp_path / "etc" / "key"),
        "WITNESS_FILE": str(tmp_path / "newest.json"),
    }
    backup = "throughcare backup-key key; throughcare backup --key-file key one.throughcare"
    shell(f"{backup}; throughcare audit seal", **named)
    shell("throughcare restore --key-file key one.throughcare --overwrite")
    signing = ("The disk failed.", *SIGNING["maren"], *SIGNING["jule"], "")

    said = shell(accept, typed="\n".join(signing), **named)

    assert "Maren Ost, Probation officer, Probation North proposes this." in said
    assert "has 1 checkpoints more" in said
    assert f"Witness command:{witness} knows checkpoint 4." in said
    assert "Checkpoint 4: " in said
    assert "accepted the loss" in said
    assert "The trail is whole." in said
