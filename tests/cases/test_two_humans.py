"""Where two must agree they are two humans, whichever posts they act in."""

import pytest

from tests import factories as make
from tests.factories import GROUND, Region, actor
from throughcare.agencies.roles import Role
from throughcare.cases.actions import seats
from throughcare.kernel.decision import Refused
from throughcare.sharing.purposes import Purpose


def test_who_confirms_a_police_seat_does_not_accept_it_in_another_post(region: Region) -> None:
    pat = make.post("Pat Quill", region.police, Role.POLICE_CONTACT)
    dee_too = make.post(region.dee.human, region.police, Role.TEAM_MANAGER, is_duty=True)
    offer = make.offer(region.case, pat, purpose=Purpose.SAFETY, ground=GROUND)
    offer = seats.confirm(actor(region.dee), offer)
    with pytest.raises(Refused, match="than who confirmed"):
        seats.accept(actor(dee_too), offer)
    assert seats.accept(actor(pat), offer)
