"""One's own sessions and their end; and showing again who one is, before what is sensitive."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.sessions.backends.base import UpdateError
from django.test import Client
from django.urls import reverse
from django.utils.http import urlencode

from tests import factories
from tests.factories import START, Region, actor
from tests.pages import opened, signed_in
from throughcare.agencies import actions, policy
from throughcare.agencies.models import Post, Session
from throughcare.agencies.roles import Role
from throughcare.agencies.sessions import SessionStore, device, hashed
from throughcare.audit.models import Event
from throughcare.kernel import clock
from throughcare.kernel.decision import Refused
from throughcare.web import stepping

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
SAFARI = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1"
PASSWORD = "a long password of hers"


def is_in(client: Client) -> bool:
    return client.get("/").status_code == 200


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        (FIREFOX, "Firefox, Linux"),
        (SAFARI, "Safari, iPhone"),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/140.0 Safari/537.36 Edg/140.0", "Edge, Windows"),
        ("curl/8", ""),
        ("", ""),
    ],
)
def test_a_device_is_kept_in_two_words(agent: str, words: str) -> None:
    assert device(agent) == words


def come_in(post: Post, agent: str = FIREFOX) -> Client:
    post.human.set_password(PASSWORD)
    post.human.save()
    return again(post, agent)


def again(post: Post, agent: str) -> Client:
    client = Client(HTTP_USER_AGENT=agent, REMOTE_ADDR="198.51.100.7")
    client.post(reverse("account_login"), {"login": post.human.email, "password": PASSWORD})
    return client


def test_the_page_shows_ones_own_sessions_and_no_others(region: Region) -> None:
    come_in(region.bob, SAFARI)
    client = come_in(region.ann)
    page = opened(client, reverse("account"))
    assert "Firefox, Linux This one" in page.text
    assert "iPhone" not in page.text


def test_no_address_of_a_network_and_no_key_is_kept(region: Region) -> None:
    client = come_in(region.ann)
    kept = repr(list(Session.objects.values())) + repr(Session.objects.get().get_decoded())
    assert "198.51.100.7" not in kept
    assert str(client.session.session_key) not in kept


def test_the_kept_key_lets_nobody_in(region: Region) -> None:
    client = come_in(region.ann)
    thief = Client()
    thief.cookies["throughcare_session"] = hashed(client.session.session_key)
    assert is_in(client)
    assert not is_in(thief)


def test_signing_out_everywhere_else_ends_the_others_at_once(region: Region) -> None:
    here, there, bob = come_in(region.ann), again(region.ann, SAFARI), come_in(region.bob)
    assert all(map(is_in, (here, there, bob)))
    here.post(reverse("account"), {"which": "others"})
    assert [is_in(each) for each in (here, there, bob)] == [True, False, True]
    event = Event.objects.filter(verb="sign-in.session-ended").get()
    assert event.human_id == region.ann.human_id


def test_signing_out_everywhere_ends_this_one_too(region: Region) -> None:
    here, there = come_in(region.ann), again(region.ann, SAFARI)
    here.post(reverse("account"), {"which": "all"})
    assert [is_in(each) for each in (here, there)] == [False, False]
    assert not Session.objects.filter(human=region.ann.human).exists()


def test_a_request_under_way_does_not_bring_an_ended_session_back(region: Region) -> None:
    client = come_in(region.ann)
    under_way = SessionStore(client.session.session_key)
    under_way["typed"] = "something"
    actions.end_sessions(actor(region.ann), region.ann.human_id)
    with pytest.raises(UpdateError):
        under_way.save()
    assert not is_in(client)


def test_a_new_password_ends_the_other_sessions(region: Region) -> None:
    here, there = come_in(region.ann), again(region.ann, SAFARI)
    new = {"password1": "another long one", "password2": "another long one"}
    here.post(reverse("account_change_password"), {"oldpassword": PASSWORD, **new})
    assert [is_in(each) for each in (here, there)] == [True, False]
    assert Session.objects.filter(human=region.ann.human).count() == 1


def test_nobody_ends_the_sessions_of_somebody_else(region: Region) -> None:
    assert not policy.may_end_sessions(actor(region.bob), region.ann.human_id)
    with pytest.raises(Refused, match="their own sessions"):
        actions.end_sessions(actor(region.bob), region.ann.human_id)
    client = come_in(region.ann)
    assert actions.end_sessions(factories.root(), region.ann.human_id) == 1
    assert not is_in(client)


@pytest.fixture
def oda(region: Region) -> Post:
    return factories.post("Oda Rill", region.probation, Role.DATA_PROTECTION_OFFICER)


SENSITIVE = reverse("power-propose", args=["erase-detail"])


def test_coming_in_counts_for_fifteen_minutes(oda: Post) -> None:
    client = come_in(oda)
    assert client.get(SENSITIVE).status_code == 200
    with clock.at(START + timedelta(minutes=15)):
        answer = client.get(SENSITIVE)
        query = urlencode({"next": SENSITIVE})
        assert answer.headers["Location"] == f"{reverse('step-up')}?{query}"
        assert client.post(SENSITIVE, {}).status_code == 302
        assert client.get(reverse("powers")).status_code == 200


def test_the_password_again_leads_on(oda: Post) -> None:
    client = come_in(oda)
    with clock.at(START + timedelta(minutes=20)):
        asked = client.get(client.get(SENSITIVE).headers["Location"]).headers["Location"]
        assert asked.startswith(reverse("account_reauthenticate"))
        assert client.post(asked, {"password": "not it"}).status_code == 200
        assert client.get(SENSITIVE).status_code == 302
        page = opened(client, asked)
        sent = page.typed | {"password": PASSWORD}
        assert client.post(reverse("account_reauthenticate"), sent).headers["Location"] == SENSITIVE
        assert client.get(SENSITIVE).status_code == 200


def test_a_session_from_before_shows_nothing(oda: Post) -> None:
    client = signed_in(oda)
    session: Any = client.session
    del session[stepping.KEY]
    session.save()
    assert client.get(SENSITIVE).status_code == 302


def test_without_a_password_one_comes_in_anew(oda: Post) -> None:
    client = signed_in(oda)
    answer = client.get(reverse("step-up"), {"next": SENSITIVE})
    assert answer.headers["Location"].startswith(reverse("welcome"))


@pytest.mark.parametrize("place", ["https://example.org/", "//example.org", "javascript:1", ""])
def test_it_leads_nowhere_else(oda: Post, place: str) -> None:
    answer = come_in(oda).get(reverse("step-up"), {"next": place})
    assert answer.headers["Location"].endswith("next=%2F")
