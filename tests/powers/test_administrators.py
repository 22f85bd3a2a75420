"""The role of an administrator ends early: by whom, with a reason, told and in the trail."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests import factories
from tests.factories import Region, actor
from tests.pages import Page, opened, signed_in
from throughcare.agencies.models import Human, Post
from throughcare.agencies.roles import Role
from throughcare.audit.models import Event
from throughcare.audit.verification import verify
from throughcare.kernel.decision import Refused
from throughcare.notices.models import Notice
from throughcare.powers import policy, registry
from throughcare.powers.actions import acts, proposals
from throughcare.powers.models import Administrator, Proposal, Settled

WHY = "She works elsewhere now"


def made(region: Region, who: Human) -> Proposal:
    """An administrator, as Dee proposed and Hal, who was named, confirmed."""
    power = registry.power("administrator")
    terms = {"email": who.email, "days": 30}
    fields = {"terms": terms, "reason": "She sets us up", "second": region.hal.human}
    proposal = proposals.propose(actor(region.dee), power, **fields)
    return proposals.confirm(actor(region.hal), proposal)


@pytest.fixture
def proposal(region: Region) -> Proposal:
    return made(region, region.ann.human)


def end(by: Post, proposal: Proposal) -> Administrator:
    return acts.end_administrator(actor(by), Proposal.objects.get(pk=proposal.pk), reason=WHY)


def test_it_ends_at_once_with_its_reason_in_the_trail(region: Region, proposal: Proposal) -> None:
    assert policy.is_administrator(actor(region.ann))
    role = end(region.dee, proposal)
    assert not policy.is_administrator(actor(region.ann))
    event = Event.objects.get(verb="administrator.ended")
    assert event.human_id == region.dee.human_id
    assert event.ids == [str(region.ann.human_id), str(proposal.pk)]
    assert WHY in event.detail.text
    assert event.object_id == str(role.pk)
    assert verify().findings == []


def test_whoever_had_it_is_told(region: Region, proposal: Proposal) -> None:
    end(region.dee, proposal)
    told = Notice.objects.filter(verb="administrator.ended")
    assert [one.post_id for one in told] == [region.ann.pk]


def test_an_administrator_ends_it_too_and_their_own(region: Region, proposal: Proposal) -> None:
    other = made(region, region.cy.human)
    end(region.cy, proposal)
    assert not policy.is_administrator(actor(region.ann))
    end(region.cy, other)
    assert not Administrator.objects.filter(until_at__gt=actor(region.ann).at).exists()


def test_nobody_else_ends_it(region: Region, proposal: Proposal) -> None:
    """Neither the second person, nor another agency's duty post, nor a colleague."""
    sam = factories.post("Sam Brook", region.probation, Role.PROBATION_OFFICER)
    for other in (region.hal, region.gil, sam):
        with pytest.raises(Refused, match="An administrator ends this role"):
            end(other, proposal)
    assert policy.is_administrator(actor(region.ann))


def test_what_has_ended_does_not_end_again(region: Region, proposal: Proposal) -> None:
    end(region.dee, proposal)
    with pytest.raises(Refused, match="No role"):
        end(region.dee, proposal)
    with pytest.raises(Settled):
        Administrator.objects.get().end()


def test_a_proposal_of_something_else_ends_nothing(office: Any) -> None:
    with pytest.raises(Refused, match="No role"):
        end(office.region.dee, office.propose())


def test_it_is_ended_on_its_page(region: Region, proposal: Proposal) -> None:
    client = signed_in(region.ann)
    assert "Role ends" in shown(client, proposal).text
    url = reverse("proposal-end", args=[proposal.pk])
    assert "Write why, in one line." in Page(client.post(url, {"reason": ""})).summary
    assert client.post(url, {"reason": WHY}).status_code == 302
    page = shown(signed_in(region.dee), proposal)
    assert "Role has ended" in page.text
    assert "End this role" not in page.text


def test_another_administrator_sees_the_proposal_and_a_colleague_does_not(
    region: Region, proposal: Proposal
) -> None:
    made(region, region.cy.human)
    assert "End this role now" in shown(signed_in(region.cy), proposal).text
    for other in (region.bob, region.gil):
        url = reverse("proposal", args=[proposal.pk])
        assert signed_in(other).get(url).status_code == 404


def shown(client: Client, proposal: Proposal) -> Page:
    return opened(client, reverse("proposal", args=[proposal.pk]))
