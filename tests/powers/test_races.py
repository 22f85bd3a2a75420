"""Two at once, each with a connection of their own: one act, and no guess too many."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connections

from tests import factories
from tests.factories import START, Region, actor
from tests.powers.conftest import WHY
from throughcare.agencies.models import Guesses, Post, UsedCode
from throughcare.agencies.roles import Role
from throughcare.audit.models import Detail, Event
from throughcare.cases.actions import cases
from throughcare.kernel import clock
from throughcare.kernel.behalf import on_behalf_of
from throughcare.kernel.decision import Refused
from throughcare.powers import registry
from throughcare.powers.actions import proposals
from throughcare.powers.models import Proposal, ProposalState, Settled

pytestmark = pytest.mark.django_db(transaction=True)
AT_ONCE = 6


def at_once(act: Callable[[], Any], times: int = AT_ONCE) -> list[Any]:
    """What the act answers in several threads that begin together."""
    gate = Barrier(times)

    def run() -> Any:
        with clock.at(START):
            gate.wait()
            try:
                return act()
            finally:
                connections.close_all()

    with ThreadPoolExecutor(times) as pool:
        return [each.result() for each in [pool.submit(run) for _ in range(times)]]


@pytest.fixture
def world() -> Region:
    with clock.at(START):
        return factories.region()


def proposed(world: Region) -> Proposal:
    """The words of a renaming are to be erased; two posts may confirm that."""
    with clock.at(START):
        oda = factories.post("Oda Rill", world.probation, Role.DATA_PROTECTION_OFFICER)
        cases.rename(actor(world.ann), world.case, display_name="Other Vale", reason="A slip")
        event = Event.objects.filter(verb="person.renamed").latest("pk")
        power = registry.power("erase-detail")
        return proposals.propose(actor(oda), power, terms={"event": event.pk}, reason=WHY)


def settled(act: Callable[..., Proposal], by: Post, proposal: Proposal) -> str:
    """How the proposal stands after the act, or what the act was told."""
    acting = actor(by)
    with on_behalf_of(acting):
        found = Proposal.objects.select_related("proposed_by").get(pk=proposal.pk)
        try:
            return act(acting, found).state
        except (Refused, Settled) as no:
            return type(no).__name__


def test_two_confirmations_at_once_are_one_act(world: Region) -> None:
    proposal = proposed(world)

    def confirm() -> str:
        return settled(proposals.confirm, world.dee, proposal)

    answers = at_once(confirm)
    assert answers.count(ProposalState.DONE) == 1
    assert set(answers) <= {ProposalState.DONE, "Refused", "Settled"}
    assert Event.objects.filter(verb="audit.erased").count() == 1
    assert Event.objects.filter(verb="power.confirmed").count() == 1
    assert Detail.objects.filter(text=None).count() == 1


def test_a_confirmation_and_a_withdrawal_at_once_are_one_of_both(world: Region) -> None:
    proposal = proposed(world)
    acts = iter([proposals.confirm, proposals.withdraw] * 3)
    oda = proposal.proposed_by

    def settle() -> str:
        act = next(acts)
        who = world.dee if act is proposals.confirm else oda
        return settled(act, who, proposal)

    answers = at_once(settle)
    done = [each for each in answers if each in {ProposalState.DONE, ProposalState.WITHDRAWN}]
    assert len(done) == 1
    erased = Event.objects.filter(verb="audit.erased").count()
    assert erased == (done == [ProposalState.DONE])


def test_guesses_at_once_are_counted_all() -> None:
    answers = at_once(lambda: [Guesses.objects.take("a" * 64, "strangers", 15) for _ in range(4)])
    assert sum(taken for each in answers for taken in each) == 15


def test_a_code_at_once_is_used_once(world: Region) -> None:
    answers = at_once(lambda: UsedCode.objects.claim(world.ann.human, "b" * 64))
    assert sum(answers) == 1
