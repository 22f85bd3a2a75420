"""Opening a case, closing it, taking it up again, and the one name that every seat sees."""

from datetime import timedelta

import pytest

from tests import factories as make
from tests.factories import START, Region
from throughcare.agencies.roles import Role
from throughcare.audit.models import Event
from throughcare.cases import policy
from throughcare.cases.actions import cases, seats
from throughcare.cases.models import Case, CaseKind, Responsibility, Seat, Settled
from throughcare.kernel import clock
from throughcare.kernel.decision import Refused
from throughcare.sharing.purposes import Purpose


def test_whoever_opens_a_case_answers_for_it_and_has_its_first_seat(region: Region) -> None:
    case = make.open_case(region.ann, region.agreement, display_name="Noor Lind")
    assert case.lead_agency == region.probation
    assert case.person.display_name == "Noor Lind"
    assert case.person.keys.exists()
    assert make.responsible(case) == region.ann
    seat = Seat.objects.get(case=case)
    assert (seat.post, seat.role, seat.from_at) == (region.ann, Role.PROBATION_OFFICER, START)
    assert Event.objects.get(case_id=case.pk).verb == "case.opened"


def test_a_case_keeps_a_reference_that_is_given(region: Region) -> None:
    assert make.open_case(region.ann, reference="4K7P-22").reference == "4K7P-22"


def test_nobody_opens_a_case_without_a_post(region: Region) -> None:
    with pytest.raises(Refused, match="Choose the post"):
        cases.open(make.root(), display_name="Noor Lind")


def test_an_agreement_that_is_not_in_force_is_not_opened_under(region: Region) -> None:
    later = make.agree("exit", [region.probation], from_at=START + timedelta(days=1))
    with pytest.raises(Refused, match="not in force"):
        make.open_case(region.ann, later)
    with clock.at(make.AGREED_UNTIL), pytest.raises(Refused, match="not in force"):
        make.open_case(region.ann, region.agreement)


def test_an_agency_opens_under_its_own_agreements_only(region: Region) -> None:
    with pytest.raises(Refused, match="not a party"):
        make.open_case(region.cy, region.agreement)


def test_a_post_with_an_end_opens_only_where_somebody_takes_over(region: Region) -> None:
    ends = START + timedelta(days=30)
    until = make.post("Ivo Reyes", region.council, Role.SOCIAL_WORKER, until_at=ends)
    case = make.open_case(until)
    with clock.at(ends):
        assert make.responsible(case) == region.hal
        assert policy.visible_to(make.actor(region.hal)).get() == case
        assert not policy.visible_to(make.actor(until)).exists()
    lone = make.agency("Lone House", "community")
    nobody = make.post("Una Falk", lone, Role.COMMUNITY_WORKER, until_at=ends)
    with pytest.raises(Refused, match="names no duty post"):
        make.open_case(nobody)


def test_a_closed_case_is_still_read_and_can_be_taken_up_again(region: Region) -> None:
    ann = make.actor(region.ann)
    entry = region.write(region.bob)
    cases.close(ann, region.case, reason="Licence ended")
    assert region.case.is_closed
    assert region.readers(entry) == {"ann", "bob", "dee", "eve"}
    with pytest.raises(Settled, match="closed already"):
        cases.close(ann, region.case, reason="Again")
    cases.reopen(ann, region.case, reason="Asked for help")
    assert not Case.objects.get(pk=region.case.pk).is_closed
    with pytest.raises(Settled, match="open already"):
        cases.reopen(ann, region.case, reason="Again")
    assert Case.objects.get(pk=region.case.pk).version == 3


def test_a_case_goes_on_as_another_kind_with_everything_it_has(region: Region) -> None:
    reference, ann = region.case.reference, make.actor(region.ann)
    case = cases.become(ann, region.case, kind=CaseKind.RESTORATIVE, reason="Both agreed")
    assert (case.kind, case.reference) == (CaseKind.RESTORATIVE, reference)
    assert case.seats.count() == 4
    assert Event.objects.latest("pk").verb == "case.became"
    cases.close(ann, case, reason="Done")
    with pytest.raises(Refused, match="Reopen it first"):
        cases.become(ann, case, kind=CaseKind.PROGRAMME, reason="No")


def test_the_team_of_a_case_shows_to_the_team(region: Region) -> None:
    for name in ("ann", "bob", "cy", "dee", "eve", "fay"):
        shown = policy.team_visible_to(make.actor(getattr(region, name)))
        assert shown.count() == (4 if name in region.team else 0)
    with clock.at(START + timedelta(days=1)):
        seats.end(make.actor(region.bob), region.seat(region.bob), reason="x")
        assert policy.team_visible_to(make.actor(region.ann)).count() == 3
        assert not policy.team_visible_to(make.actor(region.bob)).exists()


@pytest.mark.parametrize(
    "act",
    [
        lambda actor, case: cases.become(actor, case, kind=CaseKind.INTAKE, reason="No"),
        lambda actor, case: cases.close(actor, case, reason="No"),
        lambda actor, case: cases.reopen(actor, case, reason="No"),
        lambda actor, case: cases.rename(actor, case, display_name="No"),
    ],
)
@pytest.mark.parametrize("who", ["bob", "cy", "dee", "eve"])
def test_only_the_responsible_worker_leads(region: Region, act: object, who: str) -> None:
    with pytest.raises(Refused, match="Only the responsible worker"):
        act(make.actor(getattr(region, who)), region.case)  # type: ignore[operator]


def test_a_new_display_name_is_found_by_its_own_keys(region: Region) -> None:
    before = set(region.case.person.keys.values_list("key", flat=True))
    person = cases.rename(
        make.actor(region.ann), region.case, display_name="Idris Vane-Holt", reason="Married"
    )
    assert person.display_name == "Idris Vane-Holt"
    assert person.version == 2
    assert set(person.keys.values_list("key", flat=True)) != before
    assert Event.objects.latest("pk").verb == "person.renamed"


def test_cases_show_to_those_with_a_seat_now(region: Region) -> None:
    shown = {
        name: policy.visible_to(make.actor(getattr(region, name))).exists()
        for name in ("ann", "bob", "cy", "dee", "eve", "fay", "hal")
    }
    expected = {"ann", "bob", "dee", "eve"}
    assert shown == {name: name in expected for name in shown}
    assert not policy.visible_to(make.root()).exists()


def test_a_case_has_an_own_reference_and_says_it(region: Region) -> None:
    assert str(region.case) == region.case.reference
    assert Responsibility.objects.filter(case=region.case).count() == 1
    assert region.case.seats.get(post=region.eve).purpose == Purpose.SAFETY
