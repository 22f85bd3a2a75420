"""The review: another human, within three working days, with what follows."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from tests.emergencies.making import opened
from tests.factories import START, Region, actor, post, write
from tests.pages import opened as page_at
from tests.pages import signed_in
from throughcare.agencies.roles import Role
from throughcare.audit.actions import look
from throughcare.cases.verbs import Verb as Case
from throughcare.emergencies import actions, policy, queries
from throughcare.kernel import clock
from throughcare.kernel.decision import Refused
from throughcare.notices.models import Notice


def test_another_human_reviews(region: Region) -> None:
    access = opened(region.gil, region.case)
    officers = [
        post(f"{name} Vik", where, Role.DATA_PROTECTION_OFFICER)
        for name, where in (("Oda", region.probation), ("Pia", region.police))
    ]
    for who in (*officers, region.dee):
        assert policy.may_review(actor(who), access)
        assert list(queries.waiting(actor(who))) == [access]
    for who in (region.gil, region.ann, region.bob, region.fay, region.cy, region.hal):
        assert not policy.may_review(actor(who), access)
        assert not queries.waiting(actor(who))
    itself = post(region.gil.human, region.police, Role.DATA_PROTECTION_OFFICER)
    with pytest.raises(Refused, match="Somebody else"):
        actions.review(actor(itself), access, finding="justified", follows="I did well.")


def test_a_review_is_kept_and_told(region: Region) -> None:
    access = opened(region.gil, region.case)
    actions.review(
        actor(region.dee), access, finding="not_justified", follows="Our line was open all night."
    )
    access.refresh_from_db()
    assert access.is_reviewed
    assert access.reviewed_by == region.dee
    told = Notice.objects.filter(verb="emergency.reviewed").values_list("post", flat=True)
    assert set(told) == {region.gil.pk, region.ann.pk}
    with pytest.raises(Refused, match="reviewed already"):
        actions.review(actor(region.dee), access, finding="justified", follows="On second thought.")


@pytest.mark.parametrize(
    ("opened_on", "due"),
    [
        (datetime(2030, 1, 7, 2), date(2030, 1, 10)),  # a Monday night
        (datetime(2030, 1, 10, 23, 59), date(2030, 1, 15)),  # a Thursday
        (datetime(2030, 1, 12, 12), date(2030, 1, 16)),  # a Saturday
        (datetime(2030, 3, 30, 23, 30), date(2030, 4, 3)),  # the night in which clocks change
    ],
)
def test_three_working_days(settings: object, opened_on: datetime, due: date) -> None:
    moment = opened_on.replace(tzinfo=ZoneInfo("Europe/Copenhagen"))
    assert clock.working_days_later(moment, 3) == due


def test_the_reviewer_reads_what_was_done_and_not_the_case(region: Region) -> None:
    entry = write(region.ann, region.case)
    access = opened(region.gil, region.case, hours=1)
    look(actor(region.gil), Case.LOOKED, case_id=region.case.pk, ids=[entry.pk])
    with clock.at(access.until_at):
        look(actor(region.gil), Case.LISTED, case_id=region.case.pk)
    with clock.at(START + timedelta(days=1)):
        done = [(each.sentence, each.count) for each in queries.done(access)]
    assert ("looked at the case", 1) in done
    assert ("opened a case by emergency access", 0) in done
    assert not any("list" in sentence for sentence, _ in done)


def test_a_review_that_is_late_says_so(region: Region) -> None:
    access = opened(region.gil, region.case)  # on a Monday
    address = f"/emergencies/{access.pk}/"
    with clock.at(clock.midnight(date(2030, 1, 11)) - timedelta(microseconds=1)):
        assert "Overdue" not in page_at(signed_in(region.dee), address).text
    with clock.at(clock.midnight(date(2030, 1, 11))):
        assert "Overdue" in page_at(signed_in(region.dee), address).text
        assert "Overdue" in page_at(signed_in(region.dee), "/emergencies/").text
