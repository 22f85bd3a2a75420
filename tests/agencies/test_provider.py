"""Coming in by an identity provider: a real one, oidc-provider, and only those who are enrolled."""

from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.socialaccount.models import SocialAccount
from django.core.exceptions import ImproperlyConfigured
from django.test import Client
from django.urls import reverse

from tests import factories
from tests.agencies.conftest import CALLBACK, Provider, begin, come, finish
from tests.factories import Region
from tests.pages import opened, signed_in
from throughcare.agencies.models import Human
from throughcare.agencies.roles import Role
from throughcare.audit.models import Event
from throughcare.config.provider import OpenID, from_environment

ANN = {"email": "ann@example.org", "email_verified": True}


def is_in(client: Client) -> bool:
    return client.get("/").status_code == 200


def told() -> list[str]:
    return list(Event.objects.filter(verb__startswith="provider.").values_list("verb", flat=True))


def test_somebody_enrolled_comes_in(region: Region, provider: Provider) -> None:
    provider.knows("s1", **ANN)
    client = Client()
    page = come(client, provider)
    assert page.response.headers["Location"] == "/"
    assert "Ann Ode" in client.get("/").content.decode()
    assert told() == ["provider.linked"]
    [kept] = SocialAccount.objects.all()
    assert (kept.uid, kept.user_id, kept.extra_data) == ("s1", region.ann.human_id, {})


def test_state_nonce_and_pkce_are_sent(region: Region, provider: Provider) -> None:
    asked = parse_qs(urlsplit(begin(Client(), auth_params="nonce=mine", scope="all")).query)
    assert asked["code_challenge_method"] == ["S256"]
    assert asked["redirect_uri"] == [CALLBACK]
    assert set(asked["scope"][0].split()) == {"openid", "email"}
    assert len(asked["state"][0]) > 10
    assert len(asked["nonce"][0]) > 20


def test_once_linked_the_subject_counts_and_not_the_address(
    region: Region, provider: Provider
) -> None:
    provider.knows("s1", **ANN)
    come(Client(), provider)
    provider.knows("s1", email="other@example.org", email_verified=False)
    client = Client()
    come(client, provider)
    assert is_in(client)
    provider.knows("s2", **ANN)  # the address was given to somebody else there
    client = Client()
    assert come(client, provider).status == 403
    assert not is_in(client)


@pytest.mark.parametrize(
    "claims",
    [
        {"email": "nobody@example.org", "email_verified": True},
        {"email": "ann@example.org", "email_verified": False},
        {"email": "ann@example.org", "email_verified": "true"},
        {"email": "ann@example.org"},
        {},
    ],
)
def test_everybody_else_gets_one_and_the_same_page(
    region: Region, provider: Provider, claims: dict[str, Any]
) -> None:
    provider.knows("s9", **claims)
    client = Client()
    page = come(client, provider)
    assert page.status == 403
    assert "Only people whom an agency has enrolled" in page.text
    assert not is_in(client)
    assert told() == ["provider.unknown"]
    assert "nobody@example.org" not in repr(list(Event.objects.values()))
    assert not SocialAccount.objects.exists()
    assert Human.objects.filter(email__startswith="nobody").count() == 0


def test_an_account_that_is_locked_does_not_come_in(region: Region, provider: Provider) -> None:
    provider.knows("s1", **ANN)
    come(Client(), provider)
    Human.objects.filter(pk=region.ann.human_id).update(is_active=False)
    client = Client()
    assert come(client, provider).status == 403
    assert not is_in(client)


def test_an_answer_that_nobody_asked_for_does_nothing(region: Region, provider: Provider) -> None:
    provider.knows("s1", **ANN)
    back = provider.answer(begin(Client()))
    assert finish(Client(), back).status == 403  # of another browser
    assert finish(Client(), f"{CALLBACK}?code=made-up").status == 403
    assert told() == ["provider.failed", "provider.failed"]


def test_an_answer_counts_once(region: Region, provider: Provider) -> None:
    provider.knows("s1", **ANN)
    client = Client()
    back = provider.answer(begin(client))
    assert finish(client, back).status == 302
    client.post(reverse("account_logout"))
    assert finish(client, back).status == 403
    assert not is_in(client)


def test_a_token_with_another_nonce_does_nothing(region: Region, provider: Provider) -> None:
    provider.knows("s1", **ANN)
    client = Client()
    address = begin(client)
    session = client.session
    [(state, kept)] = session["socialaccount_states"].items()
    kept[0]["nonce"] = "another"
    session["socialaccount_states"] = {state: kept}
    session.save()
    assert finish(client, provider.answer(address)).status == 403
    assert not is_in(client)


def test_somebody_who_cancels_there_gets_the_page(region: Region, provider: Provider) -> None:
    client = Client()
    state = parse_qs(urlsplit(begin(client)).query)["state"][0]
    page = finish(client, f"{CALLBACK}?error=access_denied&state={state}")
    assert page.status == 403


def test_nobody_links_another_account_by_an_address(region: Region, provider: Provider) -> None:
    provider.knows("s5", email="x@example.org", email_verified=True)
    client = signed_in(region.ann)
    assert come(client, provider, process="connect").status == 403
    assert not SocialAccount.objects.exists()


def test_the_provider_shows_again_who_one_is(region: Region, provider: Provider) -> None:
    oda = factories.post("Oda Rill", region.probation, Role.DATA_PROTECTION_OFFICER)
    provider.knows("s7", email="oda@example.org", email_verified=True)
    client = Client()
    come(client, provider)
    session = client.session
    session["shown_at"] = 0
    session.save()
    sensitive = reverse("power-propose", args=["erase-detail"])
    way = client.get(client.get(sensitive).headers["Location"]).headers["Location"]
    assert "Go on to The Ministry" in opened(client, way).text
    address = client.post(way).headers["Location"]
    assert parse_qs(urlsplit(address).query)["max_age"] == ["0"]
    provider.browser.cookies.clear()
    page = finish(client, provider.answer(address))
    assert page.response.headers["Location"] == sensitive
    assert client.get(sensitive).status_code == 200
    assert oda.human_id == Human.objects.get(email="oda@example.org").pk


def test_somebody_else_there_shows_nothing(region: Region, provider: Provider) -> None:
    provider.knows("s7", email="bob@example.org", email_verified=True)
    come(Client(), provider)
    provider.knows("s1", **ANN)
    client = Client()
    come(client, provider)
    session = client.session
    session["shown_at"] = 0
    session.save()
    provider.knows("s7", email="bob@example.org", email_verified=True)
    assert come(client, provider, process="redirect", again="1").status == 403
    assert client.session["shown_at"] == 0


def test_without_a_provider_there_is_no_address(region: Region) -> None:
    assert Client().post(reverse("openid_connect_login")).status_code == 404
    assert "The Ministry" not in opened(Client(), reverse("account_login")).text


def test_the_sign_in_page_leads_there(region: Region, provider: Provider) -> None:
    assert "Sign in with The Ministry" in opened(Client(), reverse("account_login")).text


def test_the_form_may_lead_to_the_provider() -> None:
    assert OpenID("https://id.example.org/realm").origins == ["https://id.example.org"]
    assert OpenID().origins == []


@pytest.mark.parametrize(
    "named",
    [
        {"THROUGHCARE_OIDC_ISSUER": "https://id.example.org"},
        {"THROUGHCARE_OIDC_CLIENT": "us"},
        {
            "THROUGHCARE_OIDC_ISSUER": "http://id.example.org",
            "THROUGHCARE_OIDC_CLIENT": "us",
            "THROUGHCARE_OIDC_SECRET": "x",
        },
    ],
)
def test_half_a_provider_is_refused(monkeypatch: pytest.MonkeyPatch, named: dict[str, str]) -> None:
    for name, value in named.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(ImproperlyConfigured, match="THROUGHCARE_OIDC"):
        from_environment()
