"""The second step: set up, asked for, used once by all processes, recovered, removed."""

import time
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import hotp_value
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from tests.factories import Region
from tests.pages import Page, opened
from throughcare.agencies.models import Post, UsedCode
from throughcare.agencies.second import Adapter
from throughcare.audit.models import Event

PASSWORD = "a long password of hers"
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


def password(post: Post) -> Client:
    client = Client()
    client.post(reverse("account_login"), {"login": post.human.email, "password": PASSWORD})
    return client


def code_of(secret: str, ahead: int = 0) -> str:
    return f"{hotp_value(secret, int(time.time()) // 30 + ahead):06}"


@pytest.fixture
def secret(ann: Post) -> str:
    """Ann's app is set up."""
    client = password(ann)
    page = opened(client, reverse("mfa_activate_totp"))
    words = page.soup.select_one("main code").get_text()
    answer = client.post(reverse("mfa_activate_totp"), {"code": code_of(words)})
    assert answer.headers["Location"] == reverse("mfa_view_recovery_codes")
    return words


def give(client: Client, code: str) -> bool:
    """Whether a code lets somebody in, whatever another process has in its memory."""
    cache.clear()
    client.post(reverse("mfa_authenticate"), {"code": code})
    return client.get("/").status_code == 200


def codes(client: Client) -> list[str]:
    page = opened(client, reverse("mfa_view_recovery_codes"))
    return [code.get_text() for code in page.soup.select("main code")]


def test_a_wrong_code_sets_nothing_up(ann: Post) -> None:
    client = password(ann)
    opened(client, reverse("mfa_activate_totp"))
    page = Page(client.post(reverse("mfa_activate_totp"), {"code": "000000"}))
    assert page.errors
    assert not Authenticator.objects.exists()


def test_the_password_alone_does_not_let_in(ann: Post, secret: str) -> None:
    client = password(ann)
    assert client.get("/").status_code == 302
    assert give(client, code_of(secret))
    assert Event.objects.filter(verb="second-step.added", human_id=ann.human_id).count() == 2


def test_a_code_is_used_once_by_all_processes(ann: Post, secret: str) -> None:
    code = code_of(secret, ahead=1)
    assert give(password(ann), code)
    assert not give(password(ann), code)
    assert not give(password(ann), f"{code[:3]} {code[3:]}")
    assert Event.objects.filter(verb="second-step.failed").exists()
    assert code not in repr(list(UsedCode.objects.values()))


def test_an_old_code_does_not_let_in(ann: Post, secret: str) -> None:
    assert not give(password(ann), code_of(secret, ahead=-3))


def test_codes_are_guessed_ten_times_an_hour(ann: Post, secret: str) -> None:
    client = password(ann)
    assert not any(give(client, f"{number:06}") for number in range(10))
    assert not give(password(ann), code_of(secret, ahead=1))


def test_a_recovery_code_lets_in_once(ann: Post, secret: str) -> None:
    client = password(ann)
    assert give(client, code_of(secret, ahead=1))
    first, *rest = codes(client)
    assert len(rest) == 9
    assert give(password(ann), first)
    assert not give(password(ann), first)
    assert codes(client) == rest


def test_new_recovery_codes_end_the_old_ones(ann: Post, secret: str) -> None:
    client = password(ann)
    assert give(client, code_of(secret, ahead=1))
    old = codes(client)
    client.post(reverse("mfa_generate_recovery_codes"))
    assert not set(old) & set(codes(client))
    assert not give(password(ann), old[0])


def test_secrets_are_kept_encrypted(ann: Post, secret: str) -> None:
    kept = Authenticator.objects.get(type="totp").data["secret"]
    assert secret not in kept
    assert Adapter().decrypt(kept) == secret


def test_without_it_the_password_is_enough_again(ann: Post, secret: str) -> None:
    client = password(ann)
    assert give(client, code_of(secret, ahead=1))
    opened(client, reverse("mfa_deactivate_totp"))
    client.post(reverse("mfa_deactivate_totp"))
    assert not Authenticator.objects.exists()
    assert password(ann).get("/").status_code == 200
    assert Event.objects.filter(verb="second-step.removed").exists()


def test_a_code_shows_again_who_one_is(ann: Post, secret: str) -> None:
    client = password(ann)
    assert give(client, code_of(secret, ahead=1))
    session = client.session
    session["shown_at"] = 0
    session.save()
    answer = client.post(reverse("mfa_reauthenticate"), {"code": code_of(secret)})
    assert answer.status_code == 302
    assert client.session["shown_at"] > 0


def test_the_pages_are_ours(ann: Post, secret: str) -> None:
    client = password(ann)
    assert "tc-" in client.get(reverse("mfa_authenticate")).content.decode()
    assert give(client, code_of(secret, ahead=1))
    names = ("mfa_index", "mfa_deactivate_totp", "mfa_reauthenticate", "mfa_view_recovery_codes")
    for name in (*names, "mfa_generate_recovery_codes"):
        assert opened(client, reverse(name)).soup.select_one(".tc-header")
