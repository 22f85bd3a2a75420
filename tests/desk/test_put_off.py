"""What was put off to a day comes to the desk of whoever wrote it, and goes when it is settled."""

from datetime import timedelta
from typing import Any

from django.urls import reverse

from tests.factories import START, Region
from tests.pages import opened, signed_in
from throughcare.agencies.models import Post
from throughcare.cases.models import Case
from throughcare.entries.models import Entry, Kind
from throughcare.notes.models import Outreach, Step

DAY = timedelta(days=1)


def attempt(by: Post, region: Region, ago: int = 1, again: int | None = 0, **more: Any) -> Entry:
    """An attempt some days ago, to be repeated in some days."""
    on = (START + again * DAY).date() if again is not None else None
    told: dict[str, Any] = {"how": "phone", "result": "later", "headline": "No answer", **more}
    when = START - ago * DAY
    return region.write(
        by, model=Outreach, kind=Kind.OUTREACH, occurred_at=when, again_on=on, **told
    )


def action(by: Post, region: Region, ago: int, again: int | None = None, **more: Any) -> Entry:
    """How an action stands since some days."""
    on = (START + again * DAY).date() if again is not None else None
    told: dict[str, Any] = {"state": "deferred" if on else "done", "again_on": on, **more}
    told = {"action": Step.Action.EARLY, "headline": "In time", **told}
    when = START - ago * DAY
    return region.write(by, model=Step, kind=Kind.STEP, occurred_at=when, **told)


def agenda(post: Post) -> list[str]:
    page = opened(signed_in(post), reverse("desk"))
    rows = page.soup.select(".tc-agenda h3, .tc-agenda__title")
    return [row.get_text(strip=True) for row in rows]


def test_it_stands_on_the_writers_desk_under_its_day(region: Region) -> None:
    attempt(region.ann, region, again=0)
    action(region.ann, region, 3, again=-2)
    assert agenda(region.ann) == ["Late", "In time", "Today", "No answer"]
    assert agenda(region.bob) == []


def test_what_lies_further_than_a_week_ahead_waits(region: Region) -> None:
    attempt(region.ann, region, again=9)
    assert agenda(region.ann) == []


def test_a_later_attempt_settles_it_whoever_made_it(region: Region) -> None:
    attempt(region.ann, region, ago=5, again=-1)
    attempt(region.bob, region, ago=1, again=None, headline="Reached", result="reached")
    assert agenda(region.ann) == []


def test_an_action_is_settled_by_what_was_said_of_it_since(region: Region) -> None:
    action(region.ann, region, 5, again=-1)
    action(region.ann, region, 2, action=Step.Action.DANGER)
    assert agenda(region.ann) == ["Late", "In time"]
    action(region.ann, region, 1)
    assert agenda(region.ann) == []


def test_a_closed_case_asks_for_nothing(region: Region) -> None:
    attempt(region.ann, region, again=-1)
    Case.objects.filter(pk=region.case.pk).update(closed_at=START)
    assert agenda(region.ann) == []
