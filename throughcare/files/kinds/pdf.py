"""PDF: bytes checked here, objects and text read by a child process with bounds on it."""

import json
import re
import subprocess
import sys
from pathlib import Path

from django.utils.translation import gettext as _

from throughcare.files.kinds import places, sniffing
from throughcare.files.kinds.archives import locked
from throughcare.files.refusals import Unacceptable

_READER = Path(__file__).with_name("pdf_reading.py")
_SECONDS = 45
_LOCKED = re.compile(rb"/Encrypt\b")
_ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
# A backstop for what no list of objects names; long words, so that chance does not write them.
_RUNNING = re.compile(rb"/(?:JavaScript|Launch|EmbeddedFiles?|RichMedia|FileAttachment)\b")


def read(content: bytes) -> str:
    """The text of a PDF: pages, notes, form fields, properties; or `Unacceptable`."""
    sniffing.expect(content, b"%PDF-", "pdf", "ai")
    sniffing.refuse_two_in_one(content)
    if not content.rstrip(b" \t\r\n\x00").endswith(b"%%EOF"):
        raise sniffing.mixed()
    found: dict[str, object] = {"locked": True} if _LOCKED.search(content) else _read_apart(content)
    if found.get("locked"):
        raise locked()
    unescaped = _ESCAPED.sub(lambda m: bytes([int(m[1], 16)]), content)
    if found.get("acts") or _RUNNING.search(content) or _RUNNING.search(unescaped):
        raise Unacceptable(
            _("The PDF holds a program or other files. Print it to a new PDF and send that.")
        )
    if "text" not in found:
        raise _unreadable()
    places.refuse_in(content)
    return str(found["text"])


def _read_apart(content: bytes) -> dict[str, object]:
    """A hostile PDF may take all time and memory it gets: it gets a process of its own."""
    try:
        reader = subprocess.run(  # noqa: S603 (our own file, no shell, no argument from outside)
            [sys.executable, "-I", str(_READER)],
            input=content,
            capture_output=True,
            timeout=_SECONDS,
            check=True,
            env={"PYTHONUTF8": "1"},
        )
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired):
        raise _unreadable() from None
    return dict(json.loads(reader.stdout))


def _unreadable() -> Unacceptable:
    return Unacceptable(
        _("The PDF is damaged or too large to check. Print it to a new PDF, in parts if need be.")
    )
