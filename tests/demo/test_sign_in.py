"""Choosing who to be: in a database that was made as a demo, and nowhere else."""

import uuid

import pytest
from django.test import Client
from django.urls import reverse

from throughcare.agencies.acting import SESSION_KEY
from throughcare.agencies.models import Human
from throughcare.audit.models import Event
from throughcare.audit.verbs import SignIn
from throughcare.demo import policy
from throughcare.demo.models import DemoMark
from throughcare.demo.queries import workers
from throughcare.demo.region import Region
from throughcare.kernel import clock
from throughcare.kernel.actor import system

PEOPLE = 1  # cases; who works in the region is there in any case
WELCOME = "/welcome/"
CHOOSE = "/welcome/choose/"


@pytest.fixture
def browser() -> Client:
    return Client(headers={"host": "localhost"})


def test_a_demo_shows_whom_one_may_be(region: Region, browser: Client) -> None:
    answer = browser.get(WELCOME)

    text = answer.content.decode()
    assert answer.status_code == 200
    assert [one.name for one in workers.choices(system(clock.now()))][:2] == [
        "Ann Merrow",
        "Bob Lindgaard",
    ]
    for one in workers.choices(system(clock.now())):
        assert one.name in text
        assert str(one.line) in text


def test_choosing_signs_in_with_that_post(region: Region, browser: Client) -> None:
    ida = region.posts["ida"]

    answer = browser.post(CHOOSE, {"post": str(ida.pk), "next": "/posts/"})

    assert answer.headers["Location"] == "/posts/"
    assert browser.session["_auth_user_id"] == str(ida.human_id)
    assert browser.session[SESSION_KEY] == str(ida.pk)
    last = Event.objects.order_by("pk").last()
    assert last is not None
    assert (last.verb, last.human_id) == (SignIn.SUCCEEDED, ida.human_id)


@pytest.mark.parametrize("address", ["//elsewhere.example/", "https://elsewhere.example/", ""])
def test_nobody_is_led_elsewhere(region: Region, browser: Client, address: str) -> None:
    answer = browser.post(CHOOSE, {"post": str(region.posts["ann"].pk), "next": address})

    assert answer.headers["Location"] == "/"


def test_a_page_leads_to_the_choice_and_back(region: Region, browser: Client) -> None:
    answer = browser.get(reverse("posts"))

    assert answer.headers["Location"] == "/welcome/?next=%2Fposts%2F"
    assert 'name="next" value="/posts/"' in browser.get(answer.headers["Location"]).content.decode()


@pytest.mark.parametrize("post", ["", "nobody", str(uuid.uuid4())])
def test_an_invented_post_is_not_there(region: Region, browser: Client, post: str) -> None:
    assert browser.post(CHOOSE, {"post": post}).status_code == 404


def test_a_post_that_has_ended_is_not_there(region: Region, browser: Client) -> None:
    assert browser.post(CHOOSE, {"post": str(region.posts["marit"].pk)}).status_code == 404


def test_choosing_is_no_link(region: Region, browser: Client) -> None:
    assert browser.get(CHOOSE).status_code == 405


@pytest.fixture
def unmarked(region: Region) -> Region:
    """The same people in a database that was not made as a demo."""
    DemoMark.objects.all().delete()
    return region


def test_another_databases_welcome_is_the_password_page(unmarked: Region, browser: Client) -> None:
    answer = browser.get(WELCOME, {"next": "/posts/"})

    assert answer.headers["Location"] == "/account/login/?next=%2Fposts%2F"


def test_another_database_signs_nobody_in(unmarked: Region, browser: Client) -> None:
    answer = browser.post(CHOOSE, {"post": str(unmarked.posts["ann"].pk)})

    assert answer.status_code == 404
    assert "_auth_user_id" not in browser.session
    assert not policy.is_demo()


def test_a_password_signs_in(db: None, browser: Client) -> None:
    Human.objects.create_user("ann@here.example", "four words not together", name="Ann")

    asked = browser.get("/account/login/", {"next": "/posts/"})
    answer = browser.post(
        "/account/login/",
        {"login": "ann@here.example", "password": "four words not together", "next": "/posts/"},
    )

    assert 'name="next" value="/posts/"' in asked.content.decode()
    assert answer.headers["Location"] == "/posts/"


def test_a_wrong_password_is_told_beside_the_form(db: None, browser: Client) -> None:
    answer = browser.post("/account/login/", {"login": "no@here.example", "password": "wrong"})

    assert answer.status_code == 200
    assert "Something is missing or not right" in answer.content.decode()


@pytest.mark.parametrize(
    "name",
    ["account_logout", "account_inactive", "account_change_password", "account_reauthenticate"],
)
def test_the_account_pages_answer(db: None, browser: Client, name: str) -> None:
    human = Human.objects.create_user("ann@here.example", "four words not together", name="Ann")
    browser.force_login(human)

    assert browser.get(reverse(name)).status_code == 200


def test_somebody_without_a_password_sets_one(region: Region, browser: Client) -> None:
    browser.post(CHOOSE, {"post": str(region.posts["ann"].pk)})

    answer = browser.get(reverse("account_change_password"), follow=True)

    assert answer.status_code == 200
    assert "Set a password" in answer.content.decode()
