"""Referrals: sent, seen by whom, decided, looked at again; who sends learns the answer alone."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests import factories as make
from tests.factories import START, Region
from tests.pages import Page, opened, saved, sent, signed_in
from tests.programmes.making import adopted
from throughcare.agencies.models import Post
from throughcare.agencies.policy import may_answer_for, may_tell
from throughcare.agencies.roles import Role
from throughcare.audit.models import Event
from throughcare.cases.models import Case, CaseKind
from throughcare.cases.policy import visible_to as cases_visible_to
from throughcare.entries.models import Entry
from throughcare.kernel import clock
from throughcare.kernel.decision import Refused
from throughcare.notes.models import Concern, Decision
from throughcare.notices.models import Notice
from throughcare.referrals import actions, policy, queries
from throughcare.referrals.models import Referral, State

DAY = timedelta(days=1)
WORDS = {
    "subject": "Idris Vane",
    "source": "family",
    "told_by": "His aunt",
    "text": "He is silent.",
}


def refer(by: Post, region: Region, **more: Any) -> Referral:
    """Told to the exit organisation, whose duty post is Fay."""
    told: dict[str, Any] = {"to": region.exit, **WORDS, **more}
    return actions.send(make.actor(by), **told)


def page_of(by: Post, referral: Referral) -> Page:
    return opened(signed_in(by), reverse("referral", args=[referral.pk]))


def decide(client: Client, referral: Referral, outcome: str = "accepted", **more: Any) -> Page:
    told = {"outcome": outcome, "reason": "We know how.", "answer": "We have met him.", **more}
    return saved(client, reverse("referral-settle", args=[referral.pk]), **told)


def sees(who: Post, referral: Referral) -> bool:
    return policy.visible_to(make.actor(who)).filter(pk=referral.pk).exists()


def test_a_referral_is_a_case_of_the_agency_that_is_told(region: Region) -> None:
    client = signed_in(region.ann)
    page = saved(client, reverse("referral-write"), to=str(region.exit.pk), **WORDS)
    assert page.status == 302, page.errors
    referral = Referral.objects.get()
    case = referral.case
    assert (case.kind, case.lead_agency) == (CaseKind.INTAKE, region.exit)
    assert case.person.display_name == "Idris Vane"
    concern = Concern.objects.get()
    assert (concern.agency, concern.author) == (region.exit, region.fay)
    assert (concern.text, concern.told_by, concern.headline) == (
        *("He is silent.", "His aunt"),
        "Family or friends",
    )
    assert not cases_visible_to(make.actor(region.ann)).filter(pk=case.pk).exists()
    assert cases_visible_to(make.actor(region.fay)).filter(pk=case.pk).exists()
    assert "Open the case" not in page_of(region.ann, referral).text
    assert "He is silent." not in page_of(region.ann, referral).text
    shown = page_of(region.fay, referral)
    assert "He is silent." in shown.text
    assert "Open the case" in shown.text


def test_the_trail_says_who_has_told(region: Region) -> None:
    referral = refer(region.ann, region)
    events = Event.objects.filter(post_id=region.ann.pk).order_by("-pk")[:3]
    assert [event.verb for event in events] == ["referral.sent", "entry.written", "case.opened"]
    assert {event.case_id for event in events} == {referral.case_id}


def test_whoever_sends_gets_the_same_answer_whether_the_person_is_known(region: Region) -> None:
    factories_before = Case.objects.count()
    first, second = refer(region.ann, region), refer(region.ann, region)
    assert Case.objects.count() == factories_before + 2
    pages = [page_of(region.ann, one).soup.select_one("main").get_text() for one in (first, second)]
    assert pages[0] == pages[1]
    assert "Received before" not in pages[1]


def test_earlier_ones_with_a_like_name_show_to_who_decides(region: Region) -> None:
    first = refer(region.ann, region, subject="Идрис Вейн")
    actions.settle(
        make.actor(region.fay), first, outcome="declined", reason="Not ours", answer="No."
    )
    second = refer(region.dee, region, subject="Idris Veyn")
    other = refer(region.dee, region, subject="Tomas Errolin")
    assert queries.earlier(make.actor(region.fay), second) == [first]
    assert queries.earlier(make.actor(region.fay), other) == []
    assert queries.earlier(make.actor(region.dee), second) == []
    assert "Received before, with a like name" in page_of(region.fay, second).text


def test_it_is_decided_by_name_and_who_sent_it_learns_the_answer_alone(region: Region) -> None:
    referral = refer(region.ann, region)
    fay = signed_in(region.fay)
    assert decide(fay, referral, reason="").errors["reason"] == "Write why."
    assert decide(fay, referral).status == 302
    decision = Decision.objects.get()
    assert (decision.headline, decision.decided_by) == ("Taken on", region.fay.human.name)
    referral.refresh_from_db()
    assert referral.case.kind == CaseKind.PROGRAMME
    shown = page_of(region.ann, referral)
    assert "We have met him." in shown.text
    assert "We know how." not in shown.text
    assert Notice.objects.filter(post=region.ann, verb="referral.settled").exists()
    assert fay.get(reverse("referral-settle", args=[referral.pk])).status_code == 403


@pytest.mark.parametrize(
    ("outcome", "kind", "is_closed"),
    [
        (State.ADVICE, CaseKind.CONSULTATION, False),
        (State.DECLINED, CaseKind.INTAKE, True),
        (State.PASSED_ON, CaseKind.INTAKE, True),
    ],
)
def test_the_case_goes_on_as_decided_and_can_be_looked_at_again(
    region: Region, outcome: str, kind: str, is_closed: bool
) -> None:
    referral = refer(region.ann, region)
    fay = signed_in(region.fay)
    assert decide(fay, referral, outcome).status == 302
    case = Case.objects.get(pk=referral.case_id)
    assert (case.kind, case.is_closed) == (kind, is_closed)
    with clock.at(START + 30 * DAY):
        again = reverse("referral-again", args=[referral.pk])
        assert signed_in(region.fay).post(again, {"reason": ""}).status_code == 302
        assert not Referral.objects.get().is_open
        signed_in(region.fay).post(again, {"reason": "He rang himself."})
    referral.refresh_from_db()
    case.refresh_from_db()
    assert (referral.is_open, case.is_closed) == (True, False)
    assert referral.due_on == (START + 44 * DAY).date()


def test_who_sees_a_referral(region: Region) -> None:
    referral = refer(region.ann, region)
    assert [who for who, post in region.team.items() if sees(post, referral)] == ["ann"]
    assert sees(region.fay, referral)
    assert not sees(region.cy, referral)
    with pytest.raises(Refused):
        actions.settle(make.actor(region.ann), referral, outcome="accepted", reason="x", answer="x")


def test_an_agency_without_a_duty_post_cannot_be_told_in_this_way(region: Region) -> None:
    lone = make.agency("Lone House", "community")
    page = sent(signed_in(region.ann), reverse("referral-write"), to=str(lone.pk), **WORDS)
    assert "names no duty post" in page.errors["to"]
    assert page.typed["text"] == "He is silent."
    assert not Referral.objects.exists()


def test_what_ones_own_agency_is_told_is_answered_by_who_took_it_down(region: Region) -> None:
    wes = make.post("Wes Alm", region.exit, Role.EXIT_WORKER)
    referral = refer(wes, region, source="person", told_by="")
    assert cases_visible_to(make.actor(wes)).filter(pk=referral.case_id).exists()
    assert policy.may_settle(make.actor(wes), referral)
    assert sees(region.fay, referral)


def test_a_programme_is_one_by_which_that_agency_works(region: Region) -> None:
    theirs = adopted(region.exit, "radinet")
    ours = adopted(region.probation, "rive")
    told = {"to": str(region.exit.pk), **WORDS}
    client = signed_in(region.ann)
    page = sent(client, reverse("referral-write"), version=str(ours.pk), **told)
    assert "does not work by this programme" in page.errors["version"]
    assert saved(client, reverse("referral-write"), version=str(theirs.pk), **told).status == 302
    assert Referral.objects.get().programme == "RADINET"


def test_a_programme_takes_nobody_on_a_way_that_its_model_shuts(region: Region) -> None:
    version = adopted(region.exit, "rive")
    told = {"to": str(region.exit.pk), "version": str(version.pk), **WORDS}
    client = signed_in(region.ann)
    page = sent(client, reverse("referral-write"), **told | {"source": "family"})
    assert "takes nobody on this way" in page.errors["version"]
    assert "Court" in page.errors["version"]


def test_a_marking_stops_it(region: Region) -> None:
    told = {"to": str(region.exit.pk), **WORDS, "text": "NATO SECRET: he is silent."}
    page = sent(signed_in(region.ann), reverse("referral-write"), **told)
    assert "marking" in page.errors["text"]
    assert not Entry.objects.exists()


def test_it_waits_on_the_desk_and_is_late_after_its_day(region: Region) -> None:
    referral = refer(region.ann, region)
    desk = opened(signed_in(region.fay), reverse("desk"))
    assert "Decide about a referral" in desk.text
    assert "Decide about a referral" not in opened(signed_in(region.ann), reverse("desk")).text
    with clock.at(START + 15 * DAY):
        assert "Late" in page_of(region.fay, referral).text
        assert "Late" in opened(signed_in(region.fay), reverse("referrals")).text


def test_who_may_do_what(region: Region) -> None:
    ann, fay = make.actor(region.ann), make.actor(region.fay)
    lone = make.agency("Lone House", "community")
    assert policy.may_send(ann, region.exit)
    assert not policy.may_send(ann, lone)
    assert may_tell(ann, region.fay)
    assert may_answer_for(region.fay)
    referral = refer(region.ann, region)
    assert policy.may_look_again(fay, referral).reason == "This referral waits for a decision."
    assert not policy.may_look_again(ann, referral)
    actions.settle(fay, referral, outcome="declined", reason="Not ours", answer="No.")
    assert policy.may_look_again(fay, referral)
    assert policy.may_settle(fay, referral).reason == "This referral has been decided."
