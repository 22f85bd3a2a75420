"""Who asks, behind a proxy: trusted proxies are believed, and nobody else about anybody."""

from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client, RequestFactory
from django.urls import reverse

from throughcare.config import monitoring
from throughcare.web import clients

ATTEMPTS = 60


@pytest.fixture(autouse=True)
def _proxies(settings: Any) -> None:
    settings.PROXIES = monitoring.networks("HERE", "127.0.0.1,10.0.0.0/24,2001:db8::/32")


@pytest.mark.parametrize(
    ("peer", "forwarded", "found"),
    [
        ("198.51.100.7", "", "198.51.100.7"),
        ("198.51.100.7", "192.0.2.1", "198.51.100.7"),  # not trusted, so not believed
        ("127.0.0.1", "", "127.0.0.1"),
        ("127.0.0.1", "192.0.2.1", "192.0.2.1"),
        ("127.0.0.1", "203.0.113.9, 192.0.2.1", "192.0.2.1"),  # the first was made up
        ("127.0.0.1", "203.0.113.9, 192.0.2.1, 10.0.0.4", "192.0.2.1"),
        ("2001:db8::4", "2a00:1450::1", "2a00:1450::1"),
        ("127.0.0.1", "10.0.0.3, 10.0.0.4", "10.0.0.3"),
        ("127.0.0.1", "unknown", "127.0.0.1"),
        ("127.0.0.1", "192.0.2.1, nonsense", "127.0.0.1"),
        ("", "192.0.2.1", ""),
    ],
)
def test_the_last_one_that_is_no_proxy_is_who_asks(peer: str, forwarded: str, found: str) -> None:
    headers = {"HTTP_X_FORWARDED_FOR": forwarded} if forwarded else {}
    request = RequestFactory().get("/", REMOTE_ADDR=peer, **headers)
    assert clients.address(request) == found


def sign_in(**headers: str) -> int:
    typed = {"login": "", "password": ""}
    return Client().post(reverse("account_login"), typed, **headers).status_code


@pytest.mark.django_db
def test_one_client_behind_a_proxy_does_not_use_up_the_attempts_of_others() -> None:
    cache.clear()
    busy, other = ({"HTTP_X_FORWARDED_FOR": one} for one in ("192.0.2.1", "192.0.2.2"))
    for _ in range(ATTEMPTS):
        assert sign_in(**busy) == 200
    assert sign_in(**busy) == 429
    assert sign_in(**other) == 200


@pytest.mark.django_db
def test_making_up_addresses_gives_no_more_attempts() -> None:
    """Neither before a trusted proxy, which adds the true one, nor past it."""
    cache.clear()
    for number in range(ATTEMPTS):
        assert sign_in(HTTP_X_FORWARDED_FOR=f"203.0.113.{number}, 192.0.2.1") == 200
    assert sign_in(HTTP_X_FORWARDED_FOR="203.0.113.99, 192.0.2.1") == 429
    cache.clear()
    for number in range(ATTEMPTS):
        made_up = {"HTTP_X_FORWARDED_FOR": f"203.0.113.{number}"}
        assert sign_in(REMOTE_ADDR="198.51.100.7", **made_up) == 200
    assert sign_in(REMOTE_ADDR="198.51.100.7", HTTP_X_FORWARDED_FOR="203.0.113.99") == 429
