"""Who becomes officer later sees what was raised before and seen by nobody."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from tests import factories
from tests.factories import START, Region
from tests.pages import opened, signed_in
from throughcare.agencies.models import Post
from throughcare.agencies.roles import Role
from throughcare.alarms.verbs import Verb
from throughcare.audit.models import Event
from throughcare.kernel import clock

ANN = "Ann Ode, Probation officer: opened unusually many cases"


@pytest.fixture
def raised(region: Region, settings: Any) -> Event:
    """An alarm about Ann, while there was no officer."""
    settings.ALARM_CASES = 0
    signed_in(region.ann).get(reverse("case", args=[region.case.pk]))
    return Event.objects.get(verb=Verb.MANY_CASES)


def officer(region: Region, name: str = "Oda Rill") -> Post:
    return factories.post(name, region.probation, Role.DATA_PROTECTION_OFFICER)


def alarms(post: Post) -> str:
    return opened(signed_in(post), reverse("alarms")).text


def test_a_later_officer_sees_what_nobody_has_seen(region: Region, raised: Event) -> None:
    assert ANN in alarms(officer(region))


def test_looking_at_alarms_stands_in_the_trail(region: Region, raised: Event) -> None:
    oda = officer(region)
    alarms(oda)
    look = Event.objects.get(verb=Verb.LOOKED)
    assert (look.human_id, look.kind, look.ids) == (oda.human_id, "look", [str(raised.pk)])


def test_what_one_has_seen_stays_and_the_next_one_does_not_see_it(
    region: Region, raised: Event
) -> None:
    oda, ulf = officer(region), officer(region, "Ulf Sand")
    for _ in range(2):
        assert ANN in alarms(oda)
    assert "No alarm" in alarms(ulf)
    assert ANN in alarms(oda)


def test_whoever_was_told_sees_it_although_another_has(region: Region, raised: Event) -> None:
    """The next officer saw both; the first was told of the later one."""
    oda = officer(region)
    with clock.at(START + timedelta(hours=13)):
        signed_in(region.ann).get(reverse("case", args=[region.case.pk]))
        ulf = officer(region, "Ulf Sand")
        assert alarms(ulf).count(ANN) == 2
        assert alarms(oda).count(ANN) == 1


def test_nobody_sees_an_alarm_about_themselves(region: Region, raised: Event) -> None:
    ann = factories.post(region.ann.human, region.probation, Role.DATA_PROTECTION_OFFICER)
    assert "No alarm" in alarms(ann)


def test_another_agencys_officer_does_not_see_it(region: Region, raised: Event) -> None:
    assert "No alarm" in alarms(
        factories.post("Ulf Sand", region.exit, Role.DATA_PROTECTION_OFFICER)
    )


def test_an_empty_page_is_no_look(region: Region) -> None:
    assert "No alarm" in alarms(officer(region))
    assert not Event.objects.filter(verb=Verb.LOOKED).exists()
