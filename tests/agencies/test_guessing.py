"""Guessing at passwords: 20 an hour and account, the same for accounts that are not there."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from tests.factories import START, Region
from tests.pages import Page
from throughcare.agencies import guessing
from throughcare.agencies.models import Guesses, Post
from throughcare.audit.models import Event
from throughcare.kernel import clock

PASSWORD = "a long password of hers"
# The cheapest hash, since what is under test is how often it is asked.
FAST = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(autouse=True)
def _quick(settings: Any) -> None:
    settings.PASSWORD_HASHERS = FAST
    cache.clear()


@pytest.fixture
def ann(region: Region) -> Post:
    region.ann.human.set_password(PASSWORD)
    region.ann.human.save()
    return region.ann


def attempt(client: Client, email: str, password: str) -> Page:
    cache.clear()  # as another process has it
    return Page(client.post(reverse("account_login"), {"login": email, "password": password}))


def comes_in(client: Client, post: Post, password: str = PASSWORD) -> bool:
    return attempt(client, post.human.email, password).status == 302


def used_up(email: str, by: Client) -> list[str]:
    """What twenty wrong guesses are told."""
    return [attempt(by, email, f"guess {number}").summary for number in range(20)]


def test_a_stranger_has_fifteen_guesses_in_all_browsers_together(ann: Post) -> None:
    for number in range(15):
        assert not comes_in(Client(), ann, f"guess {number}")
    assert not comes_in(Client(), ann)
    assert "Too many attempts" in attempt(Client(), ann.human.email, PASSWORD).summary


def test_the_answers_do_not_tell_whether_the_account_is_there(ann: Post) -> None:
    assert used_up(ann.human.email, Client()) == used_up("nobody@example.org", Client())


def test_an_outsider_does_not_lock_the_owner_out(ann: Post) -> None:
    own = Client()
    assert comes_in(own, ann)
    own.post(reverse("account_logout"))
    used_up(ann.human.email, Client())
    assert not comes_in(Client(), ann)
    assert comes_in(own, ann)


def test_all_browsers_together_have_twenty_guesses(ann: Post) -> None:
    own = Client()
    assert comes_in(own, ann)
    own.post(reverse("account_logout"))
    used_up(ann.human.email, Client())
    used_up(ann.human.email, own)
    failed = Event.objects.filter(verb="sign-in.failed").count()
    assert failed == 20
    assert not comes_in(own, ann)


def test_a_guess_counts_for_an_hour_from_its_moment(ann: Post) -> None:
    for minutes in range(15):
        with clock.at(START + timedelta(minutes=minutes)):
            comes_in(Client(), ann, "a guess")
    with clock.at(START + timedelta(minutes=59)):
        assert not comes_in(Client(), ann)
    with clock.at(START + timedelta(minutes=60)):
        assert not comes_in(Client(), ann, "one is free again")
        assert not comes_in(Client(), ann)
    with clock.at(START + timedelta(minutes=61)):
        assert comes_in(Client(), ann)


def test_signing_in_gives_back_no_guess_but_its_own(ann: Post) -> None:
    for number in range(14):
        comes_in(Client(), ann, f"guess {number}")
        assert comes_in(Client(), ann)
    assert not comes_in(Client(), ann, "the fifteenth")
    assert not comes_in(Client(), ann)


def test_a_known_browser_of_one_is_no_known_browser_of_another(ann: Post, region: Region) -> None:
    region.bob.human.set_password(PASSWORD)
    region.bob.human.save()
    shared = Client()
    assert comes_in(shared, region.bob)
    shared.post(reverse("account_logout"))
    used_up(ann.human.email, Client())
    assert not comes_in(shared, ann)


def test_a_new_password_makes_all_browsers_strangers(ann: Post) -> None:
    thief = Client()
    assert comes_in(thief, ann)
    thief.post(reverse("account_logout"))
    ann.human.set_password("another long password")
    ann.human.save()
    used_up(ann.human.email, Client())
    assert not comes_in(thief, ann, "another long password")


def test_what_the_browser_keeps_cannot_be_made_up(ann: Post) -> None:
    forger = Client()
    forger.cookies[guessing.COOKIE] = "made:up"
    used_up(ann.human.email, forger)
    assert not comes_in(forger, ann)


def test_the_typed_address_is_kept_as_a_hash_for_an_hour(ann: Post) -> None:
    attempt(Client(), "Somebody@Example.org", "a guess")
    [row] = Guesses.objects.all()
    assert "somebody" not in repr(vars(row)).lower()
    with clock.at(START + timedelta(minutes=61)):
        attempt(Client(), "other@example.org", "a guess")
    assert not Guesses.objects.filter(pk=row.pk).exists()


def test_showing_again_who_one_is_counts_as_well(ann: Post) -> None:
    client = Client()
    assert comes_in(client, ann)
    for number in range(5):
        cache.clear()
        client.post(reverse("account_reauthenticate"), {"password": f"guess {number}"})
    page = Page(client.post(reverse("account_reauthenticate"), {"password": PASSWORD}))
    assert page.status == 200
    assert "Too many attempts" in page.text
