"""What the how-to pages tell people to run does run."""

import re
from typing import Any

import pytest

from tests.docs.pages import ROOT, text
from throughcare.agencies.acting import act_as
from throughcare.agencies.models import Post
from throughcare.audit.models import Event
from throughcare.cases.actions import cases
from throughcare.kernel.decision import Refused
from throughcare.sharing.models import Agreement

FENCED = re.compile(r"^```python\n(.*?)^```", re.MULTILINE | re.DOTALL)


def blocks(name: str) -> list[str]:
    """The Python of a how-to page."""
    return FENCED.findall(text(ROOT / "docs" / "how-to" / name))


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
