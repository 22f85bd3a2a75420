"""Two humans, one act: who proposes, who confirms, and that nothing else happens than was shown."""

from datetime import timedelta
from typing import Any

import pytest

from tests import factories
from tests.factories import START, actor
from tests.powers.conftest import WHY, Office
from throughcare.agencies.models import Post
from throughcare.agencies.roles import Role
from throughcare.audit.models import Detail, Event
from throughcare.audit.verification import verify
from throughcare.cases.actions import posts
from throughcare.kernel import clock
from throughcare.kernel.actor import system
from throughcare.kernel.decision import Refused
from throughcare.notices.models import Notice
from throughcare.powers import policy, queries, registry
from throughcare.powers.actions import acts, proposals
from throughcare.powers.models import Proposal, ProposalState, Settled
from throughcare.sharing.policy import may_enrol


def is_kept(office: Office) -> bool:
    return Detail.objects.filter(pk=office.event.pk, text__isnull=False).exists()


def confirm(by: Post, proposal: Proposal) -> Proposal:
    return proposals.confirm(actor(by), Proposal.objects.get(pk=proposal.pk))


def test_two_humans_erase_the_words_of_an_event(office: Office) -> None:
    proposal = office.propose()
    assert is_kept(office)
    done = confirm(office.region.dee, proposal)
    assert done.state == ProposalState.DONE
    detail = Detail.objects.get(pk=office.event.pk)
    assert (detail.text, detail.salt) == (None, None)
    decision = Event.objects.get(pk=detail.erased_by_decision)
    assert (decision.verb, decision.ids) == ("audit.erased", [str(office.event.pk)])
    assert decision.human_id == office.region.dee.human_id


def test_the_trail_is_whole_after_an_erasure(office: Office) -> None:
    confirm(office.region.dee, office.propose())
    report = verify()
    assert report.findings == []
    assert sum(report.erased.values()) == 1


def test_each_step_stands_in_the_trail(office: Office) -> None:
    proposal = office.propose()
    confirm(office.region.dee, proposal)
    told = Event.objects.filter(verb__startswith="power.", object_id=str(proposal.pk))
    found = list(told.order_by("pk").values_list("verb", "human_id", "ids"))
    fingerprint = [proposal.fingerprint]
    assert found == [
        ("power.proposed", office.oda.human_id, fingerprint),
        ("power.confirmed", office.region.dee.human_id, fingerprint),
    ]


def test_the_second_is_told_and_then_the_first(office: Office) -> None:
    proposal = office.propose()
    assert [n.post_id for n in Notice.objects.filter(verb="power.proposed")] == [
        office.region.dee.pk
    ]
    confirm(office.region.dee, proposal)
    assert [n.post_id for n in Notice.objects.filter(verb="power.confirmed")] == [office.oda.pk]


def test_the_proposer_does_not_confirm_nor_another_post_of_theirs(office: Office) -> None:
    region = office.region
    proposal = office.propose()
    other = factories.post(office.oda.human, region.probation, Role.DATA_PROTECTION_OFFICER)
    duty = factories.post(office.oda.human, region.probation, Role.TEAM_MANAGER, is_duty=True)
    for post in (office.oda, other, duty):
        with pytest.raises(Refused, match="Somebody else than the proposer"):
            confirm(post, proposal)
    assert is_kept(office)


@pytest.mark.parametrize("name", ["ann", "bob", "cy", "fay"])
def test_nobody_else_confirms_or_sees_it(office: Office, name: str) -> None:
    who = getattr(office.region, name)
    proposal = office.propose()
    assert not policy.visible_to(actor(who)).exists()
    with pytest.raises(Refused, match="waits for somebody else"):
        confirm(who, proposal)
    assert not policy.may_confirm(actor(who), proposal)
    assert not policy.may_refuse(actor(who), proposal)


def test_a_named_outsider_sees_the_act_and_no_case(office: Office) -> None:
    cy = office.region.cy
    proposal = office.propose(second=cy.human)
    [row] = queries.waiting(actor(cy))
    assert str(office.event.pk) in row.sentence
    assert "changed the display name" in row.sentence
    assert "Vale" not in row.sentence + row.proposal.reason
    with pytest.raises(Refused, match="waits for somebody else"):
        confirm(office.region.dee, proposal)
    assert confirm(cy, proposal).state == ProposalState.DONE


def test_nobody_names_themselves_or_somebody_without_a_post(office: Office) -> None:
    with pytest.raises(Refused, match="somebody else than you"):
        office.propose(second=office.oda.human)
    with pytest.raises(Refused, match="no post at present"):
        office.propose(second=factories.human("Lea Nor"))


@pytest.mark.parametrize("name", ["ann", "bob", "dee"])
def test_who_has_not_the_standing_does_not_propose(office: Office, name: str) -> None:
    who = getattr(office.region, name)
    assert not policy.may_begin(actor(who), registry.power("erase-detail"))
    with pytest.raises(Refused, match="not begun from your post"):
        office.propose(by=who)


def test_only_words_of_the_own_agency_that_are_kept(office: Office) -> None:
    abroad = factories.post("Ulf Sand", office.region.exit, Role.DATA_PROTECTION_OFFICER)
    power = registry.power("erase-detail")
    terms = {"event": office.event.pk}
    for by, what in ((abroad, terms), (office.oda, {"event": 10**12})):
        assert not policy.may_propose(actor(by), power, what, office.region.dee.human)
        with pytest.raises(Refused, match="no event with this number"):
            office.propose(by=by, terms=what, second=office.region.cy.human)
    confirm(office.region.dee, office.propose())
    with pytest.raises(Refused, match="no event with this number"):
        office.propose()


def test_a_proposal_expires(office: Office) -> None:
    proposal = office.propose()
    with clock.at(START + timedelta(days=7)), pytest.raises(Refused, match="not open any more"):
        confirm(office.region.dee, proposal)
    with clock.at(START + timedelta(days=7)), pytest.raises(Settled):
        proposal.settle(ProposalState.DONE, office.region.dee.pk)
    assert is_kept(office)


def test_what_was_refused_is_not_confirmed(office: Office) -> None:
    proposal = proposals.refuse(actor(office.region.dee), office.propose(), answer="Keep it")
    assert (proposal.state, proposal.answer) == (ProposalState.REFUSED, "Keep it")
    with pytest.raises(Refused, match="not open any more"):
        confirm(office.region.dee, proposal)


def test_the_proposer_alone_withdraws(office: Office) -> None:
    proposal = office.propose()
    assert not policy.may_withdraw(actor(office.region.dee), proposal)
    with pytest.raises(Refused, match="Only the proposer"):
        proposals.withdraw(actor(office.region.dee), proposal)
    assert proposals.withdraw(office.officer, proposal).state == ProposalState.WITHDRAWN
    with pytest.raises(Refused, match="not open any more"):
        proposals.withdraw(office.officer, proposal)


@pytest.mark.parametrize(
    "change",
    [
        {"power": "accept-loss"},
        {"fingerprint": "0" * 64},
        {"payload": b'{"terms": {"event": 1}, "reason": "", "human": "%s"}'},
        {"expires_at": START + timedelta(days=300)},
        {"second": None, "proposed_by": "dee"},
    ],
)
def test_what_was_changed_since_is_not_confirmed(office: Office, change: dict[str, Any]) -> None:
    region, proposal = office.region, office.propose(second=office.region.cy.human)
    if "payload" in change:
        change = {"payload": change["payload"] % str(office.oda.human_id).encode()}
    if "proposed_by" in change:
        change = {"proposed_by": region.dee}
    Proposal.objects.filter(pk=proposal.pk).update(**change)
    with pytest.raises(Refused):
        confirm(region.cy, proposal)
    assert is_kept(office)


def test_a_change_with_a_new_fingerprint_is_found_by_the_trail(office: Office) -> None:
    proposal = office.propose()
    proposal.payload = proposal.bound({"event": 1}, WHY)
    from throughcare.powers import binding

    proposal.fingerprint = binding.fingerprint(proposal.payload)
    proposal.save()
    assert proposal.is_whole
    with pytest.raises(Refused, match="not what was proposed"):
        confirm(office.region.dee, proposal)


def test_whoever_left_proposes_nothing_any_more(office: Office) -> None:
    proposal = office.propose()
    posts.end(actor(office.region.dee), office.oda)
    with pytest.raises(Refused, match="does not hold that post"):
        confirm(office.region.dee, proposal)


def test_an_act_needs_its_confirmed_proposal(office: Office) -> None:
    proposal = office.propose()
    for who in (office.oda, office.region.dee):
        assert not policy.may_carry_out(actor(who), proposal, "erase-detail")
        with pytest.raises(Refused, match="takes two persons"):
            acts.erase_detail(actor(who), proposal)
    done = confirm(office.region.dee, proposal)
    with pytest.raises(Refused, match="takes two persons"):
        acts.make_administrator(actor(office.region.dee), done)
    with pytest.raises(Detail.DoesNotExist):
        acts.erase_detail(actor(office.region.dee), done)


def test_an_act_that_fails_leaves_the_proposal_open(office: Office) -> None:
    first, second = office.propose(), office.propose(second=office.region.cy.human)
    confirm(office.region.dee, first)
    with pytest.raises(Refused, match="no event with this number"):
        confirm(office.region.cy, second)
    assert Proposal.objects.get(pk=second.pk).state == ProposalState.OPEN


def administrator(office: Office, **more: Any) -> Proposal:
    terms = {"email": "ann@example.org", "days": 30} | more.pop("terms", {})
    more.setdefault("second", office.region.hal.human)
    power = registry.power("administrator")
    return proposals.propose(
        actor(office.region.dee), power, terms=terms, reason="She sets us up", **more
    )


def test_two_humans_make_an_administrator(office: Office) -> None:
    proposal = administrator(office)
    assert not policy.is_administrator(actor(office.region.ann))
    assert not may_enrol(actor(office.region.ann))
    confirm(office.region.hal, proposal)
    assert policy.is_administrator(actor(office.region.ann))
    assert may_enrol(actor(office.region.ann))
    with clock.at(START + timedelta(days=30)):
        assert not policy.is_administrator(actor(office.region.ann))


def test_an_administrator_confirms_the_next_one(office: Office) -> None:
    confirm(office.region.hal, administrator(office))
    proposal = administrator(office, terms={"email": "bob@example.org"}, second=None)
    assert confirm(office.region.ann, proposal).state == ProposalState.DONE
    assert policy.is_administrator(actor(office.region.bob))


def test_the_first_administrator_needs_a_named_second(office: Office) -> None:
    with pytest.raises(Refused, match="Nobody else may confirm this"):
        administrator(office, second=None)


@pytest.mark.parametrize(
    "terms", [{"email": "nobody@example.org"}, {"days": 0}, {"days": 367}, {"days": -1}]
)
def test_nobody_unknown_and_not_for_ever(office: Office, terms: dict[str, Any]) -> None:
    with pytest.raises(Refused):
        administrator(office, terms=terms)


def test_a_bulk_export_is_refused_until_there_is_one(office: Office) -> None:
    power = registry.power("bulk-export")
    with pytest.raises(Refused, match="no export yet"):
        proposals.propose(
            actor(office.region.dee), power, terms={}, reason="", second=office.oda.human
        )
    assert power.says({})


def loss(office: Office, digits: str = "a" * 64) -> Proposal:
    power = registry.power("accept-loss")
    return proposals.propose(
        actor(office.region.dee), power, terms={"hash": digits}, reason="A disk failed"
    )


def test_a_loss_is_redeemed_once_by_the_command_line(office: Office) -> None:
    proposal = confirm(office.oda, loss(office))
    assert proposal.state == ProposalState.CONFIRMED
    root = system(clock.now())
    with pytest.raises(Refused, match="command line"):
        proposals.redeem(actor(office.region.dee), proposal)
    assert not policy.may_redeem(actor(office.oda), proposal)
    humans = proposals.redeem(root, proposal)
    assert humans == (office.region.dee.human_id, office.oda.human_id)
    with pytest.raises(Refused, match="carried out already"):
        proposals.redeem(root, proposal)


def test_what_is_not_confirmed_or_too_old_is_not_redeemed(office: Office) -> None:
    proposal = loss(office)
    with pytest.raises(Refused, match="not confirmed"):
        proposals.redeem(system(clock.now()), proposal)
    confirmed = confirm(office.oda, proposal)
    with clock.at(START + timedelta(days=8)), pytest.raises(Refused, match="expired"):
        proposals.redeem(system(clock.now()), confirmed)


def test_a_loss_names_a_checkpoint(office: Office) -> None:
    with pytest.raises(Refused, match="64 hexadecimal digits"):
        loss(office, "so much")


def test_a_power_that_nobody_declares(office: Office) -> None:
    with pytest.raises(registry.UnknownPower):
        registry.power("anything")
