"""Every address declares what it shows; one that does not is no address."""

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path
from django.urls.resolvers import RoutePattern

from tests.matrix import asking
from tests.matrix.asking import declared
from tests.matrix.expectations import PERMISSIONS, VISIBLE
from tests.matrix.payloads import PAYLOADS
from throughcare.web.addresses import READ, SEND, Shows, address

# Pages of another hand, with their own checks; every one of them by name.
FOREIGN = {
    "account_login",
    "account_logout",
    "account_inactive",
    "account_change_password",
    "account_set_password",
    "account_reauthenticate",
    "mfa_index",
    "mfa_authenticate",
    "mfa_reauthenticate",
    "mfa_activate_totp",
    "mfa_deactivate_totp",
    "mfa_view_recovery_codes",
    "mfa_generate_recovery_codes",
    "openid_connect_login",
    "openid_connect_callback",
}


def plain(request: HttpRequest) -> HttpResponse:
    return HttpResponse("something")


urlpatterns = [
    path("undeclared/", plain, name="undeclared"),
    address("unlooked/", plain, name="unlooked", shows=Shows.CONTENT),
    address("open/", plain, name="open", shows=Shows.PUBLIC),
    *(path(f"{name}/", plain, name=name) for name in ("desk", "posts", "drafts", "account_login")),
]


def undeclared(patterns: list) -> set[str]:
    return {pattern.name for pattern in patterns if declared(pattern) is None} - FOREIGN


def test_every_address_declares_what_it_shows() -> None:
    assert undeclared(list(asking.patterns())) == set()


def test_pages_of_another_hand_are_listed_by_name() -> None:
    foreign = {each.name for each in asking.patterns() if declared(each) is None}
    assert foreign == FOREIGN


@pytest.mark.urls("tests.matrix.test_declared")
def test_an_undeclared_address_fails_the_build() -> None:
    assert undeclared(list(asking.patterns())) == {"undeclared", "desk", "posts", "drafts"}


@pytest.mark.django_db
@pytest.mark.urls("tests.matrix.test_declared")
def test_an_undeclared_address_does_not_answer(client: Client) -> None:
    with pytest.raises(ImproperlyConfigured, match="undeclared declares nothing"):
        client.get("/undeclared/")


@pytest.mark.urls("tests.matrix.test_declared")
def test_content_without_a_look_does_not_leave(client: Client, region) -> None:
    client.force_login(region.ann.human, backend=asking.BACKEND)
    with pytest.raises(ImproperlyConfigured, match="unlooked sent content without a look"):
        client.get("/unlooked/")


@pytest.mark.django_db
@pytest.mark.urls("tests.matrix.test_declared")
def test_a_public_address_answers_anybody(client: Client) -> None:
    assert client.get("/open/").content == b"something"


def test_every_name_is_given_once() -> None:
    names = [pattern.name for pattern in asking.patterns()]
    assert len(names) == len(set(names))


def test_every_object_in_a_route_has_a_kind() -> None:
    for pattern in asking.patterns():
        if found := declared(pattern):
            ids = [name for name in pattern.pattern.converters if name.endswith("_id")]
            assert bool(ids) == bool(found.of), pattern.name
            assert set(pattern.pattern.converters) - set(ids) <= asking.PARTS.keys(), pattern.name


def test_the_rule_is_known_for_every_kind() -> None:
    kinds = {found.of for each in asking.patterns() if (found := declared(each))}
    assert kinds == VISIBLE.keys()


def test_permissions_and_payloads_name_addresses_that_exist() -> None:
    names = {pattern.name for pattern in asking.patterns()}
    assert PERMISSIONS.keys() <= names
    assert PAYLOADS.keys() <= names


def test_an_act_takes_nothing_but_a_post() -> None:
    made = address("act/", plain, name="act", shows=Shows.ACT, methods=READ)
    assert made.callback.address.methods == SEND


def test_addresses_hold_no_words_of_anybody() -> None:
    """Ids and kinds alone: a name in an address would stand in logs and histories."""
    for pattern in asking.patterns():
        assert isinstance(pattern.pattern, RoutePattern)
        for name, converter in pattern.pattern.converters.items():
            fixed = name in asking.PARTS
            assert fixed or type(converter).__name__ == "UUIDConverter", pattern.name
