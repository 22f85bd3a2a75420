"""Who the person is: everything but the name to show is an entry with readers of its own."""

import pytest

from tests.factories import Region
from tests.journeys.browser import Visitor, both_ways, every_way
from tests.journeys.conftest import Come


def add(visitor: Visitor, world: Region, kind: str, **fields: object) -> None:
    """Add something that is known of the person."""
    visitor.visit(f"/cases/{world.case.pk}/write/{kind}/")
    visitor.fill(**fields)
    visitor.press("Save")


@every_way
def test_what_is_known_stands_on_one_page(world: Region, come: Come) -> None:
    ann, bob = come(world.ann), come(world.bob)

    add(ann, world, "name", name="إدريس الوادي", use="spelling")
    add(ann, world, "birth", born_year=1998, born_month=5)
    add(ann, world, "language", code="ar", needs_interpreter=True)
    add(ann, world, "gender", headline="Man")
    add(ann, world, "need", headline="Reads slowly, likes paper")
    add(ann, world, "way", channel="phone", value="0047 555 01 99", when_safe="After six")

    bob.visit(f"/cases/{world.case.pk}/person/")
    for known in ("إدريس الوادي", "May 1998", "Arabic, with an interpreter", "Man"):
        assert bob.reads(known)
    bob.follow("Phone: 0047 555 01 99")
    assert bob.reads("After six")
    assert bob.page.locator(".tc-identity").get_by_text("May 1998").is_visible()


@both_ways
@pytest.mark.parametrize(
    ("date", "wrong"),
    [
        ({"born_day": 31, "born_month": 2, "born_year": 1998}, "not a day of the calendar"),
        ({"born_day": 3, "born_year": 1998}, "Write the month too"),
        ({"born_year": 2031}, "lies in the past"),
        ({"born_month": 13, "born_year": 1998}, "from 1 to 12"),
    ],
    ids=["no such day", "no month", "ahead", "no such month"],
)
def test_a_bad_date_of_birth_is_said_at_its_field(
    world: Region, come: Come, date: dict[str, int], wrong: str
) -> None:
    ann = come(world.ann)

    add(ann, world, "birth", **date)

    assert wrong in ann.errors
    assert ann.value("born_year") == str(date["born_year"])


@both_ways
def test_the_name_to_show_changes_for_everybody(world: Region, come: Come) -> None:
    ann, eve = come(world.ann), come(world.eve)
    ann.visit(f"/cases/{world.case.pk}/person/")
    ann.follow("Change the name to show")

    ann.fill(display_name="Idris al-Wadi", reason="As he writes it")
    ann.press("Save")

    eve.visit(f"/cases/{world.case.pk}/")
    assert eve.page.locator(".tc-identity").get_by_text("Idris al-Wadi").is_visible()
