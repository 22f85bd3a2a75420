"""Oda, the data-protection officer of the probation service, and an event with words to erase."""

from dataclasses import dataclass

import pytest

from tests import factories
from tests.factories import Region, actor
from throughcare.agencies.models import Post
from throughcare.agencies.roles import Role
from throughcare.audit.models import Event
from throughcare.cases.actions import cases
from throughcare.kernel.actor import Actor
from throughcare.powers import registry
from throughcare.powers.actions import proposals
from throughcare.powers.models import Proposal

WHY = "A name was written by mistake"


@dataclass(frozen=True)
class Office:
    """The region, its officer, and the event with words that should not be kept."""

    region: Region
    oda: Post
    event: Event

    @property
    def officer(self) -> Actor:
        return actor(self.oda)

    def propose(self, by: Post | None = None, **more: object) -> Proposal:
        """Erase the event's words."""
        fields = {"terms": {"event": self.event.pk}, "reason": WHY} | more
        return proposals.propose(actor(by or self.oda), registry.power("erase-detail"), **fields)


@pytest.fixture
def office(region: Region) -> Office:
    oda = factories.post("Oda Rill", region.probation, Role.DATA_PROTECTION_OFFICER)
    cases.rename(actor(region.ann), region.case, display_name="Other Vale", reason="A slip")
    return Office(region, oda, Event.objects.filter(verb="person.renamed").latest("pk"))
