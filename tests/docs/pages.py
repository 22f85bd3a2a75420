"""The written pages: which there are, their links, and what they name in backticks."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TOP = ("README.md", "CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md")
WRITTEN = sorted([*(ROOT / name for name in TOP), *(ROOT / "docs").rglob("*.md")])

_FENCE = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\]\(([^)\s]+)\)")
_CODE = re.compile(r"`([^`\n]+)`")


def place(path: Path) -> str:
    """The page's path in the repository: `docs/practice.md`."""
    return str(path.relative_to(ROOT))


def text(path: Path) -> str:
    """What stands on a page."""
    return path.read_text(encoding="utf-8")


def links(path: Path) -> list[str]:
    """Where a page's links lead."""
    return _LINK.findall(_FENCE.sub("", text(path)))


def codes(path: Path) -> list[str]:
    """What a page puts in backticks, outside of blocks."""
    return _CODE.findall(_FENCE.sub("", text(path)))
