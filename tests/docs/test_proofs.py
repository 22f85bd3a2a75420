"""Every proof stands on its page, with commands that its program understands."""

import re
import shlex

import pytest

from proofs.__main__ import FOLDERS, understood
from tests.docs.pages import ROOT, text

PAGE = text(ROOT / "docs" / "how-to" / "proofs.md")
COMMANDS = re.findall(r"^bin/prove (.+)$", PAGE, re.MULTILINE)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_understood(command: str) -> None:
    words = shlex.split(command, comments=True)
    assert understood(words).proof == words[0]


def test_every_proof_has_its_command_and_its_paragraph() -> None:
    told = {shlex.split(command, comments=True)[0] for command in COMMANDS}
    assert told == set(FOLDERS)
    assert set(re.findall(r"^- \*\*(\w+)\.\*\*", PAGE, re.MULTILINE)) == told
