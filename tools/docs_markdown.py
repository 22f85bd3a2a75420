"""Pages and tables of the generated reference, in Markdown."""

from collections.abc import Iterable, Sequence

MARK = "<!-- Written by bin/docs from the program. Change the program, not this page. -->"


def page(title: str, intro: str, *lines: str) -> str:
    """A page of the reference."""
    return "\n".join([f"# {title}", "", MARK, "", intro, *lines]) + "\n"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """A Markdown table."""
    lines = [head, ["---"] * len(head), *rows]
    return ["| " + " | ".join(c.replace("|", "\\|") for c in line) + " |" for line in lines]
