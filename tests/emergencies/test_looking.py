"""Looking for a case in an emergency: one case, exactly, by a duty post, three times a day."""

from datetime import date, timedelta
from typing import Any

import pytest

from tests.emergencies.making import REASON, born, looked, opened
from tests.factories import AGREED_UNTIL, START, Region, actor, open_case, unsaved
from throughcare.audit.models import Detail, Event
from throughcare.emergencies import actions, policy
from throughcare.emergencies.models import LookUp
from throughcare.emergencies.verbs import Verb
from throughcare.entries.actions import texts
from throughcare.entries.models import Kind
from throughcare.kernel import clock
from throughcare.kernel.decision import Refused
from throughcare.notes.models import Birth, Name
from throughcare.sharing.categories import Category, Handling

BORN = date(1999, 3, 14)


def test_a_case_is_found_by_its_exact_number(region: Region) -> None:
    number = region.case.reference
    assert looked(region.gil, reference=f" {number.lower()} ").case_id == region.case.pk
    assert looked(region.gil, reference=number[:-1]).case_id is None


@pytest.mark.parametrize(
    ("asked", "is_found"),
    [
        ({"name": "Idris Vale", "born": BORN}, True),
        ({"name": "vale, IDRIS", "born": BORN}, True),
        ({"name": "Idris Vale", "born": BORN + timedelta(days=1)}, False),
        ({"name": "Idris Valen", "born": BORN}, False),
        ({"name": "Vale", "born": BORN}, True),  # the form asks for two words
        ({"name": "Idris Vale"}, False),
        ({"born": BORN}, False),
        ({"name": "%", "born": BORN}, False),
        ({}, False),
    ],
)
def test_a_case_is_found_by_the_whole_name_and_birth(
    region: Region, asked: dict[str, Any], is_found: bool
) -> None:
    born(region, 1999, 3, 14)
    assert (looked(region.gil, **asked).case_id == region.case.pk) == is_found


def test_a_further_name_finds_too(region: Region) -> None:
    born(region, 1999, 3, 14)
    name: Any = unsaved(
        region.case, Category.IDENTITY, model=Name, kind=Kind.NAME, name="Idries Wali", use="alias"
    )
    texts.write(actor(region.ann), name)
    name.write_keys()
    assert looked(region.gil, name="Idries Wali", born=BORN).reference == region.case.reference


@pytest.mark.parametrize("handling", [Handling.AGENCY, Handling.NAMED])
def test_what_is_for_few_finds_nothing(region: Region, handling: Handling) -> None:
    born(region, 1999, 3, 14, handling=handling)
    assert looked(region.gil, name="Idris Vale", born=BORN).case_id is None


def test_two_of_one_name_and_birth_are_none(region: Region) -> None:
    born(region, 1999, 3, 14)
    other = open_case(region.ann, region.agreement)
    date_of = {"year": 1999, "month": 3, "day": 14}
    entry = unsaved(other, Category.IDENTITY, model=Birth, kind=Kind.BIRTH, **date_of)
    texts.write(actor(region.ann), entry)
    assert looked(region.gil, name="Idris Vale", born=BORN).case_id is None


def test_only_under_an_agreement_of_the_own_agency(region: Region) -> None:
    """The council is no party; a case without an agreement is nobody's to find."""
    assert looked(region.hal, reference=region.case.reference).case_id is None
    alone = open_case(region.ann, display_name="Una Berg")
    assert looked(region.gil, reference=alone.reference).case_id is None


@pytest.mark.parametrize("left", [timedelta(microseconds=1), timedelta(0)])
def test_nothing_is_found_once_the_agreement_has_ended(region: Region, left: timedelta) -> None:
    with clock.at(AGREED_UNTIL - left):
        found = looked(region.gil, reference=region.case.reference)
    assert (found.case_id is not None) == bool(left)


@pytest.mark.parametrize("who", ["ann", "bob", "cy", "eve"])
def test_only_a_duty_post_looks(region: Region, who: str) -> None:
    assert not policy.may_look_up(actor(getattr(region, who)))
    with pytest.raises(Refused, match="duty post"):
        looked(getattr(region, who), reference=region.case.reference)
    assert not LookUp.objects.exists()


def test_three_times_a_day(region: Region) -> None:
    for number in ("2B2B2B-22", "3C3C3C-33", "4D4D4D-44"):
        looked(region.gil, reference=number)
    with pytest.raises(Refused, match="three times today"):
        looked(region.gil, reference=region.case.reference)
    midnight = clock.midnight(clock.local(START).date() + timedelta(days=1))
    with clock.at(midnight - timedelta(microseconds=1)), pytest.raises(Refused):
        looked(region.gil, reference=region.case.reference)
    with clock.at(midnight):
        assert looked(region.gil, reference=region.case.reference).case_id


def test_hit_and_miss_stand_in_the_trail_with_their_words(region: Region) -> None:
    looked(region.gil, name="Una Berg", born=BORN)
    looked(region.gil, reference=region.case.reference)
    miss, hit = Event.objects.filter(verb=Verb.LOOKED_UP).order_by("pk")
    assert (miss.case_id, hit.case_id) == (None, region.case.pk)
    words = [str(Detail.objects.get(pk=each.pk).text) for each in (miss, hit)]
    assert "Una Berg 1999-03-14" in words[0]
    assert REASON.split(";")[0] in words[0]
    assert region.case.reference in words[1]


def test_not_before_the_last_one_was_reviewed(region: Region) -> None:
    access = opened(region.gil, region.case)
    with clock.at(START + timedelta(days=20)):
        with pytest.raises(Refused, match="not been reviewed"):
            looked(region.gil, reference=region.case.reference)
        actions.review(actor(region.dee), access, finding="justified", follows="Nothing.")
        assert looked(region.gil, reference=region.case.reference).case_id
