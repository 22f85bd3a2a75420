"""An agency's posts on pages: given, ended and named by its duty post, and by nobody else."""

from datetime import timedelta

import pytest

from tests import factories
from tests.factories import START, Region, actor
from tests.pages import opened, signed_in
from throughcare.agencies.models import Agency, Human, Post
from throughcare.cases.models import Seat
from throughcare.kernel import clock
from throughcare.kernel.clock import FOREVER
from throughcare.staff import queries


@pytest.fixture
def lea(region: Region) -> Human:
    """Enrolled, and without a post."""
    return factories.human("Lea Nor")


def give(region: Region, **told: str) -> tuple[int, str]:
    fields = {"email": "lea@example.org", "role": "mentor", "from_on": "2030-01-07"}
    answer = signed_in(region.fay).post("/agency/posts/new/", fields | told)
    return answer.status_code, answer.content.decode()


def test_a_post_is_given_from_its_first_day_to_its_last(region: Region, lea: Human) -> None:
    told = {"from_on": "2030-03-31", "until_on": "2030-04-02", "title": "Night mentor"}
    assert give(region, **told)[0] == 302
    post = Post.objects.get(human=lea)
    assert (post.agency, post.role, post.title) == (region.exit, "mentor", "Night mentor")
    # In the night to 31 March clocks change: it is still midnight here.
    assert clock.local(post.from_at).isoformat() == "2030-03-31T00:00:00+01:00"
    assert clock.local(post.until_at).isoformat() == "2030-04-03T00:00:00+02:00"
    with clock.at(post.from_at - timedelta(microseconds=1)):
        assert post in queries.staff(actor(region.fay)).coming
    with clock.at(post.from_at):
        assert post in queries.staff(actor(region.fay)).held


def test_from_today_it_begins_at_once_and_has_no_end(region: Region, lea: Human) -> None:
    give(region)
    post = Post.objects.get(human=lea)
    assert (post.from_at, post.until_at) == (START, FOREVER)


@pytest.mark.parametrize(
    ("told", "says"),
    [
        ({"email": "who@example.org"}, "Nobody is enrolled with this address."),
        ({"from_on": "2030-01-06"}, "Choose today or a day to come."),
        ({"until_on": "2030-01-06"}, "Choose the first day, or one after it."),
        ({"role": "king"}, "cannot be chosen"),
    ],
)
def test_what_cannot_be_is_said(
    region: Region, lea: Human, told: dict[str, str], says: str
) -> None:
    status, page = give(region, **told)
    assert status == 200
    assert says in page
    assert not Post.objects.filter(human=lea).exists()


def test_a_post_ends_with_its_seats_and_its_cases_pass(region: Region) -> None:
    address = f"/agency/posts/{region.ann.pk}/end/"
    assert signed_in(region.dee).post(address, {}).status_code == 200  # it must be said
    answer = signed_in(region.dee).post(address, {"when": "now"})
    assert answer.status_code == 302
    assert factories.responsible(region.case) == region.dee
    assert not Seat.objects.get(case=region.case, post=region.ann).is_in_force(START)


def test_a_post_ends_on_a_later_day(region: Region) -> None:
    signed_in(region.dee).post(
        f"/agency/posts/{region.ann.pk}/end/", {"when": "later", "last_on": "2030-01-31"}
    )
    post = Post.objects.get(pk=region.ann.pk)
    assert clock.local(post.until_at).isoformat() == "2030-02-01T00:00:00+01:00"
    with clock.at(post.until_at - timedelta(microseconds=1)):
        assert factories.responsible(region.case) == region.ann
    with clock.at(post.until_at):
        assert factories.responsible(region.case) == region.dee


def test_another_duty_post_takes_over_the_duty(region: Region) -> None:
    answer = signed_in(region.dee).post(f"/agency/posts/{region.ann.pk}/duty/")
    assert answer.status_code == 302
    assert Agency.objects.get(pk=region.probation.pk).duty_post == region.ann
    assert signed_in(region.dee).get("/agency/posts/new/").status_code == 403
    assert signed_in(region.ann).get("/agency/posts/new/").status_code == 200


@pytest.mark.parametrize("who", ["ann", "bob", "eve", "cy"])
def test_nobody_else_gives_or_ends(region: Region, lea: Human, who: str) -> None:
    client = signed_in(getattr(region, who))
    assert client.get("/agency/posts/new/").status_code == 403
    own = region.ann if who == "ann" else getattr(region, who)
    assert client.get(f"/agency/posts/{own.pk}/end/").status_code == 403
    assert client.post(f"/agency/posts/{own.pk}/duty/").status_code == 403
    other = region.bob if who != "bob" else region.ann
    assert client.get(f"/agency/posts/{other.pk}/end/").status_code == 404


def test_everybody_sees_who_works_there(region: Region) -> None:
    page = opened(signed_in(region.ann), "/agency/")
    assert "Dee Marsh" in page.text
    assert "Duty post" in page.text
    assert "Bob Fen" not in page.text
    assert "Give a post" not in page.text
