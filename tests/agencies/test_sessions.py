"""Coming in, choosing a post, and going: a session's power is that of the post, at each moment."""

from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from tests import factories
from tests.factories import START, Region
from tests.pages import Page, opened, signed_in
from throughcare.agencies.acting import SESSION_KEY
from throughcare.agencies.models import Post, Session
from throughcare.agencies.roles import Role
from throughcare.audit.models import Event, Kind
from throughcare.cases.actions import posts
from throughcare.kernel import clock

PASSWORD = "a long password of hers"


@pytest.fixture(autouse=True)
def _no_guesses_yet() -> None:
    cache.clear()


@pytest.fixture
def kim(region: Region) -> tuple[Post, Post]:
    """Somebody with a post in the exit organisation and one with the police."""
    first = factories.post("Kim Sol", region.exit, Role.EXIT_WORKER)
    return first, factories.post(first.human, region.police, Role.POLICE_CONTACT)


def come_in(post: Post, password: str = PASSWORD) -> tuple[Client, Page]:
    post.human.set_password(PASSWORD)
    post.human.save()
    client = Client()
    form = {"login": post.human.email, "password": password}
    return client, Page(client.post(reverse("account_login"), form))


def test_one_comes_in_with_address_and_password(region: Region) -> None:
    client, answer = come_in(region.ann)
    assert answer.response.headers["Location"] == "/"
    assert "Ann Ode" in client.get("/").content.decode()
    event = Event.objects.filter(kind=Kind.SIGN_IN).get()
    assert (event.verb, event.human_id) == ("sign-in.succeeded", region.ann.human_id)


def test_a_wrong_password_and_an_unknown_address_answer_alike(region: Region) -> None:
    _, wrong = come_in(region.ann, "not her password")
    form = {"login": "nobody@example.org", "password": "not her password"}
    unknown = Page(Client().post(reverse("account_login"), form))
    assert wrong.status == unknown.status == 200
    assert wrong.summary == unknown.summary
    assert Event.objects.filter(verb="sign-in.failed").count() == 2
    assert "nobody@example.org" not in repr(list(Event.objects.values()))


def test_guessing_ends_after_twenty_tries(region: Region) -> None:
    region.ann.human.set_password(PASSWORD)
    region.ann.human.save()
    client = Client()
    form = {"login": region.ann.human.email, "password": "a guess"}
    for _ in range(20):
        client.post(reverse("account_login"), form)
    right = client.post(reverse("account_login"), form | {"password": PASSWORD})
    assert right.status_code in {200, 429}
    assert SESSION_KEY not in client.session
    assert client.get("/").status_code == 302


def test_nobody_signs_up(region: Region) -> None:
    for path in ("/account/signup/", "/accounts/signup/", "/account/password/reset/"):
        assert Client().get(path).status_code == 404


def test_going_ends_the_session(region: Region) -> None:
    client, _ = come_in(region.ann)
    assert client.get(reverse("account_logout")).status_code == 200  # asks first
    client.post(reverse("account_logout"))
    assert client.get("/").status_code == 302
    assert Event.objects.filter(verb="sign-in.signed-out").exists()


def test_somebody_with_two_posts_chooses_first(region: Region, kim: tuple[Post, Post]) -> None:
    client, _ = come_in(kim[0])
    assert client.get("/").headers["Location"] == reverse("posts")
    page = opened(client, reverse("posts"))
    assert "New Shore" in page.text
    assert "Police North" in page.text
    client.post(reverse("post-choose"), {"post": str(kim[1].pk)})
    assert "Police North" in client.get("/").content.decode()
    assert Event.objects.latest("pk").post_id == kim[1].pk


def test_somebody_with_two_posts_can_switch(region: Region, kim: tuple[Post, Post]) -> None:
    client = signed_in(kim[0])
    client.post(reverse("post-choose"), {"post": str(kim[1].pk)})
    assert "Police North" in client.get("/").content.decode()
    assert Event.objects.filter(verb="sign-in.post-switched").count() == 1


@pytest.mark.parametrize("value", ["", "somebody", "\x00", "0" * 40])
def test_a_post_that_is_none_cannot_be_chosen(region: Region, value: str) -> None:
    client = signed_in(region.ann)
    assert client.post(reverse("post-choose"), {"post": value}).status_code == 404
    assert client.session[SESSION_KEY] == str(region.ann.pk)


def test_a_foreign_post_cannot_be_chosen(region: Region) -> None:
    client = signed_in(region.cy)
    answer = client.post(reverse("post-choose"), {"post": str(region.ann.pk)})
    assert answer.status_code == 404
    assert client.get(reverse("case", args=[region.case.pk])).status_code == 404
    assert Event.objects.filter(kind=Kind.REFUSAL).count() == 2


def test_an_ended_post_cannot_be_chosen(region: Region, kim: tuple[Post, Post]) -> None:
    client = signed_in(kim[0])
    posts.end(factories.actor(region.gil), kim[1])
    assert client.post(reverse("post-choose"), {"post": str(kim[1].pk)}).status_code == 404


def test_a_foreign_post_in_the_session_gives_nothing(region: Region) -> None:
    client = signed_in(region.cy)
    session = client.session
    session[SESSION_KEY] = str(region.ann.pk)
    session.save()
    assert client.get("/").headers["Location"] == reverse("posts")
    assert client.get(reverse("case", args=[region.case.pk])).status_code in {302, 404}
    assert not Event.objects.filter(post_id=region.ann.pk, kind=Kind.LOOK).exists()


def test_the_end_of_a_post_ends_its_power_at_once(region: Region) -> None:
    client = signed_in(region.bob)
    case = reverse("case", args=[region.case.pk])
    assert client.get(case).status_code == 200
    posts.end(factories.actor(region.fay), region.bob)
    assert client.get(case).headers["Location"] == reverse("posts")
    assert "You hold no post now" in opened(client, reverse("posts")).text
    assert client.post(reverse("case-open"), {"display_name": "X"}).status_code in {200, 403}


def test_a_post_ends_at_its_moment(region: Region) -> None:
    client = signed_in(region.bob)
    case = reverse("case", args=[region.case.pk])
    end = START + timedelta(hours=1)
    posts.end(factories.actor(region.fay), region.bob, at=end)
    with clock.at(end - timedelta(microseconds=1)):
        assert client.get(case).status_code == 200
    with clock.at(end):
        assert client.get(case).status_code == 302


def test_an_idle_session_ends(region: Region) -> None:
    assert settings.SESSION_COOKIE_AGE == 30 * 60
    client = signed_in(region.ann)
    Session.objects.update(expire_date=factories.BEFORE.replace(year=2020))
    assert client.get("/").headers["Location"].startswith(reverse("welcome"))


def test_each_request_gives_the_session_its_time_again(region: Region) -> None:
    client = signed_in(region.ann)
    Session.objects.update(expire_date=Session.objects.get().expire_date - timedelta(minutes=29))
    before = Session.objects.get().expire_date
    client.get("/")
    assert Session.objects.get().expire_date > before + timedelta(minutes=28)


def test_the_session_ends_with_the_browser(region: Region) -> None:
    client, _ = come_in(region.ann)
    cookie: Any = client.cookies[settings.SESSION_COOKIE_NAME]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"


def test_one_post_alone_needs_no_choice(region: Region) -> None:
    client = Client()
    client.force_login(region.ann.human, backend=settings.AUTHENTICATION_BACKENDS[0])
    assert client.get("/").status_code == 200
    assert client.get(reverse("posts")).headers["Location"] == "/"


def test_only_who_holds_several_posts_is_offered_another_one(region: Region) -> None:
    client, _ = come_in(region.ann)
    menu = Page(client.get("/")).soup.select_one(".tc-acts")
    assert "Your sign-in" in menu.get_text()
    assert "Choose another post" not in menu.get_text()


def test_a_password_is_changed_with_the_old_one(region: Region) -> None:
    client, _ = come_in(region.ann)
    url = reverse("account_change_password")
    new = {
        "oldpassword": PASSWORD,
        "password1": "another long one",
        "password2": "another long one",
    }
    assert client.post(url, new | {"oldpassword": "not it"}).status_code == 200
    assert client.post(url, new).status_code == 302
    region.ann.human.refresh_from_db()
    assert region.ann.human.check_password("another long one")


@pytest.mark.parametrize("weak", ["short", "password1234", "ann@example.org1"])
def test_a_weak_password_is_refused(region: Region, weak: str) -> None:
    client, _ = come_in(region.ann)
    new = {"oldpassword": PASSWORD, "password1": weak, "password2": weak}
    page = Page(client.post(reverse("account_change_password"), new))
    assert page.status == 200
    assert page.errors
