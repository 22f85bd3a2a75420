"""The generated reference is as the program would write it now."""

import subprocess
import sys

from tests.docs.pages import ROOT


def test_the_reference_is_not_stale() -> None:
    command = [sys.executable, "tools/docs.py", "--check"]
    asked = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert asked.returncode == 0, asked.stderr
