"""Who may set up agencies, humans, posts and agreements."""

from collections.abc import Callable

import pytest

from tests import factories
from tests.factories import Region, actor, root
from throughcare.agencies.models import Sector
from throughcare.kernel import clock, ids
from throughcare.kernel.actor import Actor
from throughcare.kernel.decision import Decision
from throughcare.sharing import policy

Question = Callable[[Actor, Region], Decision]
QUESTIONS: dict[str, tuple[Question, set[str]]] = {
    "admit": (lambda who, _: policy.may_admit(who), set()),
    "enrol": (lambda who, _: policy.may_enrol(who), set()),
    "bring_into_force": (lambda who, _: policy.may_bring_into_force(who), set()),
    "appoint": (lambda who, region: policy.may_appoint(who, region.probation), {"dee"}),
    "name_duty_post": (
        lambda who, region: policy.may_name_duty_post(who, region.probation, region.ann),
        {"dee"},
    ),
}


@pytest.mark.parametrize("question", QUESTIONS)
def test_setting_up_belongs_to_the_command_line_and_the_duty_post(
    region: Region, question: str
) -> None:
    ask, allowed = QUESTIONS[question]
    people = {"ann": region.ann, "bob": region.bob, "dee": region.dee}
    assert {name for name, who in people.items() if ask(actor(who), region)} == allowed
    assert ask(root(), region)


def test_nobody_without_a_post_appoints_where_no_duty_post_is_named(region: Region) -> None:
    without = factories.agency("Harbour House", Sector.EXIT)
    nobody = Actor(clock.now(), ids.new())

    assert without.duty_post_id is nobody.post_id is None
    assert not policy.may_appoint(nobody, without)
