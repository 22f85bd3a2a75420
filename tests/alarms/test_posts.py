"""What a human does in all their posts counts together, on both databases."""

import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from tests import factories
from tests.factories import START, Region, actor
from tests.pages import signed_in
from tests.secondwall.test_tables import on_postgresql
from throughcare.agencies.models import Post
from throughcare.agencies.roles import Role
from throughcare.alarms.verbs import Verb
from throughcare.audit.models import Event
from throughcare.kernel import clock
from throughcare.kernel.behalf import on_behalf_of


@pytest.fixture
def other(region: Region) -> Post:
    """Another post of Ann's, elsewhere."""
    return factories.post(region.ann.human, region.exit, Role.MENTOR)


def ask(post: Post, times: int) -> None:
    client = signed_in(post)
    for _ in range(times):
        assert client.get(reverse("case", args=[uuid.uuid4()])).status_code == 404


def test_ids_asked_for_in_two_posts_are_one_count(region: Region, other: Post) -> None:
    ask(region.ann, 3)
    ask(other, 1)
    assert not Event.objects.filter(verb=Verb.UNLINKED).exists()
    ask(other, 1)
    assert Event.objects.get(verb=Verb.UNLINKED).post_id == other.pk


def test_an_alarm_in_one_post_is_not_told_again_for_the_other(region: Region, other: Post) -> None:
    ask(region.ann, 5)
    ask(other, 5)
    assert Event.objects.filter(verb=Verb.UNLINKED).count() == 1


def test_cases_opened_in_two_posts_are_one_count(
    region: Region, other: Post, settings: Any
) -> None:
    settings.ALARM_CASES = 2
    for post, names in ((region.ann, ("One Extra", "Two Extra")), (other, ("Three Extra",))):
        assert not Event.objects.filter(verb=Verb.MANY_CASES).exists()
        client = signed_in(post)
        for name in names:
            case = factories.open_case(post, display_name=name, reference="")
            assert client.get(reverse("case", args=[case.pk])).status_code == 200
    assert Event.objects.get(verb=Verb.MANY_CASES).post_id == other.pk


@on_postgresql
def test_the_second_wall_shows_what_is_counted_and_no_more(region: Region, other: Post) -> None:
    """Looks and refusals of the other post, for four weeks; no change, and nobody else's."""
    ask(region.ann, 1)
    ask(region.bob, 1)
    factories.open_case(region.ann, display_name="One Extra", reference="")

    def shown() -> set[tuple[uuid.UUID, str]]:
        with on_behalf_of(actor(other)):
            elsewhere = Event.objects.exclude(post_id=other.pk)
            return set(elsewhere.values_list("post_id", "kind"))

    assert shown() == {(region.ann.pk, "refusal")}
    with clock.at(START + timedelta(days=29)):
        assert shown() == set()
