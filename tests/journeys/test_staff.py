"""Somebody comes to an agency, and somebody leaves it; the duty post sees to both."""

from tests import factories
from tests.factories import Region
from tests.journeys.browser import desk_and_phone
from tests.journeys.conftest import Come
from tests.journeys.test_powers import comes_in


@desk_and_phone
def test_somebody_comes_and_somebody_goes(world: Region, come: Come) -> None:
    factories.human("Lea Nor")
    dee = comes_in(come, world.dee)
    dee.menu("Your agency")
    dee.follow("Give a post")
    dee.fill(email="nobody@example.org", role="probation_officer")
    dee.press("Give this post")
    assert dee.errors.endswith("Nobody is enrolled with this address.")
    dee.fill(email="lea@example.org")
    dee.press("Give this post")
    assert dee.news.startswith("Given.")
    assert dee.reads("Lea Nor")
    dee.follow("End: Ann Ode")
    dee.fill(when="later", last_on="2020-01-01")
    dee.press("End this post")
    assert "Choose today or a day to come." in dee.errors
    ann = come(world.ann).visit(f"/cases/{world.case.pk}/")
    dee.fill(when="now")
    dee.press("End this post")
    assert dee.reads("Ended")
    ann.visit(f"/cases/{world.case.pk}/")
    assert ann.path == "/posts/"
    dee.visit(f"/cases/{world.case.pk}/")
    assert dee.reads("Dee Marsh")
    dee.visit("/agency/")
    dee.press("Make duty post: Lea Nor")
    assert dee.news.startswith("Named.")
    assert not dee.reads("Give a post")
