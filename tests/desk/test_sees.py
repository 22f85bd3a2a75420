"""What somebody on the team sees now: what the rule shows them, of what the reader sees."""

import pytest

from tests.factories import Region, actor, sees
from tests.pages import opened, signed_in
from throughcare.cases.actions import seats
from throughcare.desk.queries.sharing import seen_by
from throughcare.entries.models import Entry
from throughcare.sharing.categories import Category, Handling


@pytest.fixture
def entries(region: Region) -> list[Entry]:
    made = [
        region.write(
            region.ann, category, handling=handling, headline=f"{category.code} {handling}"
        )
        for category in (Category.CONTACT, Category.OFFENCE, Category.IDEOLOGY)
        for handling in Handling
    ]
    return [*made, region.write(region.bob, Category.CONTACT, handling=Handling.AGENCY)]


@pytest.mark.parametrize("who", ["ann", "bob", "dee", "eve"])
def test_it_is_what_they_see(region: Region, entries: list[Entry], who: str) -> None:
    post = getattr(region, who)
    found = {one.entry.pk: one.sees for one in seen_by(actor(region.ann), region.seat(post))}
    mine = [entry for entry in entries if sees(region.ann, entry)]
    assert found == {entry.pk: sees(post, entry) for entry in mine}


def test_the_page_says_why(region: Region, entries: list[Entry]) -> None:
    page = opened(signed_in(region.ann), f"/seats/{region.seat(region.eve).pk}/")
    assert "What Eve Stone sees now" in page.text
    assert "Is not cleared for every category of the entry at its handling." in page.text


def test_only_on_ones_own_cases_and_of_seats_now(region: Region) -> None:
    seat = region.seat(region.bob)
    assert signed_in(region.cy).get(f"/seats/{seat.pk}/").status_code == 404
    seats.end(actor(region.ann), seat, reason="Left")
    assert signed_in(region.ann).get(f"/seats/{seat.pk}/").status_code == 404
