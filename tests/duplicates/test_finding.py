"""Like names are found after the answer, from what changed, with reasons; nothing is merged."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import factories as make
from tests.duplicates.making import born, called, case_of, found, steward
from tests.factories import Region
from throughcare.audit.models import Event
from throughcare.duplicates import finding
from throughcare.duplicates.models import Pair
from throughcare.notices.models import Notice
from throughcare.operations.due import WORKS
from throughcare.referrals import actions as referrals
from throughcare.sharing.categories import Handling


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Yusuf Karadeniz", "Yousef Karadenis"),
        ("Юрий Вальдман", "Yuri Waldmann"),
        ("Γιώργος Παπαντωνίου", "Giorgos Papantoniou"),
        ("محمد الحسيني", "Mohamed Al-Husseini"),
        ("Søren Kjærgård", "Soeren Kjaergaard"),
        ("Jürgen Groß-Müller", "Juergen Gross Mueller"),
        ("Ugo Lansarel", "Hugo Lanzarel"),
    ],
)
def test_other_spellings_and_scripts_are_proposed(region: Region, left: str, right: str) -> None:
    case_of(region.ann, region, left)
    case_of(region.bob, region, right)
    [pair] = found()
    assert pair.agreement == region.agreement
    assert {pair.left_agency, pair.right_agency} == {region.probation, region.exit}


def test_other_people_are_not(region: Region) -> None:
    case_of(region.ann, region, "Yusuf Karadeniz")
    for name in ("Yusuf Halloran", "Amal Karadeniz", "Yusuf Karadag", "Nora Lund"):
        case_of(region.bob, region, name)
    assert found() == []


def test_reasons_name_scripts_aliases_and_dates(region: Region) -> None:
    one = case_of(region.ann, region, "Ilan Torvek")
    other = case_of(region.bob, region, "Sami Brandlow")
    called(region.bob, other, "Илан Торвек")
    born(region.ann, one, 1999, 4)
    born(region.bob, other, 1999)
    [pair] = found()
    assert set(pair.reasons) & {"same_name", "like_name"}
    assert {"script", "further", "birth_fits"} <= set(pair.reasons)
    told = {side.agency.name: (side.names, side.born) for side in pair.sides}
    assert told["Probation North"] == (["Ilan Torvek"], ["1999-04"])
    assert told["New Shore"] == (["Sami Brandlow", "Илан Торвек"], ["1999"])


def test_a_date_that_contradicts_stops_a_like_name_and_not_the_same(region: Region) -> None:
    for by, name, year in (
        (region.ann, "Yusuf Karadeniz", 1990),
        (region.bob, "Yousef Karadenis", 1971),
    ):
        born(by, case_of(by, region, name), year)
    assert found() == []
    born(region.bob, case_of(region.bob, region, "Yusuf Karadeniz"), 1971)
    assert [one.reasons[-1] for one in found() if one.agreement] == ["birth_differs"]


def test_a_name_for_its_own_agency_is_not_told_to_another(region: Region) -> None:
    case_of(region.ann, region, "Ilan Torvek")
    other = case_of(region.bob, region, "Sami Brandlow")
    called(region.bob, other, "Ilan Torvek", Handling.AGENCY)
    assert found() == []
    case_of(region.bob, region, "Ilan Torveck")
    near = [pair for pair in found() if pair.agency_id]
    assert [pair.agency for pair in near] == [region.exit]


def test_cases_without_a_common_circle_are_never_compared(region: Region) -> None:
    case_of(region.ann, region, "Ilan Torvek", shared=False)
    case_of(region.bob, region, "Ilan Torvek")
    case_of(region.cy, region, "Ilan Torvek", shared=False)
    assert found() == []


def test_it_is_computed_once_and_told_to_the_steward(region: Region) -> None:
    who = steward(region)
    case_of(region.ann, region, "Ilan Torvek")
    case_of(region.bob, region, "Ilan Torveck")
    assert len(found()) == len(found()) == 1
    assert Notice.objects.filter(post=who, verb="duplicate.found").count() == 1
    assert Event.objects.filter(verb="duplicate.found", human_id=None).count() == 1
    assert finding.find in [work.do for work in WORKS]


def test_what_changed_alone_is_compared(region: Region) -> None:
    for number in range(30):
        case_of(region.ann, region, f"Ilan {chr(97 + number % 20) * 3}{chr(98 + number % 7)}or")
    finding.find()
    with CaptureQueriesContext(connection) as idle:
        finding.find()
    assert len(idle) <= 4  # two of them begin and end the transaction
    case_of(region.bob, region, "Ilan Torvek")
    with CaptureQueriesContext(connection) as one:
        finding.find()
    assert len(one) < 20


def test_whoever_refers_gets_the_same_answer_in_as_many_queries(region: Region) -> None:
    """Whether the person is known or not; pairs come later."""
    told = {"source": "family", "text": "He is silent."}

    def asked(name: str) -> int:
        with CaptureQueriesContext(connection) as queries:
            referrals.send(make.actor(region.ann), to=region.exit, subject=name, **told)
        return len(queries)

    case_of(region.bob, region, "Ilan Torvek")
    first: Callable[[str], int] = asked
    first("Warm Up")
    assert asked("Ilan Torvek") == asked("Edda Marlow")
    assert not Pair.objects.exists()
