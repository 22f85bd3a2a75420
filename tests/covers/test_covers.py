"""A colleague of the same agency and role holds chosen seats for some days, in one act."""

from datetime import timedelta

import pytest

from tests import factories
from tests.factories import START, Region, actor, join, open_case, post, sees, write
from tests.pages import opened as page_at
from tests.pages import signed_in
from throughcare.agencies.models import Post
from throughcare.agencies.roles import Role
from throughcare.cases.actions import cases
from throughcare.cases.models import Seat
from throughcare.covers import actions, policy, queries
from throughcare.kernel import clock
from throughcare.kernel.decision import Refused
from throughcare.notices.models import Notice
from throughcare.sharing.categories import Category, Handling
from throughcare.sharing.purposes import Purpose

DAY, INSTANT = timedelta(days=1), timedelta(microseconds=1)


@pytest.fixture
def una(region: Region) -> Post:
    """A colleague of Bob's, with his role and no seat."""
    return post("Una Falk", region.exit, Role.EXIT_WORKER)


def covered(region: Region, una: Post, **more: object) -> list[Seat]:
    """Bob's seat, for Una, from tomorrow for two days."""
    told = {"from_at": START + DAY, "until_at": START + 3 * DAY} | more
    by = told.pop("by", region.bob)
    return actions.cover(actor(by), [region.seat(region.bob)], una, **told)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("after", "is_seen"),
    [(DAY - INSTANT, False), (DAY, True), (3 * DAY - INSTANT, True), (3 * DAY, False)],
)
def test_a_cover_begins_and_ends_to_the_instant(
    region: Region, una: Post, after: timedelta, is_seen: bool
) -> None:
    entry = write(region.ann, region.case, Category.CONTACT)
    covered(region, una)
    with clock.at(START + after):
        assert sees(una, entry) == is_seen
        assert sees(region.bob, entry)


def test_it_shows_what_the_role_sees_there_and_no_lists(region: Region, una: Post) -> None:
    listed = write(
        region.ann,
        region.case,
        Category.CONTACT,
        handling=Handling.NAMED,
        named=[region.seat(region.bob)],
    )
    old = write(region.ann, region.case, Category.CONTACT, occurred_at=START - 400 * DAY)
    seat = region.seat(region.bob)
    seat.sees_from = START - 30 * DAY
    seat.save()
    (given,) = covered(region, una, note="While Bob is away")
    assert (given.role, given.purpose, given.tasks) == (
        seat.role,
        seat.purpose,
        "While Bob is away",
    )
    with clock.at(START + DAY):
        assert not sees(una, listed)
        assert not sees(una, old)


def test_the_cover_ends_with_the_seat(region: Region, una: Post) -> None:
    seat = region.seat(region.bob)
    seat.until_at = START + 2 * DAY
    seat.save()
    (given,) = covered(region, una)
    assert given.until_at == seat.until_at


def test_those_concerned_are_told(region: Region, una: Post) -> None:
    covered(region, una, by=region.fay)
    told = Notice.objects.filter(verb="cover.given").values_list("post__human__name", flat=True)
    assert set(told) == {"Una Falk", "Bob Fen", "Ann Ode"}


@pytest.mark.parametrize("who", ["ann", "dee", "eve", "cy"])
def test_others_do_not_give_it(region: Region, una: Post, who: str) -> None:
    with pytest.raises(Refused, match="Only the person on the seat"):
        covered(region, una, by=getattr(region, who))
    assert not Seat.objects.filter(post=una).exists()


def test_only_another_human_of_the_same_agency_and_role(region: Region, una: Post) -> None:
    mentor = post("Tom Rask", region.exit, Role.MENTOR)
    again = post(region.bob.human, region.exit, Role.EXIT_WORKER)
    for who, why in (
        (region.ann, "same agency"),
        (again, "same agency"),
        (mentor, "would see other things"),
    ):
        assert (
            why in policy.may_cover(actor(region.bob), region.seat(region.bob), who, START).reason
        )
    join(region.case, una, purpose=Purpose.EXIT)
    may = policy.may_cover(actor(region.bob), region.seat(region.bob), una, START)
    assert "has a seat on case" in may.reason


def test_one_that_cannot_be_given_gives_none(region: Region, una: Post) -> None:
    other = open_case(region.bob, region.agreement, purpose=Purpose.EXIT)
    join(other, una, purpose=Purpose.EXIT)
    seats = [region.seat(region.bob), Seat.objects.get(case=other, post=region.bob)]
    with pytest.raises(Refused):
        actions.cover(actor(region.bob), seats, una, from_at=START, until_at=START + DAY)
    assert not Seat.objects.filter(case=region.case, post=una).exists()


def test_not_of_the_police_not_of_closed_cases(region: Region) -> None:
    assert not queries.seats(actor(region.eve))
    assert [seat.post for seat in queries.seats(actor(region.fay))] == [region.bob]
    cases.close(actor(region.ann), region.case, reason="Done")
    assert not queries.seats(actor(region.bob))


def test_not_once_the_agreement_winds_down(region: Region, una: Post) -> None:
    late = factories.AGREED_UNTIL + DAY
    with pytest.raises(Refused, match="no seat opens"):
        covered(region, una, from_at=late, until_at=late + DAY)


def test_the_page_says_what_cannot_be(region: Region, una: Post) -> None:
    client = signed_in(region.bob)
    url, seat = "/cover/", str(region.seat(region.bob).pk)
    told = {"seats": [seat], "colleague": str(una.pk), "from_on": "2030-01-09"}
    page = page_at(client, url)
    assert "Una Falk" in page.text
    assert f"{region.case.reference} · Idris Vale · Bob Fen" in page.text
    duty = page_at(signed_in(region.fay), url).text
    assert "Idris Vale" not in duty
    answer = client.post(url, told | {"until_on": "2030-01-08"})
    assert "Choose the first day, or one after it." in answer.content.decode()
    answer = client.post(url, told | {"from_on": "2029-01-08", "until_on": "2030-01-10"})
    assert "Choose today or a day to come." in answer.content.decode()
    answer = client.post(url, told | {"until_on": "2030-01-10", "key": "one"})
    assert answer.status_code == 302
    given = Seat.objects.get(post=una)
    assert clock.local(given.from_at).date().isoformat() == "2030-01-09"
    assert clock.local(given.until_at).date().isoformat() == "2030-01-11"
